import { capital, quoted } from '../../../../../words';
import { isPlainMap } from '../../../data';
import { SECTIONS, singular } from '../../../sections';
import { isText, literalsOf } from '../../../text/variable';
import type { StartCheck, StartViolation } from '../check';

/** Texts that a JavaScript template made of a value that is no text. */
export const valueLost: StartCheck = {
  id: 'value-lost',
  severity: 'error',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const tag = typeof service.image === 'string' ? /:(true|false|null)$/.exec(service.image)?.[1] : undefined;
      if (tag !== undefined) yield violation(`Service "${name}"`, [...pointer, 'image'], tag);
    }
    for (const section of SECTIONS) {
      for (const [name, element] of Object.entries(view.defined(section))) {
        for (const [path, found] of lostIn(element, []))
          yield violation(`${capital(singular(section))} ${quoted(name)}`, [section, name, ...path], found);
      }
    }
  },
};

function violation(who: string, pointer: readonly string[], found: string): StartViolation {
  return {
    pointer,
    message: `${who} says ${quoted(found)} in ${pointer.slice(2).join('.')}, which is what a template makes of a value that is no text.`,
    remedy:
      'Put a text in: the `name` of a construct, or a detail that `connect` gives. Check values that may be missing.',
  };
}

function* lostIn(value: unknown, path: readonly string[]): Iterable<readonly [readonly string[], string]> {
  if (isText(value)) {
    const found =
      typeof value === 'string'
        ? lost(value)
        : literalsOf(value)
            .map(lost)
            .find((one) => one !== undefined);
    if (found !== undefined) yield [path, found];
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* lostIn(item, [...path, String(index)]);
  } else if (isPlainMap(value)) {
    for (const [key, item] of Object.entries(value)) yield* lostIn(item, [...path, key]);
  }
}

/** An object anywhere. A function, `undefined` and the like only in an address, an image's name or a path. */
function lost(text: string): string | undefined {
  // a script may compare with it
  const [object] = /(?<!===?\s*['"`])\[object [A-Z][A-Za-z]*\]/.exec(text) ?? [];
  if (object !== undefined) return object;
  const [, code] = /(?::\/\/|@)((?:async )?(?:function\b[^(]*\(|class [A-Za-z{]|\([\w\s,]*\) ?=>))/.exec(text) ?? [];
  if (code !== undefined) return code;
  const [, word] = /(?:^|:\/\/|[@:/])(undefined|NaN)(?=[@:/]|$)/.exec(text) ?? [];
  return word ?? /(?::\/\/|@)(true|false|null)(?=[:/]|$)/.exec(text)?.[1];
}

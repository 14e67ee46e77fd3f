import { excerpt, quoted } from '../../../../../words';
import { isPlainMap } from '../../../data';
import { isDeferred, partsOf } from '../../../text/variable';
import { listOf } from '../../meaning/view';
import type { StartCheck } from '../check';

/** Quotes that nobody takes away: around a default, and around a value in a list of variables. */
export const quotesKept: StartCheck = {
  id: 'quotes-kept',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const [place, variable, value] of variablesOf(service.environment)) {
        const found = typeof value === 'string' ? whole(value) : defaultOf(value);
        if (found === undefined) continue;
        yield {
          pointer: [...pointer, 'environment', place],
          message: `Service "${name}" gets ${variable} with quotes in it: ${quoted(found)}.`,
          remedy: `Take the quotes away: ${excerpt(found.slice(1, -1))} is one value without them.`,
        };
      }
    }
  },
};

/** Place, name and value. In a map, quotes of YAML are gone, and those that are left are meant. */
function* variablesOf(environment: unknown): Iterable<readonly [place: string, name: string, value: unknown]> {
  if (isPlainMap(environment)) {
    for (const [name, value] of Object.entries(environment)) if (isDeferred(value)) yield [name, name, value];
  }
  for (const [index, item] of listOf(environment).entries()) {
    const parts = typeof item === 'string' ? [item] : isDeferred(item) ? partsOf(item) : [];
    const [, name, start = ''] = typeof parts[0] === 'string' ? (/^([^=]+)=(.*)$/s.exec(parts[0]) ?? []) : [];
    if (name === undefined) continue;
    if (parts.length === 1) yield [String(index), name, start];
    else if (parts.length === 2 && start === '') yield [String(index), name, parts[1]];
  }
}

/** A default in quotes, of a value that is nothing but a variable. */
function defaultOf(value: unknown): string | undefined {
  const parts = isDeferred(value) ? partsOf(value) : [value];
  const [reference] = parts;
  if (parts.length !== 1 || !isPlainMap(reference) || !/-/.test(String(reference.operator))) return undefined;
  const operand = listOf(reference.operand);
  const [text] = operand;
  return operand.length === 1 && typeof text === 'string' ? whole(text) : undefined;
}

/** The text if it stands in one pair of quotes. */
function whole(text: string): string | undefined {
  const quote = text.charAt(0);
  const isQuote = quote === '"' || quote === "'";
  return isQuote && text.length > 1 && text.indexOf(quote, 1) === text.length - 1 ? text : undefined;
}

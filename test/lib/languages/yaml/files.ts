import fc from 'fast-check';
import { printYaml } from '../../../../lib/languages/yaml';
import { anyString } from './strings';

/** A string as YAML. */
const printed = (value: string): string => printYaml(value, { reader: 'a test' }).trimEnd();

/** Strings whose keys are not reordered by JavaScript. */
const key = anyString.filter((name) => !/^\d+$/.test(name));
const comment = fc.oneof(fc.string(), fc.constantFrom('a', '# b', 'c: d', '- e', ' f'), anyString).map((text) => {
  // What stands in a comment is shown, and blanks at its ends are not.
  const [line = ''] = text.split(/[\r\n\u0085\u2028\u2029]/);
  return line;
});

/**
 * Lines of a map with all that YAML has, valid or not; `*a` and `*b` want their anchors above.
 *
 * @param tagged scalars with the tags of a language
 */
export const anyLines = (tagged: readonly string[]): fc.Arbitrary<string[]> =>
  fc.letrec<{ map: string[]; list: string[]; entry: string[] }>((tie) => {
    const scalar = fc.oneof(
      anyString.map(printed),
      fc.constantFrom('1', 'true', '', '~', '0440', '9007199254740993', '1e6', '1.50', ...tagged, '[a, b]', '{}', '[]'),
      fc.constantFrom('*a', '*b', '{<<: *a}', '[*a, {b: *b}]', '&c d', '|\n   x\n   y', '>-\n   x\n   y', '"a\n   b"'),
    );
    const above = fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      fc.array(
        comment.map((text) => `# ${text}`),
        { maxLength: 2 },
      ),
      fc.constant(['']),
    );
    const beside = fc.oneof(
      { weight: 2, arbitrary: fc.constant('') },
      comment.map((text) => ` # ${text}`),
    );
    const anchor = fc.constantFrom('', '', '', ' &a', ' &b');
    const nested = fc.oneof({ maxDepth: 4, depthSize: 'small' }, tie('map'), tie('list'));
    const indent = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));
    const withValue = (head: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
      fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.tuple(above, head, anchor, scalar, beside).map(([over, begin, name, value, side]) => {
          const isAlias = value.startsWith('*');
          const isLong = /[|>]-?\n/.test(value);
          const named = value.startsWith('&') || isAlias ? '' : name;
          return [...over, ...`${begin}${named} ${value}${isLong ? '' : side}`.split('\n')];
        }),
        fc
          .tuple(above, head, anchor, beside, nested)
          .map(([over, begin, name, side, lines]) => [...over, `${begin}${name}${side}`, ...indent(lines)]),
      );
    const names = key.map((name) => `${printed(name)}:`).filter((name) => name.length < 200);
    const entries = (head: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
      fc
        .tuple(fc.array(withValue(head), { minLength: 1, maxLength: 3 }), above)
        .map(([all, end]) => [...all.flat(), ...end]);
    return {
      entry: withValue(names),
      map: fc.oneof(
        entries(names),
        entries(names).map((lines) => ['<<: *a', ...lines]),
      ),
      list: entries(fc.constant('-')),
    };
  }).map;

/** A file of them. */
export const anyYaml = (tagged: readonly string[]): fc.Arbitrary<string> =>
  anyLines(tagged).map((lines) => ['x-a: &a {m: 1, n: &b [2]}', ...lines].join('\n'));

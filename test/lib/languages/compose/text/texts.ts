import fc from 'fast-check';
import { ComposeError, type ComposeText, text, Variable } from '../../../../../lib/languages/compose';

/** Strings made of what the grammar of interpolation is made of. */
export const anySource = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'${}:-?+Ab_1\n x'), maxLength: 24 }),
  fc
    .array(fc.constantFrom('${A:-', '${A:-{', '{', '}', '{}', '${A+}', '{${A+}{', '{${A+}}', '${b}', 'x'), {
      maxLength: 12,
    })
    .map((tokens) => tokens.join('')),
  fc
    .array(
      fc.constantFrom(
        '${A',
        '${b',
        '$',
        '{',
        '}',
        ':-',
        '-',
        ':?',
        '?',
        ':+',
        '+',
        'A',
        '_1',
        '\n',
        '$$',
        '${A+}',
        '"',
      ),
      { maxLength: 14 },
    )
    .map((tokens) => tokens.join('')),
);

/** Names that Compose interpolates; few, so that variables meet themselves. */
export const anyVariableName = fc.constantFrom('A', 'b', '_', 'A_1');

const anyLiteral = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', 'a', '$', '{}', '{{}}', '{"a":{"b":{}}}', '${A}', '1', '?', '-') },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'{}$:-?+A1_ '), maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);

const options = fc.record({ emptyCounts: fc.boolean() });

/** Any text that can be made. Where Compose has no way to say one, something of it is left out. */
export const anyText: fc.Arbitrary<ComposeText> = fc.letrec<{ text: ComposeText; variable: ComposeText }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyLiteral,
    tie('variable'),
    fc
      .array(fc.oneof(anyLiteral, tie('variable')), { minLength: 2, maxLength: 4 })
      .map((texts) => texts.reduce<ComposeText>((before, next) => made(() => text`${before}${next}`) ?? before, '')),
  ),
  variable: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(anyVariableName, fc.boolean()).map(([name, braces]) => Variable.of(name, { braces })),
    anyVariableName.map((name) => Variable.optional(name)),
    fc
      .tuple(anyVariableName, fc.constantFrom('withDefault', 'required', 'ifSet'), tie('text'), options)
      .map(
        ([name, kind, operand, given]) => made(() => Variable[kind](name, operand, given)) ?? Variable.optional(name),
      ),
  ),
})).text;

function made<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof ComposeError) return undefined;
    throw error;
  }
}

/**
 * Source code at random.
 *
 * @module
 */
import fc from 'fast-check';
import {
  array,
  type Comments,
  call,
  construct,
  type Expression,
  identifier,
  literalOf,
  object,
  property,
  propertyAccess,
  type Statement,
  spread,
  stringLiteral,
  template,
  thisKeyword,
  variable,
} from '../../../../lib/languages/typescript';

/** Texts that mean something to a parser. */
const TRICKY = [
  "'",
  '"',
  '`',
  '\\',
  '${',
  '$',
  '{',
  '}',
  '*/',
  '//',
  '\n',
  '\r\n',
  '\u2028',
  '\u2029',
  '\0',
  '</script>',
  '\ud800',
  '\u202e',
  'é',
  '😀',
  "it's",
  '__proto__',
  'constructor',
  'class',
  '0',
  '-1',
  '1e3',
  'a-b',
  ' ',
  '',
];

export const tricky = fc
  .array(fc.oneof(fc.constantFrom(...TRICKY), fc.string()), { maxLength: 4 })
  .map((parts) => parts.join(''));

/** Plain data of every kind. */
export const data: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  scalar: fc.oneof(tricky, fc.double(), fc.integer(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined, -0)),
  list: fc.array(tie('value'), { maxLength: 5 }),
  map: fc.array(fc.tuple(tricky, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('scalar'), tie('list'), tie('map')),
})).value;

const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z_0-9]{1,24}x$/);
/** Words and signs of one column each, as in Compose files. */
const word = fc.stringMatching(/^[ -~]{0,60}$/);
const key = fc.oneof(name, fc.stringMatching(/^[a-z]{1,6}-[a-z]{0,30}$/), fc.constantFrom('a', 'ab', '__proto__', '0'));
const comments: fc.Arbitrary<Comments | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: word.map((above) => ({ above })) },
  { weight: 1, arbitrary: tricky.map((beside) => ({ beside })) },
  { weight: 1, arbitrary: fc.tuple(tricky, word).map(([above, beside]) => ({ above, beside })) },
);

/** Expressions of the kinds that the import writes. */
export const expression: fc.Arbitrary<Expression> = fc.letrec<{
  scalar: Expression;
  reference: Expression;
  list: Expression;
  map: Expression;
  made: Expression;
  text: Expression;
  value: Expression;
}>((tie) => ({
  scalar: fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)).map(literalOf),
  reference: fc.tuple(name, name).map(([a, b]) => propertyAccess(identifier(a), b)),
  list: fc
    .tuple(
      fc.array(
        fc.oneof(
          tie('value'),
          tie('reference').map((value) => spread(value)),
        ),
        { maxLength: 5 },
      ),
      comments,
    )
    .map(([items, note]) => array(items, note && items.length > 0 ? { comments: new Map([[0, note]]) } : {})),
  map: fc
    .tuple(fc.array(fc.tuple(key, tie('value'), comments), { maxLength: 5 }), fc.boolean())
    .map(([entries, multiLine]) =>
      object(
        entries.map(([k, value, note]) => property(k, value, note)),
        { multiLine },
      ),
    ),
  made: fc
    .tuple(name, fc.constantFrom('of', 'required', 'withDefault'), fc.array(tie('value'), { maxLength: 3 }))
    .map(([callee, method, args]) => call(propertyAccess(identifier(callee), method), ...args)),
  text: fc
    .array(fc.oneof(word, tie('made')), { minLength: 1, maxLength: 4 })
    .map((parts) => template(parts, identifier('text'))),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('scalar'),
    tie('reference'),
    tie('list'),
    tie('map'),
    tie('made'),
    tie('text'),
  ),
})).value;

export const statement: fc.Arbitrary<Statement> = fc
  .tuple(name, expression, fc.stringMatching(/^[a-z]{1,20}$/), comments)
  .chain(([variableName, value, id, note]) =>
    fc.constantFrom(
      variable(variableName, value, note),
      variable(variableName, construct(identifier('Service'), thisKeyword, stringLiteral(id), value), note),
      {
        kind: 'ExpressionStatement',
        expression: call(propertyAccess(identifier(variableName), 'merge'), value),
        ...(note && { comments: note }),
      } as const,
    ),
  );

/**
 * Cuts YAML into tokens as npm's `yaml` does, except for indentation in brackets and quotes. YAML requires their lines
 * to be indented further than their key; Go's reader does not.
 *
 * @see https://yaml.org/spec/1.2.2/#74-flow-collection-styles
 * @module
 */

/** The private members of `yaml`'s lexer that this class uses. */
interface Inside {
  /** How far the next line must be indented to belong to the same value. */
  indentNext: number;
  flowLevel: number;
  parseQuotedScalar(): Iterable<string>;
  parseFlowCollection(): Iterable<string>;
}

/** The pieces of a text. */
export function lex(text: string): Iterable<string> {
  const { Lexer } = require('yaml') as typeof import('yaml');
  const lexer = new Lexer();
  // Its private members may change with any release. A release without them would be as strict as YAML; a test with
  // unindented lines in brackets would fail.
  const inside = lexer as unknown as Partial<Inside>;
  for (const method of ['parseQuotedScalar', 'parseFlowCollection'] as const) {
    const original = inside[method];
    if (original !== undefined) inside[method] = () => withoutIndent(inside, original.bind(inside));
  }
  return lexer.lex(text);
}

function* withoutIndent(inside: Partial<Inside>, parse: () => Iterable<string>): Iterable<string> {
  const { indentNext } = inside;
  inside.indentNext = 0;
  // Not `yield*` alone: the value that it returns says what comes next.
  const next: unknown = yield* parse() as Generator<string, unknown>;
  if (inside.indentNext === 0 && indentNext !== undefined) inside.indentNext = indentNext;
  return next;
}

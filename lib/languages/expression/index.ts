/**
 * Text with variables, for languages that write them with a dollar sign: what is spliced into it is data.
 *
 * @module
 */

/** A variable of a language, by its name without the dollar sign. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
}

/** Text with variables in it, in a row. */
export interface Expression {
  readonly kind: 'expression';
  readonly parts: readonly (string | Variable)[];
}

/** A dollar sign that reads like the start of a variable. */
const LOOKS_LIKE_VARIABLE = /\$[A-Za-z0-9_{]/;

/**
 * The result of a language's tagged template. Spliced strings and numbers are data: a dollar sign in them stays one.
 *
 * @param refuse makes the error for a template whose own text has something like `$host`, which would be no variable
 */
export function splice(
  strings: TemplateStringsArray,
  values: readonly (string | number | Variable | Expression)[],
  refuse: (text: string) => Error,
): Expression {
  const parts: (string | Variable)[] = [];
  strings.forEach((text, index) => {
    if (LOOKS_LIKE_VARIABLE.test(text)) throw refuse(text);
    parts.push(text);
    const value = values[index];
    if (value !== undefined) parts.push(...(typeof value === 'object' ? partsOf(value) : [String(value)]));
  });
  return Object.freeze({ kind: 'expression', parts: Object.freeze(parts.filter((part) => part !== '')) });
}

/** The pieces of a text, strings and variables. */
export function partsOf(text: string | Variable | Expression): readonly (string | Variable)[] {
  return typeof text === 'object' && text.kind === 'expression' ? text.parts : [text];
}

/**
 * Compose's interpolation grammar, writing side: `$` in a literal is `$$`, a reference is `${NAME operator operand}`.
 *
 * The rules are those of compose-go 2.1 to 2.9, read in its source and tried with the real command:
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/template/template.go
 *
 * @module
 */

/** A variable of the deploying host, and what happens while it is not set. */
export interface Reference {
  readonly name: string;
  /** `:?` fail, `:-` use the operand (both: unset or empty), `-` use the operand (unset only). */
  readonly operator: ':?' | ':-' | '-';
  /** Literal text: the error message or the default. */
  readonly operand: string;
}

/** The names that Compose interpolates. */
export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A literal as Compose must read it to get that literal. */
export function escapeLiteral(literal: string): string {
  return literal.includes('$') ? literal.replaceAll('$', '$$$$') : literal;
}

/** A reference as Compose reads it. */
export function printReference(reference: Reference): string {
  const { name, operator } = reference;
  // Variable's factories refuse operands that cannot be said; a reference of another package version might not have.
  return `\${${name}${operator}${escapeOperand(name, operator, reference.operand) ?? ''}}`;
}

/**
 * The operand as Compose must read it to get exactly that text, or undefined where its grammar cannot say it.
 *
 * Three things in Compose's reader decide: `.` in its pattern stops at a line feed; `$$` in an operand is read once
 * more and becomes `$`; and the end of a reference is found by counting braces, where the character after each `{` is
 * not looked at. So `{{` and `{}` need something of no width in between, and within the operand of NAME the reference
 * `${NAME-}` is just that: the operand only counts while NAME is unset or empty.
 */
export function escapeOperand(name: string, operator: string, operand: string): string | undefined {
  if (/[\n\0]|\p{Cs}/u.test(operand)) return undefined;
  const escaped = escapeLiteral(operand).replace(/\{(?=[{}])/g, `{\${${name}-}`);
  const whole = `\${${name}${operator}${escaped}}`;
  return closingBrace(whole) === whole.length - 1 ? escaped : undefined;
}

/** Where Compose takes a reference that begins `text` to end; -1 if nowhere. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '}' && --depth === 0) return index;
    if (text[index] === '{') {
      depth++;
      index++;
    }
  }
  return -1;
}

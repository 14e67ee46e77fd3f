/**
 * Something of no width, to stand between two braces that Compose would count wrongly.
 *
 * Compose skips the character after a `{` when it counts braces. So `{}` and `{{` in an operand need a spacer:
 * `${NAME+}`, which is empty whether NAME is set or not.
 *
 * @module
 */
import type { TextPart } from './reference';

/** The literal, escaped as it is, with spacers where Compose would not look. */
export function withSpacers(literal: string, name: string): string {
  return literal.replace(/\{(?=[{}])/g, () => `{\${${name}+}`);
}

/** Whether a part of the operand of `name` is what {@link withSpacers} puts in, where it would. */
export function isSpacer(
  part: TextPart,
  name: string,
  before: TextPart | undefined,
  after: TextPart | undefined,
): boolean {
  return (
    typeof part !== 'string' &&
    part.name === name &&
    part.operator === '+' &&
    part.operand.length === 0 &&
    typeof before === 'string' &&
    before.endsWith('{') &&
    typeof after === 'string' &&
    /^[{}]/.test(after)
  );
}

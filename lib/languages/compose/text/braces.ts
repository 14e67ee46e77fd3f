/**
 * How Compose finds the end of a reference: it counts braces, and skips the character after a `{`.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/template/template.go (getFirstBraceClosingIndex)
 * @module
 */
import type { TextPart } from './reference';

/** Where Compose takes the reference that begins at `from` to end, by counting up to `to`; -1 if nowhere. */
export function closingBrace(text: string, from: number, to: number): number {
  let depth = 0;
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === CLOSE && --depth === 0) return index;
    if (code === OPEN) {
      depth++;
      index++;
    }
  }
  return -1;
}

const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Whether in the literals among the parts each `{` has its `}`, as a person counts. */
export function areBalanced(parts: readonly TextPart[]): boolean {
  let depth = 0;
  for (const part of parts) {
    if (typeof part !== 'string') continue;
    for (const brace of part.match(/[{}]/g) ?? []) {
      depth += brace === '{' ? 1 : -1;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}

/** Whether one of the operands in these parts holds a brace, so that how it is written needs care. */
export function haveBracesInOperands(parts: readonly TextPart[]): boolean {
  return parts.some((part) => typeof part !== 'string' && part.operand.length > 0 && haveBraces(part.operand));
}

function haveBraces(parts: readonly TextPart[]): boolean {
  return parts.some((part) => (typeof part === 'string' ? hasBrace(part) : haveBraces(part.operand)));
}

export function hasBrace(literal: string): boolean {
  return literal.includes('{') || literal.includes('}');
}

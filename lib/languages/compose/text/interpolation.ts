/**
 * Compose's interpolation grammar, writing side: `$` in a literal is `$$`, a reference is `${NAME operator operand}`.
 *
 * `read.ts` reads the written text back as the same value. References are written so that counting braces finds their
 * end, and anything can follow them. Where braces of an operand prevent that, the whole text is read back to verify it.
 *
 * @module
 */
import { areBalanced, closingBrace, hasBrace, haveBracesInOperands } from './braces';
import { readParts } from './read';
import { continuesName, type Reference, type TextPart } from './reference';
import { isSpacer, withSpacers } from './spacer';

/** A literal as Compose must read it to get that literal. */
export function escapeLiteral(literal: string): string {
  return literal.includes('$') ? literal.replaceAll('$', '$$$$') : literal;
}

/** Parts as Compose must read them to get exactly those, or undefined if its grammar cannot say them. */
export function printParts(parts: readonly TextPart[]): string | undefined {
  const plain = printPlain(parts);
  if (!haveBracesInOperands(parts) || readsAs(plain, parts)) return plain;
  const careful = printCareful(parts);
  return careful.areClosed || readsAs(careful.text, parts) ? careful.text : undefined;
}

/** As a person would write them. */
function printPlain(parts: readonly TextPart[]): string {
  let text = '';
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (typeof part === 'string') text += escapeLiteral(part);
    else if (part !== undefined) text += printReference(part, printPlain(part.operand), parts[index + 1]);
  }
  return text;
}

function printReference(reference: Reference, operand: string, following: TextPart | undefined): string {
  const { name, operator, braced } = reference;
  const needsBraces = braced || operator !== '' || continuesName(following);
  return needsBraces ? `\${${name}${operator}${operand}}` : `$${name}`;
}

/** The first of the references whose end counting braces would miss, however it is written. */
export function openReference(parts: readonly TextPart[]): Reference | undefined {
  return parts.find(
    (part): part is Reference => typeof part !== 'string' && !printCarefulReference(part, undefined).areClosed,
  );
}

interface Careful {
  readonly text: string;
  /** Whether counting braces finds the end of each reference in it. */
  readonly areClosed: boolean;
}

/** Each reference such that counting finds its end, if that can be. */
function printCareful(parts: readonly TextPart[]): Careful {
  const printed = parts.map((part, index) => printCarefulPart(part, parts[index + 1]));
  return { text: printed.map(({ text }) => text).join(''), areClosed: printed.every(({ areClosed }) => areClosed) };
}

function printCarefulPart(part: TextPart, following: TextPart | undefined): Careful {
  return typeof part === 'string'
    ? { text: escapeLiteral(part), areClosed: true }
    : printCarefulReference(part, following);
}

function printCarefulReference(reference: Reference, following: TextPart | undefined): Careful {
  const { name, operand } = reference;
  const printed = operand.map((part, index) => printCarefulPart(part, operand[index + 1]));
  const areClosed = printed.every((part) => part.areClosed);
  const text = printReference(reference, printed.map((part) => part.text).join(''), following);
  const hasBraces = operand.some((part) => typeof part === 'string' && hasBrace(part));
  if (!areClosed || !hasBraces || closingBrace(text, 0, text.length) === text.length - 1) return { text, areClosed };
  // a spacer that reading kept would be taken away with those that are put in: reading back decides
  const hasSpacer = operand.some((part, index) => isSpacer(part, name, operand[index - 1], operand[index + 1]));
  if (hasSpacer || !areBalanced(operand)) return { text, areClosed: false };
  const spaced = printed.map((part, index) =>
    typeof operand[index] === 'string' ? withSpacers(part.text, name) : part.text,
  );
  return { text: printReference(reference, spaced.join(''), following), areClosed: true };
}

function readsAs(source: string, parts: readonly TextPart[]): boolean {
  const read = readParts(source);
  return 'problem' in read ? false : areEqual(read, parts);
}

function areEqual(some: readonly TextPart[], others: readonly TextPart[]): boolean {
  return (
    some.length === others.length &&
    some.every((part, index) => {
      const other = others[index];
      if (typeof part === 'string' || typeof other === 'string' || other === undefined) return part === other;
      return (
        part.name === other.name &&
        part.operator === other.operator &&
        part.braced === other.braced &&
        areEqual(part.operand, other.operand)
      );
    })
  );
}

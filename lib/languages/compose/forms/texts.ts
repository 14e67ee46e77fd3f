/**
 * Taking apart texts whose variables have no value yet: only literal parts are split.
 *
 * @module
 */
import { isPlainMap } from '../data';
import { normalParts, type Reference } from '../text/reference';
import { type ComposeText, isDeferred, isText, partsOf, soundText, type TextPart } from '../text/variable';

/** The value if it is a text. */
export function asText(value: unknown): ComposeText | undefined {
  return isText(value) ? value : undefined;
}

/** Parts of texts that can be said, in a row that can. */
export function joinParts(parts: readonly TextPart[]): ComposeText {
  return soundText(normalParts(parts));
}

/** Texts as one text. */
export function joinTexts(...texts: readonly ComposeText[]): ComposeText {
  return joinAll(texts, '');
}

/** Any number of texts as one, with `separator` in between. */
export function joinAll(texts: readonly ComposeText[], separator: string): ComposeText {
  if (texts.every((text) => typeof text === 'string')) return texts.join(separator);
  return joinParts(texts.flatMap((text, index) => (index === 0 ? partsOf(text) : [separator, ...partsOf(text)])));
}

/** Splits at each `separator`, one character, that stands in a literal part. */
export function splitText(text: ComposeText, separator: string): readonly ComposeText[] {
  if (typeof text === 'string') return text.split(separator);
  const pieces: TextPart[][] = [];
  let piece: TextPart[] = [];
  for (const part of partsOf(text)) {
    if (typeof part !== 'string') {
      piece.push(part);
      continue;
    }
    part.split(separator).forEach((literal, index) => {
      if (index > 0) {
        pieces.push(piece);
        piece = [];
      }
      piece.push(literal);
    });
  }
  return [...pieces, piece].map(joinParts);
}

/** The texts before and after the first `separator` in a literal part; undefined where there is none. */
export function cutText(
  text: ComposeText,
  separator: string,
): readonly [before: ComposeText, after: ComposeText] | undefined {
  if (typeof text === 'string') {
    const at = text.indexOf(separator);
    return at < 0 ? undefined : [text.slice(0, at), text.slice(at + separator.length)];
  }
  const parts = partsOf(text);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    const at = typeof part === 'string' ? part.indexOf(separator) : -1;
    if (typeof part !== 'string' || at < 0) continue;
    return [
      joinParts([...parts.slice(0, index), part.slice(0, at)]),
      joinParts([part.slice(at + separator.length), ...parts.slice(index + 1)]),
    ];
  }
  return undefined;
}

/** The default that a reference falls back to, if it has one. */
export function defaultOf(reference: Reference): readonly TextPart[] | undefined {
  return reference.operator === ':-' || reference.operator === '-' ? reference.operand : undefined;
}

/**
 * Whether a variable in `text` is known to bring one of `characters` along: its default holds it. Others may, too, but
 * then no text with a variable could be read at all.
 */
export function hides(text: ComposeText, characters: string): boolean {
  return typeof text !== 'string' && partsOf(text).some((part) => typeof part !== 'string' && holds(part, characters));
}

function holds(reference: Reference, characters: string): boolean {
  if (reference.operator === '' || reference.operator === '?' || reference.operator === ':?') return false;
  return reference.operand.some((part) =>
    typeof part === 'string' ? [...characters].some((character) => part.includes(character)) : holds(part, characters),
  );
}

/** Whether two forms say the same, entries that are undefined aside. */
export function sameForm(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (isDeferred(one)) return isDeferred(other) && sameForm(partsOf(one), partsOf(other));
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => sameForm(item, other[i]));
  }
  if (!isPlainMap(one) || !isPlainMap(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => sameForm(one[key], other[key]));
}

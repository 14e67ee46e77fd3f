/**
 * The words of a command with variables in it, as far as a file tells them apart.
 *
 * @module
 */
import { type ComposeText, isDeferred, isText, partsOf, type TextPart, textOf } from '../../languages/compose';

/**
 * A list of words, or undefined where only the deploying host knows how many there are. A variable counts as a part of one
 * word: with a space in its value Compose would make two.
 */
export function commandWords(command: unknown): readonly ComposeText[] | undefined {
  if (Array.isArray(command)) return command.every(isText) ? command : undefined;
  if (!isDeferred(command)) return undefined;
  const words: TextPart[][] = [[]];
  let quote = '';
  let isOpen = false;
  for (const part of partsOf(command)) {
    if (typeof part !== 'string') {
      words.at(-1)?.push(part);
      isOpen = true;
      continue;
    }
    for (const sign of part) {
      if (sign === '\\') return undefined;
      if (quote === '' ? sign === '"' || sign === "'" : sign === quote) {
        quote = quote === '' ? sign : '';
        isOpen = true;
      } else if (quote === '' && /\s/.test(sign)) {
        if (isOpen) words.push([]);
        isOpen = false;
      } else {
        words.at(-1)?.push(sign);
        isOpen = true;
      }
    }
  }
  if (quote !== '') return undefined;
  return (isOpen ? words : words.slice(0, -1)).map(joined);
}

function joined(parts: readonly TextPart[]): ComposeText {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  const [only = ''] = merged;
  return merged.length <= 1 && typeof only === 'string' ? only : textOf(merged);
}

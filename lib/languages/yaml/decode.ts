/**
 * Decodes the bytes of a file to text whose lines all end with a line feed.
 *
 * @module
 */
import { notText } from './errors';
import type { Finding, Position } from './finding';
import { Lines } from './lines';

/** Characters that no YAML file may hold: https://yaml.org/spec/1.2.2/#51-character-set */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|\p{Cs}/u;

/** Line breaks of YAML 1.1, which Go's reader knows and others do not. */
const BREAKS = /[\u2028\u2029]/;

export interface Decoded {
  readonly text: string;
  readonly finding?: Finding;
}

/** UTF-8, or UTF-16 with a byte order mark, as Go reads it. */
export function decodeBytes(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const what = encoding === 'utf-8' ? 'bytes that are not UTF-8' : 'half of a UTF-16 pair';
    return { text: '', finding: notText(what, placeOfBad(bytes, encoding)) };
  }
}

/** The character that replaces invalid bytes in decoded text. */
const REPLACEMENT = '\ufffd';

/** Where the first bytes stand that are no text. */
function placeOfBad(bytes: Uint8Array, encoding: string): Position {
  const decoded = new TextDecoder(encoding).decode(bytes);
  let offset = encoding === 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let from = 0;
  for (;;) {
    const index = decoded.indexOf(REPLACEMENT, from);
    offset += Buffer.byteLength(decoded.slice(from, index));
    // the file may hold that character itself
    const isItself = encoding === 'utf-8' && bytes[offset] === 0xef && bytes[offset + 1] === 0xbf;
    if (index < 0 || !isItself) return new Lines(withLineFeeds(decoded)).position(Math.max(0, index));
    offset += Buffer.byteLength(REPLACEMENT);
    from = index + 1;
  }
}

/**
 * The text with one kind of line breaks and without a byte order mark. Offsets count the text that an editor shows. A
 * line that ended with CR and LF keeps both; the reader treats CR as white space.
 */
export function normalize(source: string): Decoded {
  const unmarked = source.startsWith('\ufeff') ? source.slice(1) : source;
  const text = withLineFeeds(unmarked);
  const bad = FORBIDDEN.exec(text) ?? BREAKS.exec(text);
  if (bad === null) return { text };
  const code = (bad[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { text, finding: notText(`the character U+${code}`, new Lines(text).position(bad.index)) };
}

/** Go ends lines at a lone CR and at U+0085, too. */
function withLineFeeds(text: string): string {
  return /\r(?!\n)|\u0085/.test(text) ? text.replace(/\r(?!\n)|\u0085/g, '\n') : text;
}

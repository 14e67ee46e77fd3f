/**
 * Paths of a COPY. To BuildKit a source is a pattern, which is read by three matchers that differ: one picks the files
 * of the build context to send, two look at what has arrived. A sign behind a backslash in brackets, `[\*]`, is that
 * sign to all of them; a bare backslash, or brackets alone, is something else to at least one.
 * See https://github.com/moby/patternmatcher/blob/main/patternmatcher.go and
 * https://github.com/tonistiigi/fsutil/blob/master/copy/copy.go
 *
 * A path with such signs is a pattern then, and like any other it is no error if nothing matches.
 *
 * @module
 */
import { invalid } from './errors';
import { type Glob, literalText, partsOf, printable, printLineWord, printWord, type Text } from './text';

/** The paths of a COPY: bare where all of them can be, else as JSON, whose strings the lexer reads once more. */
export function printPaths(sources: readonly (Text | Glob)[], to: Text, from?: string): string {
  if (literalText(to) === '') throw invalid('path', '', 'a path');
  const words = [...sources.map((source) => printSource(source, from === undefined)), printWord(to)];
  const isBare = words.every((word) => /^[\w./:@%+,=${}*?-]+$/.test(word)) && !words[0]?.startsWith('--');
  return isBare ? words.join(' ') : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** The paths of a VOLUME, which are no patterns. */
export function printVolumes(paths: readonly Text[]): string {
  if (paths.some((path) => literalText(path) === '')) throw invalid('path', '', 'a path');
  return `[${paths.map((path) => JSON.stringify(printLineWord('a volume', path))).join(', ')}]`;
}

function printSource(source: Text | Glob, isContext: boolean): string {
  if (typeof source === 'object' && source.kind === 'glob') {
    const pattern = printable(source.pattern);
    return /^[\w./*?-]+$/.test(pattern) ? pattern : printWord(pattern);
  }
  const parts = partsOf(source);
  if (isContext) for (const part of parts) if (typeof part === 'string') checkContextPath(part);
  const isPattern = parts.some((part) => typeof part === 'string' && SIGN.test(part));
  const escaped = isPattern ? parts.map((part) => (typeof part === 'string' ? inBrackets(part) : part)) : parts;
  return printWord({ kind: 'expression', parts: isContext ? escapeEnds(asLocal(escaped)) : asLocal(escaped) });
}

const SIGN = /[*?[\]\\^]/;

function inBrackets(text: string): string {
  return text.replace(/[*?[\]\\^]/g, '[\\$&]');
}

/** The names are sent in a header of ASCII text: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
function checkContextPath(text: string): void {
  if (/[\u0000-\u001f\u007f]/.test(printable(text))) throw invalid('path', text, 'a path without control characters');
}

/** Spaces at the ends would be cut off, and `!` at the start would leave the file out. */
function escapeEnds(parts: ReturnType<typeof partsOf>): ReturnType<typeof partsOf> {
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part;
    const start = index === 0 ? part.replace(/^((?:\.?\/)*)([\s\u0085!])/, '$1[$2]') : part;
    return index === parts.length - 1 ? start.replace(/[\s\u0085]$/, '[$&]') : start;
  });
}

/** Names such as `git@host:x` and `https://x` would be taken for something to fetch. */
function asLocal(parts: ReturnType<typeof partsOf>): ReturnType<typeof partsOf> {
  const [first] = parts;
  if (first === undefined) throw invalid('path', '', 'a path');
  const looksRemote = parts.some((part) => typeof part === 'string' && part.includes(':'));
  if (typeof first !== 'string' || !(looksRemote || first.startsWith('github.com/')) || first.startsWith('/')) {
    return parts;
  }
  return [`./${first}`, ...parts.slice(1)];
}

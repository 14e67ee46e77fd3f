/**
 * Paths of a COPY. BuildKit reads a source as a pattern. Only some of its matchers read a path without wildcards as a
 * plain path. A path with wildcards is therefore printed as the pattern that matches only itself. As with every
 * pattern, a missing file is then no error. See https://github.com/tonistiigi/fsutil/blob/master/copy/copy.go
 *
 * @module
 */
import { invalid } from './errors';
import { bracketSigns, printPattern } from './patterns';
import { type Glob, literalText, partsOf, printable, printLineWord, printWord, type Text } from './text';

/** The paths of a COPY: bare where all can be, else as JSON, whose strings the lexer reads once more. */
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
    if (source.pattern === '') throw invalid('pattern', '', 'a pattern');
    const pattern = printPattern(printable(source.pattern));
    return /^[\w./*?-]+$/.test(pattern) ? pattern : printWord(pattern);
  }
  if (literalText(source) === '') throw invalid('path', '', 'a path');
  const parts = partsOf(source);
  if (isContext) for (const part of parts) if (typeof part === 'string') checkContextPath(part);
  return printWord({ kind: 'expression', parts: asLocal(needsEscape(parts) ? escaped(parts) : parts) });
}

/** Signs of a pattern; `{`, `|` and `}` are signs only where there is one of these. */
const SIGN = /[*?[\]\\^]/;

/** Spaces at the ends are cut off, and `!` in front leaves the file out. */
const START = /^((?:\.?\/)*)([\s\u0085!])/;
const END = /[\s\u0085]$/;

type Parts = ReturnType<typeof partsOf>;

function needsEscape(parts: Parts): boolean {
  const [first, last] = [parts[0], parts.at(-1)];
  if (typeof first === 'string' && START.test(first)) return true;
  if (typeof last === 'string' && END.test(last)) return true;
  return parts.some((part) => typeof part === 'string' && SIGN.test(part));
}

function escaped(parts: Parts): Parts {
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part;
    const text = bracketSigns(part);
    const start = index === 0 ? text.replace(START, '$1[$2]') : text;
    return index === parts.length - 1 ? start.replace(END, '[$&]') : start;
  });
}

/** The names are sent in a header of ASCII text: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
function checkContextPath(text: string): void {
  if (/[\u0000-\u001f\u007f]/.test(printable(text))) throw invalid('path', text, 'a path without control characters');
}

/** Names such as `git@host:x` and `https://x` would be taken for something to fetch. */
function asLocal(parts: Parts): Parts {
  const first = parts[0] ?? '';
  const looksRemote = parts.some((part) => typeof part === 'string' && part.includes(':'));
  if (typeof first !== 'string' || !(looksRemote || first.startsWith('github.com/')) || first.startsWith('/')) {
    return parts;
  }
  return [`./${first}`, ...parts.slice(1)];
}

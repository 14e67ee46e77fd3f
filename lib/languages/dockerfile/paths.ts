/**
 * Paths of a COPY. Its sources are patterns to BuildKit, with no escape that works everywhere: a backslash in front of
 * a sign keeps BuildKit from seeing a pattern, and is then taken as part of the name. A sign in brackets always works.
 * See https://github.com/tonistiigi/fsutil/blob/master/copy/copy.go
 *
 * @module
 */
import { invalid } from './errors';
import { type Glob, literalText, partsOf, printable, printLineWord, printWord, type Text } from './text';

/** The paths of a COPY: bare where all of them can be, else as JSON, whose strings the lexer reads once more. */
export function printPaths(sources: readonly (Text | Glob)[], to: Text): string {
  if (literalText(to) === '') throw invalid('path', '', 'a path');
  const words = [...sources.map(printSource), printWord(to)];
  const isBare = words.every((word) => /^[\w./:@%+,=${}*?-]+$/.test(word)) && !words[0]?.startsWith('--');
  return isBare ? words.join(' ') : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** The paths of a VOLUME, which are no patterns. */
export function printVolumes(paths: readonly Text[]): string {
  if (paths.some((path) => literalText(path) === '')) throw invalid('path', '', 'a path');
  return `[${paths.map((path) => JSON.stringify(printLineWord('a volume', path))).join(', ')}]`;
}

function printSource(source: Text | Glob): string {
  if (typeof source === 'object' && source.kind === 'glob') {
    const pattern = printable(source.pattern);
    return /^[\w./*?-]+$/.test(pattern) ? pattern : printWord(pattern);
  }
  const parts = partsOf(source);
  const hasSigns = parts.some((part) => typeof part === 'string' && /[*?[]/.test(part));
  const escaped = hasSigns ? parts.map((part) => (typeof part === 'string' ? inBrackets(part) : part)) : parts;
  return printWord({ kind: 'expression', parts: asLocal(escaped) });
}

function inBrackets(text: string): string {
  return text.replace(/[*?[]/g, '[$&]').replaceAll('\\', '[\\\\]');
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

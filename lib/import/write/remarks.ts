/**
 * Comments of a file that are about no element: where the program says them.
 *
 * @module
 */
import { blankLine, comment, type Statement } from '../../languages/typescript';
import { isPlainMap, type Note } from '../../languages/yaml';
import { allComments } from './values';

/** Keys at the top that become no statement, and what of their comments still means something without them. */
const WITHOUT_STATEMENT: Readonly<Record<string, (note: Note) => string>> = {
  version: ({ before = '' }) => before,
  name: ({ before, beside }) => paragraphs([before, beside]),
  include: allComments,
};

/** Comments of the whole file: at its top, above its first key, and of keys that the program drops. */
export function headerOf(notes: Note | undefined, data: unknown): string | undefined {
  const keys = isPlainMap(data) ? Object.keys(data) : [];
  const said = keys.map((key) => {
    const note = notes?.entries?.get(key);
    if (note === undefined) return undefined;
    if (Object.hasOwn(WITHOUT_STATEMENT, key)) return WITHOUT_STATEMENT[key]?.(note);
    return isHeader(key, data) ? note.before : undefined;
  });
  return paragraphs([notes?.before, ...said]) || undefined;
}

/** Whether the comment above a section is the first thing that the file says: then it is about the file. */
export function isHeader(key: string, data: unknown): boolean {
  return isPlainMap(data) && Object.keys(data)[0] === key && !key.startsWith('x-');
}

/**
 * The statements of a section, with its comments.
 *
 * @param note of the section
 * @param before what stands above it, unless the header says it already
 */
export function withRemarks(
  groups: readonly (readonly Statement[])[],
  note: Note | undefined,
  before: string | undefined,
): readonly (readonly Statement[])[] {
  const above = paragraphs([before, note?.beside]);
  const below = note?.after ?? '';
  const [first, ...others] = groups.filter((group) => group.length > 0);
  const begin = above === '' ? [] : [comment(above)];
  const end = below === '' ? [] : [comment(below)];
  if (first === undefined) return [[...begin, ...end]];
  // A comment that the first element has already would run into this one, and one of many is not all.
  const isApart = begin.length > 0 && (others.length > 0 || first[0]?.comments !== undefined);
  return [isApart ? [...begin, blankLine, ...first] : [...begin, ...first], ...others, end];
}

/** Groups of statements with a blank line between them. */
export function separated(groups: readonly (readonly Statement[])[]): readonly Statement[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [blankLine, ...group]));
}

/** Banners such as `## Databases ##`, with their first `#`, which reading takes for the comment's own. */
export function withBanners(note: Note): Note {
  const { before, beside, after, entries } = note;
  return {
    ...note,
    ...(before !== undefined && { before: bannersIn(before) }),
    ...(beside !== undefined && { beside: bannersIn(beside) }),
    ...(after !== undefined && { after: bannersIn(after) }),
    ...(entries && { entries: new Map([...entries].map(([key, inner]) => [key, withBanners(inner)])) }),
  };
}

function bannersIn(text: string): string {
  return text.replace(/^#(?=.*#\s*$|$)/gm, '##');
}

function paragraphs(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n\n');
}

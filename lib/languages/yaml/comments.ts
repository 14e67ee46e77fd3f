/**
 * Gives each comment of a YAML document to the value that it is about.
 *
 * A comment at the end of a line is beside what begins in that line. A comment on its own line belongs to the next
 * entry. But a comment that is indented like a map or list that ends before that entry belongs to its end.
 *
 * @module
 */
import { readComment } from './comment';
import type { Lines } from './lines';
import type { NoteDraft } from './notes';
import type { Container, Entry, Places } from './places';
import type { CommentToken } from './syntax';

export function attachComments(comments: readonly CommentToken[], root: NoteDraft, places: Places, lines: Lines): void {
  const { entries } = places;
  /** Where the comments above an entry begin. */
  const tops = new Map<Entry, number>();
  const above: CommentToken[] = [];
  let index = 0;
  for (const token of comments) {
    while ((entries[index]?.offset ?? Number.POSITIVE_INFINITY) < token.offset) index++;
    const previous = entries[index - 1];
    const next = entries[index];
    if (previous === undefined) {
      above.push(token);
      continue;
    }
    const comment = readComment(token.source);
    if (!standsAlone(token, previous, next, lines)) {
      const { draft } = besideOf(previous, token.offset);
      draft.beside = [draft.beside, comment].filter((part) => part !== '').join(' ');
      continue;
    }
    const ended = endedBy(previous, next, token.offset, lines.columnOf(token.offset));
    if (ended !== undefined) {
      // An empty map in braces has no place for it.
      (ended.first === undefined ? ended.owner?.draft.before : ended.draft.after)?.push(comment);
    } else if (next !== undefined) {
      next.draft.before.push(comment);
      if (!tops.has(next)) tops.set(next, token.offset);
    }
  }
  splitHeader(above, root, entries[0], lines);
  for (const entry of entries) {
    if (entry === entry.container.first || entry.container.isFlow) continue;
    entry.draft.spaced = isBelowBlank(tops.get(entry) ?? entry.offset, lines);
  }
  for (let last = entries.length - 1; last >= 0; last--) settleItem(entries[last]);
}

/** Whether only dashes precede the comment on its line, and the dashes make no item of their own. */
function standsAlone({ offset }: CommentToken, previous: Entry, next: Entry | undefined, lines: Lines): boolean {
  const leading = lines.text.slice(lines.startOf(lines.lineOf(offset)), offset);
  if (/^\s*$/.test(leading)) return true;
  return /^[\s-]*$/.test(leading) && next !== undefined && next.container.owner === previous;
}

/** The node that a comment at the end of a line describes: never one inside brackets that were closed before. */
function besideOf(previous: Entry, offset: number): Entry {
  let entry = previous;
  while (entry.container.isFlow && entry.container.end <= offset && entry.container.owner !== undefined) {
    entry = entry.container.owner;
  }
  return entry;
}

/** The map or list that ends between two entries, and whose last word the comment in between is. */
function endedBy(previous: Entry, next: Entry | undefined, offset: number, column: number): Container | undefined {
  const around = containersAround(previous, offset);
  const kept = next === undefined ? around.length : around.indexOf(next.container);
  if (kept < 0) return undefined;
  const ended = around.slice(0, kept);
  const [innermost] = ended;
  if (innermost === undefined || innermost.isFlow) return innermost;
  if (next !== undefined && column <= next.container.column) return undefined;
  return ended.findLast((container) => container.column >= column) ?? innermost;
}

/** The maps and lists that an entry stands in or begins, from the inside, without those that were closed before. */
function containersAround(entry: Entry, offset: number): Container[] {
  const around: Container[] = [];
  let container: Container | undefined = entry.child ?? entry.container;
  while (container !== undefined) {
    if (!container.isFlow || container.end > offset) around.push(container);
    container = container.owner?.container;
  }
  return around;
}

/** A comment describes the whole file if a blank line separates it from the first entry. */
function splitHeader(above: readonly CommentToken[], root: NoteDraft, first: Entry | undefined, lines: Lines): void {
  let header = first === undefined ? above.length : 0;
  for (const [index, { offset, source }] of above.entries()) {
    const end = above[index + 1]?.offset ?? first?.offset ?? lines.text.length;
    if (/\n[ \t\r]*\n|\n---/.test(lines.text.slice(offset + source.length, end))) header = index + 1;
  }
  const comments = above.map(({ source }) => readComment(source));
  root.before.push(...comments.slice(0, header));
  first?.draft.before.unshift(...comments.slice(header));
}

function isBelowBlank(offset: number, lines: Lines): boolean {
  const line = lines.lineOf(offset);
  return line > 0 && /^\s*$/.test(lines.text.slice(lines.startOf(line - 1), lines.startOf(line)));
}

/** A map or list begins on the line of its dash, so a comment can only stand above that line. */
function settleItem(item: Entry | undefined): void {
  const first = item?.child?.first;
  if (item === undefined || first === undefined || !item.container.isList) return;
  const { draft } = item;
  if (draft.beside !== '' && draft.anchor === '') {
    draft.before.push(draft.beside);
    draft.beside = '';
  }
  draft.before.push(...first.draft.before.splice(0));
}

/**
 * The places that an override changed, so that a mistake is reported where it was made.
 *
 * @module
 */
import { isPlainMap } from '../languages/yaml';

/** One place that a change has changed, as keys within the element. */
export interface Change {
  readonly pointer: readonly string[];
  /** Whether there is nothing any more. */
  readonly isRemoved: boolean;
}

/**
 * The places where two values differ, each as deep as both have the same form. Shared objects are skipped.
 */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  /** Data of a program may contain itself, and then says so elsewhere. */
  const seen = new Set<unknown>();
  visit(before, after, []);
  return changes;

  function visit(one: unknown, other: unknown, pointer: readonly string[]): void {
    if (Object.is(one, other)) return;
    const [old, young] = [entriesOf(one), entriesOf(other)];
    if (old && young && Array.isArray(one) === Array.isArray(other)) {
      if (seen.has(other)) return;
      seen.add(other);
      if (Array.isArray(one) && Array.isArray(other)) visitLists(one, other, pointer);
      else visitMaps(old, young, pointer);
    } else changes.push({ pointer, isRemoved: other === undefined });
  }

  function visitMaps(one: Entries, other: Entries, pointer: readonly string[]): void {
    for (const [key, value] of other) visit(one.get(key), value, [...pointer, key]);
    for (const [key, value] of one) if (!other.has(key)) visit(value, undefined, [...pointer, key]);
  }

  /** Items keep their place before the first change, and after the last one counted from the end. */
  function visitLists(one: readonly unknown[], other: readonly unknown[], pointer: readonly string[]): void {
    let start = 0;
    while (start < one.length && start < other.length && Object.is(one[start], other[start])) start += 1;
    let end = 0;
    const most = Math.min(one.length, other.length) - start;
    while (end < most && Object.is(one.at(-1 - end), other.at(-1 - end))) end += 1;
    const isSameLength = one.length === other.length;
    for (let index = start; index < other.length - end; index += 1) {
      visit(isSameLength ? one[index] : undefined, other[index], [...pointer, String(index)]);
    }
    if (one.length > other.length) changes.push({ pointer: [...pointer, String(start)], isRemoved: true });
  }
}

type Entries = ReadonlyMap<string, unknown>;

function entriesOf(value: unknown): Entries | undefined {
  return Array.isArray(value) || isPlainMap(value) ? new Map(Object.entries(value)) : undefined;
}

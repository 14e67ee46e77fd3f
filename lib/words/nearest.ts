/**
 * "Did you mean …?"
 *
 * @module
 */

/**
 * The candidate that somebody probably meant, or undefined if none is near. The fewest edits win, if at most a third of
 * the letters is wrong; of a short word, one. Otherwise the shortest candidate that begins with the word wins. Case and
 * the `-`, `_` and spaces between words do not count. The first of equals wins.
 *
 * @example
 * ```ts
 * nearest('dependsOn', ['deploy', 'depends_on']); // 'depends_on'
 * ```
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.includes(word)) return word;
  const written = plain(word);
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = editsBetween(written, plain(candidate), fewest);
    if (edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best ?? shortestFrom(word, candidates);
}

/** A beginning of two letters or more says enough. */
function shortestFrom(beginning: string, candidates: readonly string[]): string | undefined {
  if (beginning.length < 2) return undefined;
  return candidates
    .filter((candidate) => candidate.startsWith(beginning))
    .reduce<string | undefined>(
      (best, candidate) => (best === undefined || candidate.length < best.length ? candidate : best),
      undefined,
    );
}

/** `dependsOn`, `depends-on` and `depends_on` are the same word. */
function plain(word: string): string {
  return word.slice(0, 64).toLowerCase().replace(/[-_ ]/g, '');
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words; `limit` if at least that many. */
function editsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(beforeLast, column - 2) + 1 : limit,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(limit, at(last, b.length));
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

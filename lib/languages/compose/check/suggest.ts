/**
 * "Did you mean …?"
 *
 * @module
 */

/** The candidate that `word` is most likely a slip of, or undefined if none is near. The first of equals wins. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const written = plain(word);
  let best: string | undefined;
  // A third of the letters may be wrong; of a very short word, one.
  let nearest = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(written, plain(candidate), nearest);
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return best;
}

/** `dependsOn`, `depends-on` and `depends_on` are the same word. */
function plain(word: string): string {
  return word.slice(0, 64).toLowerCase().replace(/[-_ ]/g, '');
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words; `limit` if at least that many. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
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

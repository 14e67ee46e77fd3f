/**
 * The word that somebody probably meant.
 *
 * @module
 */

/** The candidate that takes the fewest edits, if they are few for a word of that length. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: edits(word, candidate) }))
    .filter(
      ({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)) || isStart(word, candidate),
    )
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

const isStart = (word: string, candidate: string): boolean => word.length > 1 && candidate.startsWith(word);

/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
function edits(from: string, to: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}

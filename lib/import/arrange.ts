/**
 * Diagnostics in the order that a person works through.
 *
 * @module
 */
import type { Diagnostic } from '../core';
import { Report } from './load';

/**
 * Each once, file by file and from top to bottom, diagnostics without a place first. Only as many as somebody reads.
 *
 * @param files absolute, in the order of their diagnostics
 */
export function arranged(diagnostics: readonly Diagnostic[], files: readonly string[]): readonly Diagnostic[] {
  const ranks = new Map(files.map((file, index) => [file, index]));
  const rank = ({ location }: Diagnostic): number => (location ? (ranks.get(location.file) ?? files.length) : -1);
  const counts = ({ id }: Diagnostic): boolean => id === 'more-problems';
  const inOrder = diagnostics
    .filter((diagnostic) => !counts(diagnostic))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
        (a.location?.column ?? 0) - (b.location?.column ?? 0),
    );
  const report = new Report();
  // what is wrong comes before what is only strange where not all of it can be told
  const isLong = inOrder.length > Report.MOST;
  const [first, second] = isLong
    ? [inOrder.filter(({ severity }) => severity === 'error'), inOrder.filter(({ severity }) => severity !== 'error')]
    : [inOrder, []];
  for (const diagnostic of [...first, ...second]) report.add(diagnostic);
  return [...report.all(), ...diagnostics.filter(counts)];
}

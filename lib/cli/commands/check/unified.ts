/**
 * Differences as people know them from git: https://www.gnu.org/software/diffutils/manual/html_node/Unified-Format.html
 *
 * @module
 */
import { structuredPatch } from 'diff';
import type { FileDifference } from '../../../synth';
import { visible } from '../../shared/printer';
import { masked } from './masked';

/** A difference, ready to print. */
export interface UnifiedDifference {
  /** The lines, without a final line break. */
  readonly text: string;
  /** The first line of the file on disk that is not as it should be, from 1. */
  readonly line: number;
}

/** @param file its path, for people */
export function unified({ change, current = '', wanted = '' }: FileDifference, file: string): UnifiedDifference {
  const { hunks } = structuredPatch(file, file, current, wanted, undefined, undefined, { context: 3 });
  const [first] = hunks;
  const before = first?.lines.findIndex((line) => !line.startsWith(' ')) ?? 0;
  return {
    text: [
      `--- ${change === 'add' ? '/dev/null' : `${file}  (as it is)`}`,
      `+++ ${change === 'remove' ? '/dev/null' : `${file}  (as synth writes it)`}`,
      ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
        `@@ -${rangeOf(oldStart, oldLines)} +${rangeOf(newStart, newLines)} @@`,
        ...lines.map((line) => visible(masked(line))),
      ]),
    ].join('\n'),
    line: Math.max(1, (first?.oldStart ?? 1) + before),
  };
}

/** An empty range is named by the line before it. */
function rangeOf(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

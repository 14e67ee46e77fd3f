/**
 * Where in its text an offset is.
 *
 * @module
 */
import type { Position } from './finding';

/** The lines of a text; worked out when first asked for. */
export class Lines {
  private starts: readonly number[] | undefined;

  constructor(readonly text: string) {}

  /** Number of the line that holds the offset, from 0. */
  lineOf(offset: number): number {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Offset at which a line begins, by its number from 0. */
  startOf(line: number): number {
    return this.lineStarts()[line] ?? this.text.length;
  }

  /** From 0. */
  columnOf(offset: number): number {
    return offset - this.startOf(this.lineOf(offset));
  }

  position(offset: number): Position {
    const line = this.lineOf(offset);
    return { line: line + 1, column: offset - this.startOf(line) + 1 };
  }

  private lineStarts(): readonly number[] {
    if (this.starts === undefined) {
      const starts = [0];
      for (let end = this.text.indexOf('\n'); end >= 0; end = this.text.indexOf('\n', end + 1)) starts.push(end + 1);
      this.starts = starts;
    }
    return this.starts;
  }
}

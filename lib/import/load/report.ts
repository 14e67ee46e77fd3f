/**
 * The findings about the files, up to a number that a person reads.
 *
 * @module
 */
import type { Diagnostic } from '../../core';
import * as errors from './errors';

export class Report {
  /** The findings that are kept; the report only counts the others. */
  static readonly MOST = 500;

  private readonly kept: Diagnostic[] = [];
  private readonly said = new Set<string>();
  private left = 0;

  /** Keeps a diagnostic; the same one a second time is not. */
  add(diagnostic: Diagnostic): void {
    if (this.kept.length >= Report.MOST) {
      this.left++;
      return;
    }
    const { id, message, location } = diagnostic;
    const key = JSON.stringify([id, message, location?.file, location?.line, location?.column]);
    if (this.said.has(key)) return;
    this.said.add(key);
    this.kept.push(diagnostic);
  }

  /** Whether nothing more is kept, so that diagnostics need not be worked out. */
  isFull(): boolean {
    return this.kept.length >= Report.MOST;
  }

  /** Counts one that was not worked out. */
  skip(): void {
    this.left++;
  }

  isEmpty(): boolean {
    return this.kept.length === 0;
  }

  /** All that was kept, and how much was not. */
  all(): readonly Diagnostic[] {
    return this.left === 0 ? this.kept : [...this.kept, errors.moreProblems(this.left)];
  }
}

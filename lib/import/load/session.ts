/**
 * State that all parts of one loading share.
 *
 * @module
 */
import type { SourceLocation } from '../../core';
import type { Finding } from '../../languages/compose';
import type { Files } from './files';
import type { Report } from './report';

export class Session {
  private readonly made = new Map<string, unknown>();

  /** The maps that Compose turns into lists when it merges. */
  readonly lists = new WeakSet<object>();

  constructor(
    /** The project directory; absolute. */
    readonly root: string,
    readonly files: Files,
    readonly report: Report,
  ) {}

  /** Reports what is found on a part of the project, at the place where it is written. */
  told(locate: (pointer: readonly string[]) => SourceLocation | undefined): (finding: Finding) => void {
    return ({ id, pointer, message, remedy, severity = 'error' }) => {
      // whether a list with something twice is refused, depends on what extends it: the whole project tells
      if (id === 'merged-twice') return;
      const location = locate(pointer);
      this.report.add({ id, severity, message, remedy, ...(location && { location }) });
    };
  }

  /** The value of this key, made now if it is new: a file with many includers is loaded once. */
  once<T>(key: string, make: () => T): T {
    // Only this method fills the map, and a key always means the same kind of thing.
    if (this.made.has(key)) return this.made.get(key) as T;
    const value = make();
    this.made.set(key, value);
    return value;
  }
}

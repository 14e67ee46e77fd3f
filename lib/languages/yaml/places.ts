/**
 * Where the entries of a YAML document stand in its text, in the order of the text.
 *
 * @module
 */
import type { NoteDraft } from './notes';

/** A map or a list. */
export interface Container {
  readonly draft: NoteDraft;
  /** The key or index of the value; absent at the top. */
  readonly owner?: Entry;
  /** Where its entries begin in their lines, from 0. */
  readonly column: number;
  readonly isFlow: boolean;
  readonly isList: boolean;
  readonly end: number;
  first?: Entry;
}

/** An entry of a map, or an item of a list. */
export interface Entry {
  readonly draft: NoteDraft;
  readonly container: Container;
  /** Of its key, or of the `-`. */
  readonly offset: number;
  /** Its value, if that is a map or a list. */
  child?: Container;
}

/** Collects them while a document is read. */
export class Places {
  readonly entries: Entry[] = [];
  /** The outermost map or list. */
  root: Container | undefined;
  private muted = 0;

  /** Opens a map or list; `owner` is the entry whose value it is. */
  open(container: Container): Container {
    if (container.owner === undefined) this.root ??= container;
    else if (this.muted === 0) container.owner.child = container;
    return container;
  }

  add(draft: NoteDraft, container: Container, offset: number): Entry {
    const entry: Entry = { draft, container, offset };
    if (this.muted > 0) return entry;
    container.first ??= entry;
    this.entries.push(entry);
    return entry;
  }

  /** Runs `visit` without remembering what it meets: values that are read and thrown away. */
  without<T>(visit: () => T): T {
    this.muted++;
    try {
      return visit();
    } finally {
      this.muted--;
    }
  }
}

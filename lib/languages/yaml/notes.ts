/**
 * The parts of a YAML file beside its data, as a tree: comments, anchors, aliases and merge keys.
 *
 * @module
 */

/** The notes of one value: the file, a key of a map, or an item of a list. */
export interface Note {
  /** Comments above, without their `#`, a line each. The comment of the whole file is its header. */
  readonly before?: string;
  /** The comment at the end of its line. */
  readonly beside?: string;
  /** Comments below the last entry of a map or list, indented as its entries are. */
  readonly after?: string;
  /** Whether a blank line stands above it and its comments. */
  readonly spaced?: boolean;
  /** Its name, where aliases refer to it: `&name`. */
  readonly anchor?: string;
  /** It was written as `*alias`. */
  readonly alias?: string;
  /** The anchors that the map merges, in the order of the file: `<<: *a` or `<<: [*a, *b]`. */
  readonly merges?: readonly string[];
  /** Whether the text was written in lines of its own, below `|` or `>`. */
  readonly block?: boolean;
  /**
   * How a number was written, if not as it would be printed: `0440`, `1e6`. It can matter: Go makes the text `1e+06`
   * of `1e6` where a text is wanted, and `1000000` of that.
   */
  readonly source?: string;
  /** Notes of a map's entries by key (`<<` for its merge key), or of a list's items by index. */
  readonly entries?: ReadonlyMap<string, Note>;
}

/** The names of anchors and aliases that Go reads. */
export const ANCHOR = /^[A-Za-z0-9_-]+$/;

/** The key that merges. */
export const MERGE = '<<';

/** A {@link Note} while its file is read. */
export class NoteDraft {
  readonly before: string[] = [];
  readonly after: string[] = [];
  beside = '';
  spaced = false;
  anchor = '';
  alias = '';
  merges: string[] = [];
  block = false;
  source = '';
  readonly entries = new Map<string, NoteDraft>();

  /** The note, with nothing in it that says nothing. */
  finish(): Note {
    const entries = new Map<string, Note>();
    for (const [key, draft] of this.entries) {
      const note = draft.finish();
      for (const _ in note) {
        entries.set(key, note);
        break;
      }
    }
    return {
      ...(this.before.length > 0 && { before: this.before.join('\n') }),
      ...(this.beside !== '' && { beside: this.beside }),
      ...(this.after.length > 0 && { after: this.after.join('\n') }),
      ...(this.spaced && { spaced: true }),
      ...(this.anchor !== '' && { anchor: this.anchor }),
      ...(this.alias !== '' && { alias: this.alias }),
      ...(this.merges.length > 0 && { merges: this.merges }),
      ...(this.block && { block: true }),
      ...(this.source !== '' && { source: this.source }),
      ...(entries.size > 0 && { entries }),
    };
  }
}

/**
 * Data with its comments, as expressions.
 *
 * @module
 */
import { isDeferred, isOverride, isReset, partsOf, type TextPart } from '../../languages/compose';
import {
  array,
  type Comments,
  construct,
  type Expression,
  identifier,
  literalOf,
  type ObjectLiteralExpression,
  object,
  type Property,
  property,
  spread,
  template,
} from '../../languages/typescript';
import { isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import { type Anchors, isSame } from './anchors';
import type { Imports } from './imports';
import type { Texts } from './texts';

/** The key of the notes on what a map merges. */
const MERGE = '<<';

/** Deeper than any project that can be read. */
const DEEPEST = 500;

/** The names of the program's constants, and its imports. */
export interface Vocabulary {
  readonly texts: Texts;
  readonly anchors: Anchors;
  /** Names of the constants, by anchor. */
  readonly constants: ReadonlyMap<string, string>;
  readonly imports: Imports;
  /** Called with a value that is no data. */
  readonly refuse: (why: string) => void;
}

/** An expression for one entry of a map, where a plain one would not do; undefined where it would. */
export type Special = (key: string, value: unknown, note: Note | undefined) => Expression | undefined;

export class Values {
  private depth = 0;
  /** Anchors of the constants that were used. */
  readonly used = new Set<string>();

  constructor(private readonly vocabulary: Vocabulary) {}

  /** Data as an expression; what a constant holds already is that constant. */
  of(value: unknown, note?: Note, special?: Special): Expression {
    return this.constant(value, note) ?? this.spelledOut(value, note, special);
  }

  /** The constant that holds a value. */
  constant(value: unknown, note: Note | undefined): Expression | undefined {
    const anchored = this.vocabulary.anchors.of(value, note);
    const name = anchored && this.vocabulary.constants.get(anchored.anchor);
    return anchored === undefined || name === undefined ? undefined : this.use(anchored.anchor, name);
  }

  /** Data as an expression, even where a constant holds the same. */
  spelledOut(value: unknown, note?: Note, special?: Special): Expression {
    if (typeof value === 'string') return ofString(value);
    if (typeof value !== 'object' || value === null) return this.scalar(value);
    if (isDeferred(value)) {
      const [only] = partsOf(value);
      const isPlain = partsOf(value).length === 1 && typeof only === 'string';
      return isPlain ? ofString(only) : this.vocabulary.texts.expression(value);
    }
    if (isReset(value)) return construct(this.vocabulary.imports.value('Remove'));
    if (this.depth > DEEPEST) return this.refused(`the data is nested deeper than ${DEEPEST} levels`);
    this.depth++;
    try {
      if (isOverride(value)) return this.override(this.of(value.value, note));
      if (Array.isArray(value)) return this.list(value, note);
      if (isPlainMap(value)) return this.map(value, note, special);
      return this.refused('an object of a class is no data');
    } finally {
      this.depth--;
    }
  }

  /**
   * A map. Keys of constants that it merges are left out where the map says the same.
   *
   * @param special expressions for entries that a plain one would not do for
   */
  map(map: PlainMap, note: Note | undefined, special: Special = () => undefined): ObjectLiteralExpression {
    const merged = this.vocabulary.anchors.mergedInto(map, note);
    const properties: Property[] = [];
    for (const [index, anchor] of [...(merged?.anchors ?? [])].reverse().entries()) {
      const name = this.vocabulary.constants.get(anchor);
      const comments = index === 0 ? commentsOf(note?.entries?.get(MERGE), {}) : undefined;
      if (name !== undefined) properties.push(spread(this.use(anchor, name), comments));
    }
    for (const [key, value] of Object.entries(map)) {
      if (value === undefined) continue;
      const inner = note?.entries?.get(key);
      // what is merged needs no saying, but for the comments on it
      if (merged && key in merged.map && isSame(merged.map[key], value) && allComments(inner) === '') continue;
      properties.push(property(key, special(key, value, inner) ?? this.of(value, inner), commentsOf(inner, value)));
    }
    return object(properties, note?.after === undefined ? {} : { closing: note.after });
  }

  /** A text, after what the program knows. */
  text(parts: readonly TextPart[], before: Expression): Expression {
    return this.vocabulary.texts.after(before, parts);
  }

  /** `new Replace(…)` */
  override(value: Expression): Expression {
    return construct(this.vocabulary.imports.value('Replace'), value);
  }

  private use(anchor: string, name: string): Expression {
    this.used.add(anchor);
    return identifier(name);
  }

  private list(list: readonly unknown[], note: Note | undefined): Expression {
    const elements = list.map((item, index) => this.of(item, note?.entries?.get(String(index))));
    return array(elements, listComments(list, note));
  }

  private scalar(value: unknown): Expression {
    if (typeof value === 'function' || typeof value === 'symbol') return this.refused(`a ${typeof value} is no data`);
    return literalOf(value);
  }

  private refused(why: string): Expression {
    this.vocabulary.refuse(why);
    return literalOf(null);
  }
}

/** The comments on the items of a list. */
export function listComments(
  list: readonly unknown[],
  note: Note | undefined,
): { readonly comments?: ReadonlyMap<number, Comments>; readonly closing?: string } {
  const comments = new Map<number, Comments>();
  list.forEach((item, index) => {
    const found = commentsOf(note?.entries?.get(String(index)), item);
    if (found) comments.set(index, found);
  });
  return { comments, ...(note?.after !== undefined && { closing: note.after }) };
}

/** The comments on a value; beside something that takes several lines there is no room, so those go above. */
export function commentsOf(note: Note | undefined, value?: unknown): Comments | undefined {
  if (note?.before === undefined && note?.beside === undefined) return undefined;
  const isLong = typeof value === 'object' && value !== null && !isDeferred(value);
  const above = [note.before, isLong ? note.beside : undefined].filter((text) => text !== undefined).join('\n');
  return {
    ...(above !== '' && { above }),
    ...(!isLong && note.beside !== undefined && { beside: note.beside }),
  };
}

/** Every comment on a value and in it, as one text. */
export function allComments(note: Note | undefined): string {
  if (note === undefined) return '';
  const inner = [...(note.entries?.values() ?? [])].map(allComments);
  return [note.before, note.beside, ...inner, note.after]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}

/** A string of several lines stands in the program as it does in the file. */
function ofString(text: string): Expression {
  const lines = text.trimEnd().split('\n').length;
  return lines > 2 || (lines === 2 && text.length > 60) ? template([text]) : literalOf(text);
}

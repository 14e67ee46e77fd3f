/**
 * The tags that a language adds to YAML, such as `!Ref` of CloudFormation.
 *
 * @module
 */

/** A language that is written as YAML. One that adds nothing is `{ reader: 'Kubernetes' }`. */
export interface Dialect {
  /** The program that reads the files, as messages name it: `Kubernetes`. */
  readonly reader: string;
  /**
   * The tags that its files may have, by name: `!Ref`.
   *
   * @default none: a value with a foreign tag is read as if it had no tag
   */
  readonly tags?: ReadonlyMap<string, Tag>;
  /**
   * The tag that a value is printed with.
   *
   * @default none
   */
  readonly tagOf?: (value: object) => Tagged | undefined;
  /**
   * Values that are texts although they are no strings, and how texts are written.
   *
   * @default strings only, written as they are
   */
  readonly texts?: TextDialect;
  /**
   * Whether its reader accepts a date at a place, in the form that YAML gives it.
   *
   * @default everywhere
   */
  readonly acceptsDate?: (pointer: readonly string[]) => boolean;
  /**
   * How its reader treats values with its tags behind aliases and merge keys.
   *
   * @default an alias stands for the value of its anchor, and a map's own entries win
   */
  readonly sharing?: Sharing;
}

/** The meaning of tags in values that a file uses several times. */
export interface Sharing {
  /** The value that an alias stands for. @param value of its anchor */
  aliased(value: unknown): unknown;
  /** A value in a list of maps that one merge key merges. */
  listed(value: unknown): unknown;
  /** The value of an entry that a map has, and a merge key brings, too. */
  joined(own: unknown, brought: unknown): unknown;
  /** A map with a merge key. @param source the value of the key, unless that is a list */
  merged(map: unknown, source: unknown): unknown;
}

/** How a tag is read. */
export interface Tag {
  /** The data that represents a value with this tag. */
  readonly read: (value: unknown) => unknown;
  /** Whether the tag says everything, so that the value behind it is skipped. @default false */
  readonly ignoresValue?: boolean;
  /** Whether tags inside of the value mean nothing. @default false */
  readonly isWhole?: boolean;
}

/** How a tag is printed. */
export interface Tagged {
  /** With its `!`. */
  readonly name: string;
  /** The value after the tag; null where the tag says everything. */
  readonly value: unknown;
}

/** The texts of a language. */
export interface TextDialect<Text extends object = object> {
  /** Whether an object of a class is a text. */
  is(value: object): value is Text;
  /** The strings in a text that stand in the file as they are. */
  literalsOf(text: Text): readonly string[];
  /** The text in the file, before YAML quotes it. */
  print(text: string | Text): string;
}

/** The value after a tag, or the value itself where it has none. */
export function withoutTag(value: unknown, { tagOf }: Dialect): unknown {
  const tagged = typeof value === 'object' && value !== null ? tagOf?.(value) : undefined;
  return tagged === undefined ? value : tagged.value;
}

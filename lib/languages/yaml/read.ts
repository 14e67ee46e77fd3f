/**
 * Reads YAML as Go reads it: the same data, and everything else that the file says.
 *
 * @see https://github.com/yaml/go-yaml/tree/v3.0.4
 * @module
 */
import type { AnchorTable } from './anchors';
import { build } from './build';
import { attachComments } from './comments';
import { decodeBytes, normalize } from './decode';
import type { Dialect } from './dialect';
import { tooLarge } from './errors';
import type { Finding, Position } from './finding';
import { Lines } from './lines';
import { Locator } from './locate';
import type { Note } from './notes';
import { type CommentToken, type ParsedDocument, parseSyntax } from './syntax';

/** How many characters or bytes a file may have: the largest that people write are a hundred times smaller. */
export const LARGEST = 5_000_000;

/** A document of a YAML file: its data, and everything else that it says. */
export interface YamlFile {
  /**
   * Maps are plain objects, lists arrays. The value of an anchor is one object for all its aliases, and merge keys are
   * resolved. Undefined if there is no document, or none that can be read.
   */
  readonly data: unknown;
  /** Comments, anchors, aliases and merges. */
  readonly notes: Note;
  /** The mistakes of the file, in the order of its lines. With an error in it, `data` is only a part of the truth. */
  readonly findings: readonly Finding[];
  /** Further documents of the file, parted by `---`. */
  readonly others: readonly YamlFile[];
  /**
   * The place at which a value, or its key, is written; through aliases and merges to where it really stands. Undefined
   * where the pointer leads to nothing.
   *
   * @param where @default value
   */
  locate(pointer: readonly string[], where?: 'key' | 'value'): Position | undefined;
}

/**
 * Reads a YAML file. Every mistake is a finding; nothing is thrown.
 *
 * @param source text, or the bytes of a file in UTF-8 or UTF-16
 * @example
 * ```ts
 * readYaml('a: 0440 # octal', { reader: 'Kubernetes' }).data; // { a: 288 }
 * ```
 */
export function readYaml(source: string | Uint8Array, dialect: Dialect): YamlFile {
  if (source.length > LARGEST) return nothing([tooLarge(dialect.reader, source.length, LARGEST)]);
  const decoded = typeof source === 'string' ? { text: source } : decodeBytes(source);
  if (decoded.finding !== undefined) return nothing([decoded.finding]);
  const { text, finding } = normalize(decoded.text);
  if (finding !== undefined) return nothing([finding]);

  const lines = new Lines(text);
  const { documents, comments, findings } = parseSyntax(lines, dialect);
  const anchors: AnchorTable = new Map();
  let begin = 0;
  const [first, ...others] = documents.map((document, index) => {
    const next = documents[index + 1]?.range[0] ?? Number.POSITIVE_INFINITY;
    let end = begin;
    while ((comments[end]?.offset ?? Number.POSITIVE_INFINITY) < next) end++;
    const own = comments.slice(begin, end);
    begin = end;
    return readDocument(document, own, anchors, lines, dialect);
  });
  if (first === undefined) return nothing(findings);
  const all = [...findings, ...first.findings, ...others.flatMap((other) => other.findings)];
  return { ...first, findings: withoutEchoes(all).sort(byLine), others };
}

function readDocument(
  document: ParsedDocument,
  comments: readonly CommentToken[],
  anchors: AnchorTable,
  lines: Lines,
  dialect: Dialect,
): YamlFile {
  const findings: Finding[] = [];
  const { contents } = document;
  const { data, draft, places, targets } = build(contents, dialect, lines, anchors, findings);
  attachComments(comments, draft, places, lines);
  const locator = new Locator(contents, targets, lines);
  return {
    data: isAbsent(document) ? undefined : data,
    notes: draft.finish(),
    findings,
    others: [],
    locate: (pointer, where = 'value') => locator.locate(pointer, where),
  };
}

function nothing(findings: readonly Finding[]): YamlFile {
  return { data: undefined, notes: {}, findings, others: [], locate: () => undefined };
}

/** Whether there are only blanks and comments, which Go's reader does not take for a document. */
function isAbsent({ contents, directives }: ParsedDocument): boolean {
  if (directives.docStart === true) return false;
  return contents === null || ('source' in contents && contents.source === '' && isBare(contents));
}

function isBare(node: { readonly type?: string; readonly tag?: string; readonly anchor?: string }): boolean {
  return node.type === 'PLAIN' && node.tag === undefined && node.anchor === undefined;
}

/** Each place is reported once. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ id, position }) => {
    const echo = `${id} ${position?.line}:${position?.column}`;
    if (told.has(echo)) return false;
    told.add(echo);
    return true;
  });
}

function byLine(a: Finding, b: Finding): number {
  return (a.position?.line ?? 0) - (b.position?.line ?? 0);
}

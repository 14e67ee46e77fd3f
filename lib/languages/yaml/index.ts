/**
 * YAML: printed so that every reader reads the same data. Reading follows Go's reader, with positions, comments,
 * anchors and merge keys. Languages that are written as YAML bring a {@link Dialect}; this one knows none of them.
 *
 * @module
 */

export { printComment } from './comment';
// Plain data
export {
  childOf,
  DEEPEST,
  entriesOf,
  entryOf,
  isEmpty,
  isPlainMap,
  mapOf,
  mapValues,
  type PlainMap,
  toMap,
} from './data';
// Dialects
export type { Dialect, Sharing, Tag, Tagged, TextDialect } from './dialect';
// Findings
export { notData, tooDeep } from './errors';
export { type Finding, FindingError, type Position, type RelatedPlace } from './finding';
// Text
export type { Note } from './notes';
export { printYaml, type YamlLayout, type YamlPrinting } from './print';
export { readYaml, type YamlFile } from './read';
export { findNotData } from './unprintable';

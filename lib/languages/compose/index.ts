/**
 * The Compose language: projects as plain data, checked against Compose's schema and printed as `compose.yaml`.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// YAML for other plain data
export type { Note, YamlFile, YamlLayout, YamlPrinting } from '../yaml';
// Findings
export { type CheckOptions, checkCompose } from './check/check';
export { checkMeaning, type MeaningOptions, missingNames } from './check/meaning';
export { checkStart } from './check/start';
export type { StartFinding } from './check/start/check';
// Data
export { isPlainMap, type PlainMap } from './data';
export { printYaml, readYaml, type YamlOptions } from './dialect';
export { ComposeError, type Finding, type FindingError, type Position, type RelatedPlace } from './finding';
// Short and long forms
export {
  type CanonicalProject,
  type CanonicalService,
  canonicalProject,
  canonicalService,
  type ChangePath,
  type HostPathKind,
  isRemoteContext,
  mapConfigPaths,
  mapHostPaths,
  mapIncludePaths,
  mapSecretPaths,
  mapServicePaths,
  mapVolumePaths,
  type Modernized,
  type ModernizingNote,
  modernize,
  rebaseText,
  sameForm,
  withLongBinds,
} from './forms';
// Two files as one
export type { Applied, MergeOptions, Overlay, OverlayValue, PatchOperation, PropertyPath } from './merge';
// Projects
export type * from './model.generated';
export type { EnvironmentVariables, Extensible, Flag, KeyValues, Named, OneOf, Scalar } from './model-common';
export {
  applyOverride,
  applyPatch,
  checkAge,
  deriveOverlay,
  mergeElement,
  mergeForExtends,
  mergeProjects,
} from './on-demand';
export { hasTags, isOverride, isReset, Remove, Replace } from './overlay';
// Projects as text
export { type ComposeFile, parseCompose } from './parse';
export {
  type ComposeComment,
  interpolate,
  type PrintedFile,
  type PrintOptions,
  printCompose,
  printComposeFile,
} from './print';
export { type Elements, isSection, SECTIONS, type Section, sectionOf, singular } from './sections';
// Values of the deploying host
export type { TextProblem } from './text/errors';
export { type Evaluated, evaluate, type Lookup, referencesIn } from './text/evaluate';
export { parseText } from './text/parse';
export {
  type ComposeText,
  type Deferred,
  isDeferred,
  isText,
  type Operator,
  partsOf,
  type Reference,
  Template,
  type TextPart,
  text,
  textOf,
  Variable,
  type VariableOptions,
} from './text/variable';

/** @internal For the rules of this library, which look at more than a project. */
export { startChecks } from './check/start';
/** @internal */
export { type HostPort, hostPortsOf, portsOverlap } from './check/start/checks/host-port-taken';
/** @internal */
export type { StartCheck } from './check/start/check';
/** @internal */
export { type Mounted, mountsOf } from './check/start/mounts';
/** @internal */
export { literalsOf } from './text/variable';
/** @internal */
export type { Violation } from './check/meaning/check';
/** @internal */
export { readKeyValues, readSize } from './forms';

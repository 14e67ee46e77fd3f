/**
 * The Compose language: projects as plain data, checked against Compose's schema and printed as `compose.yaml`.
 *
 * @module
 */

// YAML for other plain data
export type { Note, YamlFile, YamlLayout } from '../yaml';
// Findings
export { type CheckOptions, checkCompose } from './check/check';
export { checkMeaning, type MeaningOptions } from './check/meaning';
export type { Violation } from './check/meaning/check';
export { checkStart, startChecks } from './check/start';
export type { StartCheck, StartFinding } from './check/start/check';
export { type Mounted, mountsOf } from './check/start/mounts';
// Data
export { isPlainMap, type PlainMap } from './data';
export { printYaml, readYaml, type YamlOptions } from './dialect';
export { ComposeError, type Finding, type Position } from './finding';
// Short and long forms
export {
  type CanonicalProject,
  type CanonicalService,
  canonicalProject,
  canonicalService,
  type HostPathKind,
  isRemoteContext,
  mapConfigPaths,
  mapHostPaths,
  mapIncludePaths,
  mapSecretPaths,
  mapServicePaths,
  mapVolumePaths,
  modernize,
  readKeyValues,
  readSize,
  rebaseText,
  sameForm,
} from './forms';
// Two files as one
export type { Applied, Overlay, PatchOperation, PropertyPath } from './merge';
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

/**
 * The tree: what a `stack.ts` is made of, one to one with Compose.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// what to begin with
export { App, type AppProps } from './app';
export {
  type DevelopmentProps,
  Environment,
  type EnvironmentKind,
  type EnvironmentProps,
  type ProductionProps,
} from './environment';
export { type Isolation, Stack, type StackProps } from './stack';

// elements
export { Config, type ConfigProps } from './config';
export type { Awaitable, ServiceHolder } from './awaitable';
export { CLASS_NAMES, Element, idsBelowStack } from './element';
export { Extension } from './extension';
export { Include, type IncludeProps } from './include';
export { Model, type ModelProps } from './model';
export { type Mountable, mountableOf } from './mountable';
export { Network, type NetworkProps } from './network';
export { Secret, type SecretGeneration, type SecretHolder, type SecretProps, secretOf } from './secret';
export { Service, type ServiceBuildProps, type ServiceProps } from './service';
export { type MountingService, Volume, type VolumeHolder, type VolumeProps, volumeOf } from './volume';
export type {
  JoinOptions,
  MountOptions,
  ReadConfigOptions,
  SecretMountOptions,
  StartCondition,
  StartOptions,
} from './wiring';
export { inOrder } from './service-order';
export { withVariables } from './written';

// who reaches whom
export { Client, type Member, type ReadSecretOptions } from './client';
export {
  type Connection,
  type ConnectOptions,
  type ConnectionDetail,
  type Framework,
  type FrameworkWords,
  isProvider,
  type Provider,
  type SecretConnectionDetail,
  type SecretEncoding,
} from './connection';
export { meetingOf } from './meeting';
export { reachableOnlyFrom } from './reach';
export { type Started, type Starter, StartScript } from './start-script';
export { checkVariables } from './variables';
export { mountOptions } from './verb-options';

// generated files
export { Artifact, type ArtifactProps } from './artifact';
export { MARK } from './mark';
export { isOfDeployHost, Paths, pathFrom } from './paths';

// what a stack is for
export {
  type ConnectionIntent,
  type DataIntent,
  type Intent,
  intend,
  type JobIntent,
  type ScheduleIntent,
  type RecordedIntent,
  type ReachIntent,
  recordedBy,
  type RouteAnswer,
  type RouteIntent,
  type SecretIntent,
  type TaskIntent,
} from './intent';

// what is wrong, and where
export { ComposeConstruct } from './compose-construct';
export { type Acceptance, acceptancesOf } from './acceptance';
export { type Diagnostic, hasErrors, type SourceLocation, type RelatedLocation, type Severity } from './diagnostic';
export { accepts, isThere } from './accepts';
export {
  commandUnknown,
  idReserved,
  idTaken,
  notAConstruct,
  otherStack,
  targetNotAbsolute,
  variableInvalid,
  variablesTaken,
} from './errors';
export { admit, problemWith } from './ids';
export { constructsIn, hasMarks, type InString } from './in-string';
export { known, type PropertyNames } from './known';
export { answering } from './answer';
export { inspect, type Inspected, inspected, type Forms, type StandIns, takes } from './inspect';
export {
  boolean,
  composeText,
  either,
  listOf,
  mapOf,
  method,
  named,
  number,
  oneOf,
  oneOrMore,
  problemForm,
  optional,
  record,
  type Form,
  scalars,
  form,
  string,
  strings,
  texts,
  union,
  user,
  wholeNumber,
  words,
} from './form';
export { type LineAt, lineAt, lineReader, locate, type Trace, trace } from './place';
export { diagnose, type RelatedConstruct, pathOf, type DiagnosticProps, problemsOf, report } from './problem';
export { remember, traceOf } from './traced';

// texts that only the deploying host completes
export { partsOf, type ComposeText, text, Variable, type VariableOptions } from '../languages/compose';

// what overrides are made of
export { type Overlay, Replace, type PatchOperation, type PropertyPath, Remove } from '../languages/compose';
export { CONSTRUCT, type ConstructProps, isLeftOut, namedIdOf } from './construct-props';

/**
 * The engine: knows Compose, knows no product.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// what to begin with
export {
  App,
  type AppProps,
  Stack,
  type StackProps,
  type Isolation,
  Environment,
  type EnvironmentKind,
  type EnvironmentProps,
  type DevelopmentProps,
  type ProductionProps,
} from './core';

// values that only the deploying host knows
export { Variable, type VariableOptions, text, type ComposeText } from './core';

// elements, one to one with Compose
export {
  Element,
  Service,
  type ServiceProps,
  type ServiceBuildProps,
  Network,
  type NetworkProps,
  Volume,
  type VolumeProps,
  Secret,
  type SecretProps,
  type SecretGeneration,
  Config,
  type ConfigProps,
  Model,
  type ModelProps,
} from './core';

// what else stands in a stack
export { Artifact, type ArtifactProps, Extension, Include, type IncludeProps } from './core';

// what verbs take
export type {
  ConnectOptions,
  JoinOptions,
  Mountable,
  MountOptions,
  VolumeHolder,
  ReadSecretOptions,
  SecretMountOptions,
  SecretHolder,
  ReadConfigOptions,
  Awaitable,
  ServiceHolder,
  StartCondition,
  StartOptions,
} from './core';

// promises that synth checks
export { reachableOnlyFrom } from './core';

// changes of what a construct says
export { type Overlay, Remove, Replace, type PatchOperation, type PropertyPath } from './core';

// generating and writing, for programs and tests
export {
  generate,
  type ComparedStack,
  type CompareResult,
  compare,
  type FileDifference,
  type GenerateOptions,
  type GenerateResult,
  type GeneratedStack,
  write,
  type WriteResult,
  type WrittenStack,
} from './synth';

// secrets on the machine where stacks run
export { makeSecrets, findSecrets, type SecretsResult, type StackSecrets, type NeededSecret } from './synth';
export type { GeneratedFile, GeneratedSecret, StackCommands, CommandLine, CommandWord } from './assembly';

// what is wrong, and where
export { type Diagnostic, type Severity, type SourceLocation, type RelatedLocation, hasErrors } from './core';

// a stack as data, and what it is for
export type {
  Assembly,
  ConstructOrigin,
  Intents,
  PlacedIntent,
  PlacedConnection,
  PlacedJob,
  PlacedData,
  DataMount,
  PlacedSecret,
} from './assembly';

// for authors of constructs
export {
  ComposeConstruct,
  type ConstructProps,
  type DiagnosticProps,
  type RelatedConstruct,
  type PropertyNames,
  type Provider,
  isProvider,
  type Connection,
  type ConnectionDetail,
  type SecretConnectionDetail,
  type SecretEncoding,
  type Framework,
  type FrameworkWords,
} from './core';

// facts that authors of constructs record
export {
  intend,
  type Intent,
  type RouteIntent,
  type RouteAnswer,
  type ConnectionIntent,
  type ReachIntent,
  type JobIntent,
  type ScheduleIntent,
  type TaskIntent,
  type DataIntent,
  type SecretIntent,
} from './core';

// what is known about images, for engines of one's own
export type {
  ImageFacts,
  ImageUser,
  ServerFacts,
  DataFolders,
  ClientLogin,
  DatabaseClientFacts,
  DatabaseFacts,
  DatabaseLogin,
  DatabaseName,
  OwnedDatabase,
  DriverWords,
} from './images';

// the same of caches, queues and search engines
export type {
  CacheFacts,
  CacheSettings,
  QueueFacts,
  QueueSettings,
  QueueRun,
  SearchFacts,
  SearchSettings,
  SearchRun,
  ObjectStoreFacts,
  ObjectStoreSettings,
  ObjectStoreRun,
} from './images';

// the types of the Compose language; `compose-constructs/compose` has its functions, too
import type * as compose from './languages/compose';
export type { compose };

/**
 * The engine: knows Compose, knows no product.
 *
 * @module
 */

export type { Assembly } from './assembly';
// the tree
// for those who write constructs
// what synth says
export {
  App,
  type AppProps,
  Artifact,
  type ArtifactProps,
  admit,
  Config,
  type ConfigProps,
  type DevelopmentProps,
  type Diagnostic,
  Environment,
  type EnvironmentKind,
  type EnvironmentProps,
  hasErrors,
  type Involved,
  type JoinOptions,
  type Location,
  type MountOptions,
  Network,
  type NetworkProps,
  type Problem,
  type ProductionProps,
  type ReadConfigOptions,
  type ReadSecretOptions,
  type Related,
  remember,
  report,
  Secret,
  type SecretGeneration,
  type SecretProps,
  Service,
  type ServiceBuildProps,
  type ServiceProps,
  type Severity,
  Stack,
  type StackProps,
  type StartCondition,
  type Text,
  text,
  Variable,
  Volume,
  type VolumeProps,
} from './core';
export {
  type GeneratedFile,
  type GeneratedStack,
  type GenerateOptions,
  type Generation,
  generate,
  type Written,
  type WrittenStack,
  write,
} from './synth';

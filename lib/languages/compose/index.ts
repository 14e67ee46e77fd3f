/**
 * The Compose language: projects as plain data, checked against Compose's schema and printed as `compose.yaml`.
 *
 * @module
 */

// What is wrong with a project
export { checkCompose } from './check/check';
export { ComposeError, type Finding } from './finding';
// Projects
export type { Config, Network, NetworkIpam, NetworkIpamConfig, Project, Secret, Volume } from './model';
export type {
  Service,
  ServiceBuild,
  ServiceConfig,
  ServiceDependency,
  ServiceDeploy,
  ServiceDeployLimits,
  ServiceDeployReservations,
  ServiceDeployResources,
  ServiceEnvFile,
  ServiceHealthcheck,
  ServiceLogging,
  ServiceNetwork,
  ServicePort,
  ServiceSecret,
  ServiceVolume,
  ServiceVolumeBind,
  ServiceVolumeTmpfs,
  ServiceVolumeVolume,
  Ulimit,
} from './model-service';
// Projects as text
export { type ComposeComment, interpolate, type PrintOptions, printCompose } from './print';
// Values of the deploying host
export { isDeferred, partsOf, Template, type Text, type TextPart, text, Variable } from './text/variable';
// YAML for other plain data
export { printYaml, type YamlLayout, type YamlOptions } from './yaml/print';

/**
 * The common parts of all containers of constructs.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

export { type WorkloadTraits, Workload } from './workload';
export { PROPERTIES, type TaskOptions, type WorkloadProps } from './props';
export type { WorkloadSettings } from './settings';

// parts of it, for services that are no workload
export { type Hardening, hardened, type ResourceLimits } from './hardening';
export { type CommandHealthCheck, HealthCheck, type HttpHealthCheck, type NoHealthCheck, probe } from './health-check';
export { checkPort, type PublishedPort, published } from './publish';

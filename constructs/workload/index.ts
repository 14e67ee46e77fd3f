/**
 * The common parts of all containers of constructs.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

export { type WorkloadTraits, Workload } from './workload';
export type { ReadableFile, ReadFileOptions } from './readable-file';
export { PROPERTIES, STAND_INS, type TaskOptions, type WorkloadProps } from './props';
export type { WorkloadSettings } from './settings';
export type { Live } from './live';
export { checkTimeZone } from './variables';

// parts of it, for services that are no workload
export { type Hardening, hardened, hardening, LIMITS, type ResourceLimits } from '../hardening';
export {
  type CommandHealthCheck,
  HealthCheck,
  type HttpHealthCheck,
  healthCheckForm,
  type NoHealthCheck,
  probe,
} from './health-check';
export { addressPort, checkPort, PUBLISHED_PORT, type PublishedPort, published } from './publish';

/**
 * What every container of ours has, whatever runs in it.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

export {
  PROPERTIES,
  type Program,
  type TaskOptions,
  Workload,
  type WorkloadMountOptions,
  type WorkloadProps,
} from './workload';
export type { WorkloadSettings } from './settings';

// parts of it, for services that are no workload
export { type Hardening, hardened, type Limits } from './hardening';
export { HealthCheck, probe } from './health-check';
export { checkPort, type Publish, published } from './publish';

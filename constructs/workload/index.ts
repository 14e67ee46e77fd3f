/**
 * What every container of ours has, whatever runs in it.
 *
 * @module
 */
// biome-ignore-all assist/source/organizeImports: grouped by what they are for

// who talks to whom
export {
  type Connection,
  type ConnectOptions,
  isProvider,
  namesOf,
  type Provider,
  type SecretText,
  type SecretVariable,
  withSecrets,
} from './connection';
export { Variables } from './variables';
export { StartScript } from './start-script';

// how a container runs
export { commandUnknown, folderNotWritable, folderOfImage } from './errors';
export { type Hardening, hardened, type Limits } from './hardening';
export { HealthCheck, healthcheckOf, probe } from './health-check';
export { hides } from './hidden-folders';
export { checkPort, type Publish, published } from './publish';

/**
 * The limits and rights of containers.
 *
 * @module
 */
export {
  type Ending,
  type Hardening,
  hardened,
  hardening,
  LIMITS,
  type ResourceLimits,
  type Unhardened,
  unhardened,
} from './hardening';

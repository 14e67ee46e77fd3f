/**
 * Checks of values that programs without types can pass, each reported and never thrown.
 *
 * @module
 */
export { isAddress, isNetwork } from './address';
export {
  addressInvalid,
  commandEmpty,
  numberInvalid,
  portInvalid,
  sizeInvalid,
  versionUnknown,
} from './errors';

/**
 * Checks of values that programs without types can pass, each reported and never thrown.
 *
 * @module
 */
export { accepts } from './accepts';
export { isAddress, isNetwork } from './address';
export {
  addressInvalid,
  commandEmpty,
  numberInvalid,
  portInvalid,
  sizeInvalid,
  variableInvalid,
  versionUnknown,
} from './errors';
export { known, type Names, unknown } from './known';

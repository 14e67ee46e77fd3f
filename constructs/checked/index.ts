/**
 * Checks of values that programs without types can pass, each reported and never thrown.
 *
 * @module
 */
export { isAddress, isNetwork } from './address';
export { secondsOf } from './duration';
export {
  addressInvalid,
  commandEmpty,
  durationInvalid,
  numberInvalid,
  portInvalid,
  sizeInvalid,
  versionUnknown,
} from './errors';
export { bytesIn } from './size';
export { isTimeZone } from './time-zone';

/**
 * The short and long forms of Compose's properties: reads short forms into long ones, and prints long ones as short.
 *
 * @module
 */

export { isAddress, normalAddress } from './addresses';
// Bind mounts
export { withLongBinds } from './binds';
// Everything in long syntax
export { type CanonicalProject, type CanonicalService, canonicalProject, canonicalService } from './canonical';
// One family each
export { printCommand, readCommand, readHealthcheckTest } from './command';
export { printDevice, readDevice } from './devices';
export { printDuration, readDuration } from './durations';
export { printEnvFile, printFileMount, readEnvFile, readServiceConfig, readServiceSecret } from './files';
export { type ExtraHost, printExtraHost, readExtraHost, readExtraHosts } from './hosts';
export {
  arriving,
  CONTEXTS,
  type KeyValueRules,
  LABELS,
  printKeyValues,
  readKeyValues,
  VARIABLES,
} from './key-values';
// Files of other times
export { type Modernized, type ModernizingNote, modernize } from './modernize/index';
export { type MountSections, printMount, readMount, readMountSections, typeOfSource } from './mounts';
// Paths of the host
export {
  type ChangePath,
  type HostPathKind,
  isRemoteContext,
  mapConfigPaths,
  mapHostPaths,
  mapIncludePaths,
  mapSecretPaths,
  mapServicePaths,
  mapVolumePaths,
  rebaseText,
} from './paths';
export { printPort, readPort } from './ports';
// Results of reading
export { DEFERRED, type Malformed, type Read, valueIn } from './read';
export {
  printUlimit,
  readLink,
  readNames,
  readSsh,
  readUlimit,
  readVolumesFrom,
  type ServiceLink,
  type VolumesFrom,
} from './services';
export { printSize, readFlag, readInteger, readNumber, readSize } from './sizes';
export { asText, cutText, defaultOf, hides, joinTexts, sameForm, splitText } from './texts';

/**
 * Files to disk, atomically, owning only what it wrote.
 *
 * @module
 */

export { compare, type FileDifference, type FolderDifference, type OutputComparison } from './compare';
// Input. Output.
export { secretFolderShared } from './errors';
export type {
  OutputDigest,
  OutputFile,
  OutputFolder,
  OutputResult,
  OutputSecret,
  WriteOptions,
  WriteRequest,
  WrittenFolder,
} from './model';
export { MANIFEST } from './paths';
export { otherFolders, readPrevious } from './previous';
export { inspectSecrets } from './secrets';
export { write } from './write';

/**
 * Files to disk, atomically, owning only what it wrote.
 *
 * @module
 */

// Input. Output.
export { secretFolderShared } from './errors';
export type {
  OutputFile,
  OutputFolder,
  OutputResult,
  OutputSecret,
  WriteOptions,
  WriteRequest,
  WrittenFolder,
} from './model';
export { MANIFEST } from './paths';
export { write } from './write';

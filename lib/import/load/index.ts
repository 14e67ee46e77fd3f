/**
 * Files on disk → one project.
 *
 * @module
 */
export { FileCache } from './file-cache';
export { isGap } from './files';
export { type IsInside, insideOf } from './inside';
export { loadProject } from './load';
export { normalizeProjectName } from './name';
export { Report } from './report';
export type { Loaded, LoadedFile, LoadRequest, ProjectName } from './request';

/**
 * Files on disk → one project.
 *
 * @module
 */
export { loadProject } from './load';
export { normalizeProjectName } from './name';
export type { Loaded, LoadedFile, LoadRequest, Origin, ProjectName } from './request';

/**
 * Files on disk → one project.
 *
 * @module
 */
export { Disk } from './disk';
export { isGap } from './files';
export { loadProject } from './load';
export { normalizeProjectName } from './name';
export { Report } from './report';
export type { Loaded, LoadedFile, LoadRequest, Origin, ProjectName } from './request';

/**
 * Compose files → a stack: existing projects are read, and written as `stack.ts`.
 *
 * @module
 */
export { type Broken, type Imported, type ImportRequest, importProject } from './import';
export { type Loaded, type LoadedFile, type LoadRequest, loadProject, type Origin, type ProjectName } from './load';
export type { NotCarried } from './write';

/**
 * Compose files → a stack: existing projects are read, and written as `stack.ts`.
 *
 * @module
 */
export { importProject, type ReadImport, readImport, writeImport } from './import';
export { type Loaded, type LoadedFile, type LoadRequest, loadProject, type ProjectName } from './load';
export type { NotRecognized, Remark, SecretValue } from './recognize';
export type { Imported, ImportRequest, WantedEnvironment } from './request';
export type { BrokenRule, NotCarried } from './write';

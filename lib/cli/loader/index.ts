/**
 * Loads stack files: TypeScript, from a cache where possible.
 *
 * @module
 */
export { openCache } from './cache';
export { CodeCache } from './code-cache';
export { isFile, isFolder } from './is-file';
export { mainFileOf } from './packages';
export { SyntaxProblem } from './syntax-problem';
export { TransformerProblem } from './transformer-problem';
export { TypeScriptLoader } from './typescript';

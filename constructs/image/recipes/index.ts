/**
 * Recipes of Dockerfiles, which a stack loads when it asks for the first one.
 *
 * @module
 */
export { type FilesImageProps, filesImage } from './files';
export { type NodeImageProps, nodeImage } from './node';
export { type PhoenixImageProps, phoenixImage } from './phoenix';
export { type PhpImageProps, phpImage } from './php';

/**
 * Images of services, and the recipes of Dockerfiles.
 *
 * @module
 */
export { build, madeOf, sharedImage } from './built';
export { Image } from './factories';
export { answeringImage, builtImageForm, imageForm, noBuiltImage, noImage } from './form';
export type {
  BuildInputs,
  BuiltImage,
  FastCgi,
  ImageDescription,
  LiveFacts,
  PublicFolder,
  RegistryImage,
} from './image';
export type { BuildInputProps } from './node/inputs';
export type { FilesImageProps } from './recipes/files';
export type { NodeImageProps } from './recipes/node';
export type { PhoenixImageProps } from './recipes/phoenix';
export type { PhpImageProps } from './recipes/php';
export type { RegistryImageProps } from './registry';

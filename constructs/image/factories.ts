/**
 * @module
 */
import type { ComposeText } from '../../lib/core';
import type { BuiltImage, RegistryImage } from './image';
import type { FilesImageProps, NodeImageProps, PhoenixImageProps, PhpImageProps } from './recipes';
import { type RegistryImageProps, registryImage } from './registry';

// the type of the module that is loaded here, and only here
const recipes = () => require('./recipes') as typeof import('./recipes');

/** The image of a service: an existing one, or one to build. */
export type Image = RegistryImage | BuiltImage;

/**
 * Factories of images.
 *
 * @example
 * ```ts
 * new WebApp(this, 'api', { image: Image.node({ source: './api' }), port: 3000 });
 * new WebApp(this, 'search', { image: Image.registry('getmeili/meilisearch:v1.13', { probeWith: 'curl' }), port: 7700 });
 * ```
 */
export const Image = {
  /** An image that exists, such as `ghcr.io/acme/web:1.4`. State here the facts that the library cannot know. */
  registry: (reference: ComposeText, props: RegistryImageProps = {}): RegistryImage => registryImage(reference, props),
  /** A Node app, built from its folder with `npm ci`. */
  node: (props: NodeImageProps): BuiltImage => recipes().nodeImage(props),
  /** A Phoenix app, built as a release; the image has neither its source nor Elixir. */
  phoenix: (props: PhoenixImageProps): BuiltImage => recipes().phoenixImage(props),
  /** A PHP app with FPM, installed with composer: for `WebApp`, behind `host.fastcgi`. */
  php: (props: PhpImageProps): BuiltImage => recipes().phpImage(props),
  /** Static files, built with `npm run build` and served by nginx: for `StaticSite`. */
  files: (props: FilesImageProps): BuiltImage => recipes().filesImage(props),
} as const;

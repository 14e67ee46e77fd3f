/**
 * What a service is made of: an image that exists, or one that is built.
 *
 * @module
 */
import type { Problem, Text } from '../lib/core';
import { type FilesImageProps, filesImage } from './image-files';
import { type NodeImageProps, nodeImage } from './image-node';
import { type PhoenixImageProps, phoenixImage } from './image-phoenix';
import { type RegistryImageProps, registryImage } from './image-registry';

/** What is true of every image. */
interface ImageBase {
  /** What to call it in a message. */
  readonly name: string;
  /** User and group that its process runs as. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Folders that its process writes to besides volumes. */
  readonly scratch: readonly string[];
  /** Variables that its process needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the image puts before every command. */
  readonly entrypoint: readonly string[];
  /** What it runs. */
  readonly command?: readonly string[];
  /** A command that asks the app over HTTP with a program that the image has. */
  readonly probe?: (port: number, path: string) => readonly string[];
  /** Whether a folder exists in the image and belongs to `user`, so that a new volume there is writable. */
  readonly has: (folder: string) => boolean;
  /** Folder of the image that holds the program itself. */
  readonly home?: string;
  /** What is wrong with it, seen from the folder of `stack.ts`. */
  readonly problems: (root: string) => readonly Problem[];
}

/** An image that exists. */
export interface RegistryImage extends ImageBase {
  readonly kind: 'registry';
  /** Its name, as a text that the deploying shell may complete. */
  readonly reference: Text;
}

/** An image that is built from a folder. */
export interface BuiltImage extends ImageBase {
  readonly kind: 'built';
  /** The build context, relative to the folder of `stack.ts`. */
  readonly source: string;
  /** @param folders that the image must have, owned by `user` */
  readonly dockerfile: (folders: readonly string[]) => string;
  /** @param privateFiles of the context that must not enter the image, relative to it */
  readonly dockerignore: (privateFiles: readonly string[]) => string;
}

export type Image = RegistryImage | BuiltImage;

/** Factories of images. */
export const Image = {
  /** An image that exists, such as `ghcr.io/acme/web:1.4`. What we cannot know of it, say here. */
  registry: (reference: Text, props: RegistryImageProps = {}): RegistryImage => registryImage(reference, props),
  /** A Node app, built from its folder with `npm ci`. */
  node: (props: NodeImageProps): BuiltImage => nodeImage(props),
  /** A Phoenix app, built as a release; the image has neither its source nor Elixir. */
  phoenix: (props: PhoenixImageProps): BuiltImage => phoenixImage(props),
  /** Static files, built with `npm run build` and served by nginx: for `StaticSite`. */
  files: (props: FilesImageProps): BuiltImage => filesImage(props),
} as const;

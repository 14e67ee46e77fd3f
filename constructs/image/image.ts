/**
 * What a service is made of: an image that exists, or one that is built.
 *
 * @module
 */
import type { ComposeText, DiagnosticProps } from '../../lib/core';

/** What is true of every image. */
interface ImageBase {
  /** What to call it in a message. */
  readonly name: string;
  /** User and group that its process runs as. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Folders that its process writes to besides volumes. */
  readonly tmpfs: readonly string[];
  /** Variables that its process needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the image puts before every command. */
  readonly entrypoint: readonly string[];
  /** What it runs. */
  readonly command?: readonly string[];
  /** A command that asks the app over HTTP with a program that the image has. */
  readonly probe?: (port: number, path: string) => readonly string[];
  /** Whether a folder exists in the image and belongs to `user`, so that a new volume there is writable. */
  readonly hasFolder: (folder: string) => boolean;
  /** Folder of the image that holds the program itself. */
  readonly programFolder?: string;
  /** What is wrong with it, seen from the folder of `stack.ts`. */
  readonly problems: (root: string) => readonly DiagnosticProps[];
}

/** An image that exists. */
export interface RegistryImage extends ImageBase {
  readonly kind: 'registry';
  /** Its name, as a text that the deploying shell may complete. */
  readonly reference: ComposeText;
  /** Lets the build of the image make a folder that belongs to `user`, where this stack builds it. @internal */
  readonly makeFolder?: (folder: string) => void;
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

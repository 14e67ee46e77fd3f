/**
 * The image of a service: an existing one, or one to build.
 *
 * @module
 */
import type { ComposeText, DiagnosticProps } from '../../lib/core';
import type { SecretSource } from '../secrets';

/** Facts about an image, whether it exists or is built: constructs ask them for its user, command, folders and health. */
export interface ImageDescription {
  /** Its name in messages, such as `built from ./web`. */
  readonly name: string;
  /** User and group that its process runs as. @default unknown: the image's own */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Folders that its process writes to besides volumes. */
  readonly tmpfs: readonly string[];
  /** Variables that its process needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** The words that the image puts before every command. */
  readonly entrypoint: readonly string[];
  /** The command that it runs. @default unknown */
  readonly command?: readonly string[];
  /**
   * A command that asks the app over HTTP with a program of the image. It asks for a path, with a `Host` header.
   * @default unknown: the author names a health check
   */
  readonly probe?: (port: number, path: string, host: string) => readonly string[];
  /**
   * Variables that fit its process to the memory that the container may use, such as `512m`. @default none
   */
  readonly sizedTo?: (memory: string) => Readonly<Record<string, string>>;
  /** How it is reached, where its process speaks FastCGI and no HTTP. @default it speaks HTTP, or listens to nothing */
  readonly fastcgi?: FastCgi;
  /** Whether a folder exists in the image and belongs to `user`, so that a new volume there is writable. */
  readonly hasFolder: (folder: string) => boolean;
  /** Folder of the image that holds the program itself, which no volume may hide. @default unknown */
  readonly programFolder?: string;
  /** Where its source is, for a program that runs from it. @default unknown: the author says it */
  readonly live?: LiveFacts;
  /** The mistakes in it; `root` is the folder of `stack.ts`, absolute. */
  readonly problems: (root: string) => readonly DiagnosticProps[];
}

/** The source of a program, and how the program runs from it. */
export interface LiveFacts {
  /** Folder of the host, relative to the folder of `stack.ts`. */
  readonly source: string;
  /** Folder of the image that has the source. */
  readonly folder: string;
  /** Folders in it that stay as the image has them; `root` is the folder of `stack.ts`, absolute. */
  readonly keep: (root: string) => readonly string[];
  /**
   * The command that notices changes, with a debugger at a port if there is one.
   * @default unknown: a script makes what runs
   */
  readonly command?: (debug: number | undefined) => readonly string[];
}

/** A program that answers over FastCGI, such as PHP-FPM: a web server in front of it has the files. */
export interface FastCgi {
  /** A command that asks the program with a program of the image. */
  readonly probe: (port: number) => readonly string[];
  /** Largest request body that the program takes, such as `10m`. */
  readonly maxBody: string;
  /**
   * The image of the web server, from the same build. It has the public files, and the names of the scripts.
   *
   * @param site folder of the image that holds the public files, and the script that answers for paths that are no file
   */
  readonly site: (site: PublicFolder) => BuiltImage;
}

/** The public part of an app. */
export interface PublicFolder {
  /** Folder in the image, such as `/app/public`. */
  readonly root: string;
  /** Script in that folder that must be there, such as `index.php`. @default none */
  readonly script?: string;
}

/** An image that exists. */
export interface RegistryImage extends ImageDescription {
  /** Tells it from an image that is built. */
  readonly kind: 'registry';
  /** Its name, as a text that the deploying shell may complete. */
  readonly reference: ComposeText;
  /** Lets the build of the image make a folder that belongs to `user`, where this stack builds it. @internal */
  readonly makeFolder?: (folder: string) => void;
}

/** An image that is built from a folder. */
export interface BuiltImage extends ImageDescription {
  /** Tells it from an image that exists. */
  readonly kind: 'built';
  /** The build context, relative to the folder of `stack.ts`. */
  readonly source: string;
  /**
   * Makes the Dockerfile.
   *
   * @param folders folders that the image must have, owned by `user`
   * @param root the folder of `stack.ts`, absolute
   * @param user whom the folders belong to, if not `user`
   */
  readonly dockerfile: (folders: readonly string[], root: string, user?: ImageDescription['user']) => string;
  /**
   * Makes the ignore file.
   *
   * @param privateFiles paths of the context that must not enter the image
   * @param root the folder of `stack.ts`, absolute
   */
  readonly dockerignore: (privateFiles: readonly string[], root: string) => string;
  /** The arguments and secrets of the build; `root` is the folder of `stack.ts`, absolute. @default nothing */
  readonly inputs?: (root: string) => BuildInputs;
}

/** Arguments and secrets of a build. */
export interface BuildInputs {
  /** Build arguments by name, which everybody who has the image can read. */
  readonly args: Readonly<Record<string, ComposeText>>;
  /** Secrets by the id that the Dockerfile mounts them with; they are in no layer. */
  readonly secrets: Readonly<Record<string, SecretSource>>;
}

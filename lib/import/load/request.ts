/**
 * The input and output of the loader.
 *
 * @module
 */
import type { Diagnostic, SourceLocation } from '../../core';
import type { ComposeFile, ComposeText, Project } from '../../languages/compose';
import type { Note } from '../../languages/yaml';
import type { FileCache } from './file-cache';

/** The command line of `docker compose`, and its surroundings. */
export interface LoadRequest {
  /** As after `-f`, in order; `-` is standard input. Empty: the files that Compose finds itself. */
  readonly files: readonly string[];
  /** The working directory; absolute. */
  readonly cwd: string;
  /** As after `--project-directory`. @default the folder of the first file */
  readonly projectDirectory?: string;
  /** As after `-p`. @default as Compose derives it */
  readonly projectName?: string;
  /** As after `--env-file`, in order. @default the `.env` of the project directory */
  readonly envFiles?: readonly string[];
  /** The environment variables. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** As after `--profile`. @default `COMPOSE_PROFILES` */
  readonly profiles?: readonly string[];
  /** Reads standard input. @default the one of this process */
  readonly stdin?: () => string;
  /** The files that were read, for several requests that share them. @default nothing was read before */
  readonly disk?: FileCache;
}

/** A file of the command line, or one that Compose found. */
export interface LoadedFile {
  /** Absolute. */
  readonly path: string;
  readonly file: ComposeFile;
  /** The project of this file alone, with what it extends and includes; `!reset` and `!override` are kept. */
  readonly project: Project;
  readonly notes: Note;
}

/** The name of the project, and who gave it. */
export interface ProjectName {
  /** As it is now. */
  readonly value: string;
  /** As it is written: with variables, if the file says it with variables. */
  readonly text: ComposeText;
  readonly from: 'option' | 'environment' | 'file' | 'folder';
}

/** A project, as its files say it together. */
export interface Loaded {
  /** All files over each other, with what they extend and include. Variables, forms and profiles are kept. */
  readonly project: Project;
  /** The comments, beside the project. */
  readonly notes: Note;
  /** The files of the request, in order. */
  readonly files: readonly LoadedFile[];
  /** All files that were read, Compose and env files; absolute, in order. */
  readonly read: readonly string[];
  readonly name: ProjectName;
  /** The project directory, where relative paths start; absolute. */
  readonly directory: string;
  /** The variables of the project's env files, including those that the environment also sets. */
  readonly env: ReadonlyMap<string, string>;
  /** The env files of the project; absolute, in order. */
  readonly envFiles: readonly string[];
  /** The profiles that are asked for; `project` holds the services of all. */
  readonly profiles: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where a place of `project` is written, or the nearest place around it that is. */
  locate(pointer: readonly string[], where?: 'key' | 'value'): SourceLocation | undefined;
}

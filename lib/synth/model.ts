/**
 * The input and output of a run.
 *
 * @module
 */
import type { Assembly, Commands } from '../assembly';
import type { Diagnostic } from '../core';

export interface GenerateOptions {
  /** Folder that the stacks' folders will stand in, relative to the working directory. @default `synth.out` beside `stack.ts` */
  readonly out?: string;
}

/** Everything that a run makes, in memory. */
export interface GenerateResult {
  /** Folder that the stacks' folders will stand in, absolute. */
  readonly out: string;
  readonly stacks: readonly GeneratedStack[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface GeneratedStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Folder that it is written to, absolute. */
  readonly folder: string;
  /** Content by path in the stack's folder; empty where there are errors. */
  readonly files: ReadonlyMap<string, GeneratedFile>;
  /** Whether starting it builds images. */
  readonly builds: boolean;
  /** The command that runs it. */
  readonly commands: Commands;
  /** The source of it all. */
  readonly assembly: Assembly;
}

export interface GeneratedFile {
  readonly content: string;
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

/** The result of writing a generation. */
export interface WriteResult {
  readonly stacks: readonly WrittenStack[];
  /** Secret files that were missing and now exist, absolute paths. */
  readonly createdSecrets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface WrittenStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

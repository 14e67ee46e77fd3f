/**
 * The program that runs a stack: Docker Compose, or another engine one day. An assembly knows no target; a target knows
 * assemblies.
 *
 * @module
 */
import type { Diagnostic } from '../core';
import type * as compose from '../languages/compose';
import type { Assembly, GeneratedFile } from './assembly';

/** An engine that runs stacks: which files it reads, what it refuses, and which commands start it. */
export interface Target {
  /** Such as `compose`. */
  readonly name: string;
  /** The files that the target adds, by path in the stack's folder; no generated file may use these paths. */
  readonly reserved: readonly string[];
  /**
   * A service that reads generated files, as the target needs it: with a mark that changes when they do, say. The
   * author's overrides come after it.
   *
   * @param files that it reads, in order
   * @default the service as it is
   */
  reading?(service: compose.Service, files: readonly GeneratedFile[]): compose.Service;
  /**
   * Properties that the target would refuse, or silently ignore.
   *
   * @default nothing
   */
  check?(assembly: Assembly): readonly Diagnostic[];
  /** Every file of a stack without errors, by path in its folder. Paths in an assembly are relative to the folder of `stack.ts`. */
  files(assembly: Assembly): ReadonlyMap<string, GeneratedFile>;
  /**
   * Parts of the output on disk that the new one no longer has, and that the engine keeps.
   *
   * @param files of the new output
   * @default nothing
   */
  vanished?(assembly: Assembly, files: ReadonlyMap<string, GeneratedFile>, previous: Previous): readonly Diagnostic[];
  /** Ids of what {@link vanished} finds, and an author may accept as a rule is accepted. @default none */
  readonly acceptable?: readonly string[];
  /**
   * Files that only one machine has, and that services read: the writer keeps a digest of them beside the output.
   *
   * @default none
   */
  machineFiles?(assembly: Assembly): readonly MachineFiles[];
  /** The command that runs a stack. */
  commands(assembly: Assembly): StackCommands;
}

/** Files that one service reads and that only one machine has: a digest of them says when one has changed. */
export interface MachineFiles {
  /** The env file for the digest, by its path in the stack's folder. No manifest lists it. */
  readonly file: string;
  /** The variable in it that holds the digest. */
  readonly variable: string;
  /** Absolute paths of the files, in order. */
  readonly sources: readonly string[];
  /** Path of the construct that reads them. */
  readonly construct: string;
}

/** The output that is on disk. */
export interface Previous {
  /** The text of a file in the stack's folder; undefined where there is none. */
  read(path: string): string | undefined;
  /** The texts of such a file in folders of synth that belong to no stack of the app any more. */
  abandoned(path: string): readonly string[];
}

/** The commands that run a stack; each is a list of commands to run one after the other. */
export interface StackCommands {
  /** Commands to run before each start of a new version, such as a migration; empty if there are none. */
  readonly before: readonly CommandLine[];
  /** Starts everything that starts by itself; empty for a part, which starts with the rest of its project. */
  readonly start: readonly CommandLine[];
  /** Stops everything and keeps the data; empty for a part. */
  readonly stop: readonly CommandLine[];
  /** Runs a job again that runs at each start or on a schedule, by the name of its service. */
  readonly jobs: ReadonlyMap<string, readonly CommandLine[]>;
  /**
   * Recreates the readers of a variable of the deploying shell whose change the engine does not notice, by the variable.
   */
  readonly recreate: ReadonlyMap<string, readonly CommandLine[]>;
  /** Starts or runs a service that starts only when a person asks for it, by its name. */
  readonly onDemand: ReadonlyMap<string, readonly CommandLine[]>;
}

/** A program and its arguments. */
export type CommandLine = readonly CommandWord[];

/** A word of a command: a text, or an absolute path that is shown as seen from the reader's folder. */
export type CommandWord = string | { readonly path: string };

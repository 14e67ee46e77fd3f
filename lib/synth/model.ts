/**
 * The input and output of a run.
 *
 * @module
 */
import type { Assembly, GeneratedFile, StackCommands } from '../assembly';
import type { Diagnostic } from '../core';
import type { FileDifference } from '../output';

/** Options of {@link generate}. */
export interface GenerateOptions {
  /** Folder that the stacks' folders will stand in, relative to the working directory. @default `synth.out` beside `stack.ts` */
  readonly out?: string;
  /** Stacks to make, each by the name of its project or of its folder. @default all of them */
  readonly stacks?: readonly string[];
}

/** Everything that a run makes, in memory. */
export interface GenerateResult {
  /** Folder that the stacks' folders will stand in, absolute. */
  readonly out: string;
  /** Every stack of the app, in the order of the tree. */
  readonly stacks: readonly GeneratedStack[];
  /** Names of the folders of all stacks, those that were not asked for included. @internal */
  readonly folders: readonly string[];
  /** Every error and warning of the run. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One stack of a {@link GenerateResult}: its files in memory, the commands that run it, and its data. */
export interface GeneratedStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Folder that it is written to, absolute. */
  readonly folder: string;
  /** Content by path in the stack's folder; empty where there are errors. */
  readonly files: ReadonlyMap<string, GeneratedFile>;
  /** Whether starting it builds images. */
  readonly builds: boolean;
  /** The commands that run it. */
  readonly commands: StackCommands;
  /** The same stack as data, for tests and tools. */
  readonly assembly: Assembly;
}

/** The result of {@link write}. */
export interface WriteResult {
  /** Every stack that was written; none where there are errors. */
  readonly stacks: readonly WrittenStack[];
  /** Secret files that were missing and now exist, absolute paths. */
  readonly createdSecrets: readonly string[];
  /** Generated secrets that this machine does not have, absolute paths: `makeSecrets` makes them. */
  readonly missingSecrets: readonly string[];
  /** The diagnostics of generating and of writing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The outcome for the files of one stack. Paths are relative to its folder. */
export interface WrittenStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Folder that it stands in, absolute. */
  readonly folder: string;
  /** Files that are new or were changed. */
  readonly written: readonly string[];
  /** Files whose content was the same, and which were left alone. */
  readonly unchanged: readonly string[];
  /** Files of an earlier run that nothing generates any more. */
  readonly removed: readonly string[];
}

/** The effect that writing a generation would have. */
export interface CompareResult {
  readonly stacks: readonly ComparedStack[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A stack in the result of `compare`: its output on disk beside the one that writing would make. */
export interface ComparedStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** Files that differ from the generation, in its order; empty if the output is current. */
  readonly differences: readonly FileDifference[];
}

/** The result of {@link makeSecrets} and of {@link findSecrets}. */
export interface SecretsResult {
  /** Every stack; none where there are errors. */
  readonly stacks: readonly StackSecrets[];
  /** Every error and warning of the run. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The secrets of one stack. */
export interface StackSecrets {
  /** Name of the Compose project. */
  readonly name: string;
  /** Every secret that the stack reads, in the order of its Compose file. */
  readonly secrets: readonly NeededSecret[];
}

/** A secret that a stack reads, and whether this machine has it. The value is nowhere in it. */
export interface NeededSecret {
  /** Name of the secret in the Compose project. */
  readonly name: string;
  /** Whether this library makes it, or where its author keeps it. */
  readonly source: 'generated' | 'file' | 'environment';
  /** Absolute path. @default it comes from the environment */
  readonly file?: string;
  /** The variable of the deploying shell. @default it is a file */
  readonly variable?: string;
  /** Whether it is here; `made` is one that this very run has made. */
  readonly state: 'made' | 'there' | 'missing';
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

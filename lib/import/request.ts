/**
 * The input and output of an import.
 *
 * @module
 */
import type { Diagnostic, SourceLocation } from '../core';
import type { Project } from '../languages/compose';
import type { LoadRequest } from './load';
import type { NotRecognized, Remark, SecretValue } from './recognize';
import type { NotCarried } from './write';

export interface ImportRequest extends LoadRequest {
  /** Folder that `stack.ts` will stand in; absolute. */
  readonly folder: string;
  /** Further environments. @default those that several files make */
  readonly environments?: readonly WantedEnvironment[];
  /** Whether constructs take the place of what is known, such as a Database of an official image. @default false */
  readonly recognize?: boolean;
  /** Whether today's properties replace obsolete ones. @default false */
  readonly modernize?: boolean;
}

export interface WantedEnvironment {
  readonly name: string;
  readonly files: readonly string[];
  /** Whether its files say all of it, and nothing of it is in the files of the request. @default false: they come after those */
  readonly isAlone?: boolean;
}

export interface Imported {
  /** The text of `stack.ts`; missing where there are errors. */
  readonly source?: string;
  /** Name of the Compose project. */
  readonly name: string;
  /** The project of the first environment. */
  readonly project: Project;
  readonly notCarried: readonly NotCarried[];
  /** Services that look like what is known, and why they are not. */
  readonly notRecognized: readonly NotRecognized[];
  /** Remarks about services that constructs replace. */
  readonly remarks: readonly Remark[];
  /** Secrets that the files had, and that the program reads from files of their own. */
  readonly secretFiles: readonly SecretValue[];
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the environments, the first one's first. */
  readonly environments: readonly string[];
  /** All files that were read, absolute. */
  readonly read: readonly string[];
  /** A line of one of them, as it was then. */
  lineAt(location: SourceLocation): string | undefined;
}

/**
 * What is written, and what cannot be.
 *
 * @module
 */
import type { Note, Project } from '../../languages/compose';

export interface WriteRequest {
  /** Name of the Compose project. */
  readonly name: string;
  /** Resolved: without `extends` and `include`, paths relative to the folder of `stack.ts`; in the forms of its author. */
  readonly project: Project;
  /** Comments, anchors, aliases and merge keys of the file. @default none */
  readonly notes?: Note;
  /**
   * The environments of the stack. The first one without an overlay is what the project says; the others change it.
   *
   * @default one, for development
   */
  readonly environments?: readonly WriteEnvironment[];
}

export interface WriteEnvironment {
  /** `development` and what is not called production runs on a developer's machine, `production` and `prod` on a server. */
  readonly name: string;
  /** What it changes, in the shape of a project, with `Reset` and `Override` in it. @default nothing */
  readonly overlay?: unknown;
  /** Comments of the overlay. @default none */
  readonly notes?: Note;
  /** Domain of a server. @default 'localhost' */
  readonly domain?: string;
  /** Id of the stack. @default the project's name, followed by that of the environment unless it is the first */
  readonly id?: string;
}

/** What the program does not say although the project did. */
export interface NotCarried {
  readonly pointer: readonly string[];
  /** Why, one sentence. */
  readonly why: string;
}

export interface WrittenStack {
  /** The program. */
  readonly text: string;
  readonly notCarried: readonly NotCarried[];
}

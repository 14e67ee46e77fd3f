/**
 * The written parts, and those that cannot be written.
 *
 * @module
 */
import type { Project, Section } from '../../languages/compose';
import type { Note } from '../../languages/yaml';
import type { Recognition } from '../recognize';

export interface ProgramRequest {
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
  /** Rules that the project breaks in every environment that has the element, and may. @default none */
  readonly accepted?: readonly BrokenRule[];
  /** Constructs that take the place of services and secrets; the project has what they do not say. @default none */
  readonly recognized?: Recognized;
  /** Names of what other Compose files define. @default none */
  readonly missing?: readonly string[];
  /** Files with values for variables, relative to the folder of `stack.ts`. @default none */
  readonly envFiles?: readonly string[];
}

/** The parts that constructs replace. */
export type Recognized = Pick<Recognition, 'servers' | 'secrets' | 'workloads' | 'tasks'>;

/** A rule that an element breaks. */
export interface BrokenRule {
  readonly rule: string;
  readonly section: Section;
  readonly name: string;
}

export interface WriteEnvironment {
  /**
   * An environment with a server's name, such as `production` or `staging`, runs on a server. Any other runs on a
   * developer's machine.
   */
  readonly name: string;
  /** Its changes, in the shape of a project, with `Remove` and `Replace`. @default nothing */
  readonly overlay?: unknown;
  /** Comments of the overlay. @default none */
  readonly notes?: Note;
  /** Rules that the project breaks in this environment only. @default none */
  readonly accepted?: readonly BrokenRule[];
  /** Domain that the stack answers under. @default 'example.org' for a server, for its owner to replace */
  readonly domain?: string;
  /** Name of the Compose project. @default the program's */
  readonly project?: string;
  /** Files with values for variables, relative to the folder of `stack.ts`. @default the program's */
  readonly envFiles?: readonly string[];
  /** Id of the stack. @default the project's name, followed by the environment's unless it is the first */
  readonly id?: string;
}

/** Parts of the project that the program does not express. */
export interface NotCarried {
  readonly pointer: readonly string[];
  /** Why, one sentence. */
  readonly why: string;
}

export interface WrittenProgram {
  /** The program. */
  readonly text: string;
  readonly notCarried: readonly NotCarried[];
}

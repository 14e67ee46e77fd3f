/**
 * A stack as plain data: the one thing between the tree and everything that reads it.
 *
 * @module
 */
import type { Environment, Paths } from '../core';
import type * as compose from '../languages/compose';
import type { Intents } from './intents';
import type { ConstructOrigin, Origins } from './origins';

/** A stack as plain data, which targets and rules read, and tests can: `generate(app).stacks[0]?.assembly`. */
export interface Assembly {
  /** Name of the Compose project. */
  readonly name: string;
  /** The oldest Docker Compose that has to read the stack, if that was said. */
  readonly oldestCompose: string | undefined;
  /** Whether other Compose files define what is missing here. */
  readonly isFragment: boolean;
  /** Whether all names may be defined elsewhere, or the names that are. */
  readonly fragment: boolean | readonly string[];
  /** Whether a service is recreated after a change of what it reads. */
  readonly noticesChanges: boolean;
  /** Files with values for its variables, absolute. */
  readonly envFiles: readonly string[];
  /** The environment of the stack. */
  readonly environment: Environment;
  /** The Compose project. Where there are errors, without the elements that Compose's schema rejects. */
  readonly project: compose.Project;
  /** The same in long syntax, for rules and validators. */
  readonly canonical: compose.CanonicalProject;
  /** Generated files beside the Compose file, by path in the output folder. */
  readonly files: ReadonlyMap<string, GeneratedFile>;
  /** Secret files that are created when they are missing. */
  readonly secrets: readonly GeneratedSecret[];
  /** Which construct each element came from. @internal */
  readonly origins: Origins;
  /** Its purpose: routes, jobs, tasks, calls between services, data volumes, readers of secrets. */
  readonly intents: Intents;
  /** Rules that may be broken, and by whom. @internal */
  readonly accepted: readonly Accepted[];
  /** How paths of the tree become paths of the output. @internal */
  readonly paths: Paths;
}

/** That a rule may be broken by a construct and everything in it. */
export interface Accepted {
  readonly rule: string;
  /** Path of the construct. */
  readonly by: string;
  /** Where that was said. */
  readonly origin: ConstructOrigin;
}

/** A generated file, such as an nginx.conf or a Dockerfile. */
export interface GeneratedFile {
  /** The whole text. */
  readonly content: string;
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

/** A secret that `write` makes where its file is missing. The value is nowhere in memory before. */
export interface GeneratedSecret {
  /** Absolute path. */
  readonly file: string;
  /** Number of characters. */
  readonly length: number;
  /** Permissions of the file: readable by everybody where a reader does not run as root. */
  readonly mode: 0o600 | 0o444;
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

/** Services that start only when somebody asks for them: those with a profile, https://docs.docker.com/compose/how-tos/profiles/. */
export function onDemand({ project }: Assembly): string[] {
  return Object.entries(project.services ?? {}).flatMap(([name, { profiles }]) => (profiles?.length ? [name] : []));
}

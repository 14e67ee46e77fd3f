/**
 * A stack as plain data: the one thing between the tree and everything that reads it.
 *
 * @module
 */
import { type Diagnostic, type Environment, locate, type Paths, type Problem, type Trace } from '../core';
import type * as compose from '../languages/compose';
import type { Change } from './changes';

export interface Assembly {
  /** Name of the Compose project. */
  readonly name: string;
  /** The oldest Docker Compose that has to read the stack, if that was said. */
  readonly oldestCompose: string | undefined;
  /** Whether other Compose files define what is missing here. */
  readonly isFragment: boolean;
  /** Files with values for its variables, absolute. */
  readonly envFiles: readonly string[];
  readonly environment: Environment;
  /** Where there are errors, without the elements that Compose's schema rejects. */
  readonly project: compose.Project;
  /** The same with everything in long syntax, for whoever judges it. */
  readonly canonical: compose.CanonicalProject;
  /** Generated files beside the Compose file, by path in the output folder. */
  readonly files: ReadonlyMap<string, AssemblyFile>;
  /** Secret files that are created when they are missing. */
  readonly secrets: readonly AssemblySecret[];
  /** Which construct each element came from. */
  readonly origins: Origins;
  /** Rules that may be broken, and by whom. */
  readonly accepted: readonly Accepted[];
  readonly paths: Paths;
}

/** That a rule may be broken by a construct and everything in it. */
export interface Accepted {
  readonly rule: string;
  /** Path of the construct. */
  readonly by: string;
  /** Where that was said. */
  readonly origin: Origin;
}

export interface AssemblyFile {
  readonly content: string;
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

export interface AssemblySecret {
  /** Absolute path. */
  readonly file: string;
  /** Number of characters. */
  readonly length: number;
  readonly mode: 0o600 | 0o444;
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

/** Services that start only when somebody asks for them: those with a profile, https://docs.docker.com/compose/how-tos/profiles/. */
export function onDemand({ project }: Assembly): string[] {
  return Object.entries(project.services ?? {}).flatMap(([name, { profiles }]) => (profiles?.length ? [name] : []));
}

/** The construct that something came from, and where the user's code made it. */
export interface Origin {
  readonly path: string;
  readonly trace: Trace | undefined;
}

/** Origins by section and name of the element, and of the items of `include`; the stack's own stands for the rest. */
export class Origins {
  private readonly byElement = new Map<string, Origin>();
  private readonly byChange = new Map<string, { readonly change: Change; readonly origin: Origin }[]>();
  private readonly byExtension = new Map<string, Origin>();

  constructor(readonly stack: Origin) {}

  /**
   * @param name empty for the section as a whole, which is there because of its first element
   * @param pointer keys within the element: what an override wrote has a place of its own
   */
  get(section: string, name: string, pointer: readonly string[] = []): Origin {
    const key = `${section}.${name}`;
    const override = this.byChange.get(key)?.findLast(({ change }) => isBehind(change, pointer));
    return override?.origin ?? this.byElement.get(key) ?? this.byExtension.get(section) ?? this.stack;
  }

  find(section: compose.Section, name: string): Origin | undefined {
    return this.byElement.get(`${section}.${name}`);
  }

  set(section: compose.Section | 'include', name: string, origin: Origin): void {
    this.byElement.set(`${section}.${name}`, origin);
    if (!this.byElement.has(`${section}.`)) this.byElement.set(`${section}.`, origin);
  }

  setExtension(key: string, origin: Origin): void {
    this.byExtension.set(key, origin);
  }

  /** Notes what was changed in an element at a place of its own. */
  refine(section: compose.Section, name: string, change: Change, origin: Origin): void {
    const key = `${section}.${name}`;
    const known = this.byChange.get(key);
    if (known) known.push({ change, origin });
    else this.byChange.set(key, [{ change, origin }]);
  }
}

/** Whether a change can be behind what is wrong at a place. */
function isBehind({ pointer: changed, isRemoved }: Change, pointer: readonly string[]): boolean {
  const isBelow = leads(pointer, changed);
  // what is missing is missed by what is around it
  if (isRemoved) return isBelow && changed.length > pointer.length && (pointer.length > 0 || changed.length === 1);
  return leads(changed, pointer) || (isBelow && pointer.length > 0);
}

/** Whether one pointer leads to what the other leads into. */
function leads(one: readonly string[], other: readonly string[]): boolean {
  return one.length <= other.length && one.every((key, index) => key === other[index]);
}

/** A problem without places, which its origins give. */
export type PlacedProblem = Omit<Problem, 'related'> & {
  readonly related?: readonly { readonly message: string; readonly origin: Origin }[] | undefined;
};

/** Makes a diagnostic of a problem with what came from `origin`. */
export function diagnoseAt(origin: Origin, problem: PlacedProblem): Diagnostic {
  const location = locate(origin.trace);
  const related = problem.related?.map(({ message, origin: other }) => {
    const place = locate(other.trace);
    return { message, path: other.path, ...(place && { location: place }) };
  });
  return {
    id: problem.id,
    severity: problem.severity ?? 'error',
    message: problem.message,
    remedy: problem.remedy,
    path: origin.path,
    ...(location && { location }),
    ...(related && { related }),
  };
}

/**
 * A stack as plain data: the one thing between the tree and everything that reads it.
 *
 * @module
 */
import { type Diagnostic, type Environment, type Kind, locate, type Paths, type Problem, type Trace } from '../core';
import type * as compose from '../languages/compose';

export interface Assembly {
  /** Name of the Compose project. */
  readonly name: string;
  /** The oldest Docker Compose that has to read the stack, if that was said. */
  readonly oldestCompose: string | undefined;
  /** Whether other Compose files define what is missing here. */
  readonly isFragment: boolean;
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

/** Origins by kind and name of the element; the stack's own stands for the rest. */
export class Origins {
  private readonly byElement = new Map<string, Origin>();
  private readonly byProperty = new Map<string, { readonly pointer: readonly string[]; readonly origin: Origin }[]>();

  constructor(readonly stack: Origin) {}

  /** @param pointer keys within the element: an override of just that has a place of its own */
  get(kind: string, name: string, pointer: readonly string[] = []): Origin {
    const written = this.byProperty.get(`${kind}.${name}`);
    const override = pointer.length > 0 ? written?.findLast((one) => agree(one.pointer, pointer)) : undefined;
    return override?.origin ?? this.byElement.get(`${kind}.${name}`) ?? this.stack;
  }

  find(kind: Kind, name: string): Origin | undefined {
    return this.byElement.get(`${kind}.${name}`);
  }

  set(kind: Kind, name: string, origin: Origin): void {
    this.byElement.set(`${kind}.${name}`, origin);
  }

  /** Notes that a property of an element was written at a place of its own. */
  refine(kind: Kind, name: string, pointer: readonly string[], origin: Origin): void {
    const key = `${kind}.${name}`;
    const known = this.byProperty.get(key);
    if (known) known.push({ pointer, origin });
    else this.byProperty.set(key, [{ pointer, origin }]);
  }
}

/** Whether one pointer leads into what the other leads to. */
function agree(one: readonly string[], other: readonly string[]): boolean {
  const common = Math.min(one.length, other.length);
  // an item that was appended is found by a number
  return one.slice(0, common).every((key, index) => key === other[index] || key === '-');
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

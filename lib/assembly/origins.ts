/**
 * Where each part of an assembly came from, and diagnostics that say so.
 *
 * @module
 */
import { type Diagnostic, type DiagnosticProps, locate, type SourceLocation, type Trace } from '../core';
import { type Finding, isSection, type Section } from '../languages/compose';
import type { Change } from './changes';

/** The construct that something came from, and where the user's code made it. */
export class ConstructOrigin {
  readonly #trace: Trace | undefined;

  /** @internal */
  constructor(
    /** Path of the construct, such as `shop/web`. */
    readonly path: string,
    trace: Trace | undefined,
  ) {
    this.#trace = trace;
  }

  /** The place in the user's file, worked out when it is asked for. */
  get location(): SourceLocation | undefined {
    return locate(this.#trace);
  }

  /** Path and place, for documents. */
  toJSON(): { readonly path: string; readonly location?: SourceLocation } {
    const { path, location } = this;
    return { path, ...(location && { location }) };
  }
}

/**
 * Origins by section and name of the element, and of the items of `include`. The stack's own origin covers the rest.
 */
export class Origins {
  readonly #byElement = new Map<string, ConstructOrigin>();
  readonly #byChange = new Map<string, { readonly change: Change; readonly origin: ConstructOrigin }[]>();
  readonly #byExtension = new Map<string, ConstructOrigin>();

  constructor(readonly stack: ConstructOrigin) {}

  /**
   * @param name empty for the section as a whole, which is there because of its first element
   * @param pointer keys within the element: what an override wrote has a place of its own
   */
  get(section: string, name: string, pointer: readonly string[] = []): ConstructOrigin {
    const key = `${section}.${name}`;
    const override = this.#byChange.get(key)?.findLast(({ change }) => isBehind(change, pointer));
    return override?.origin ?? this.#byElement.get(key) ?? this.#byExtension.get(section) ?? this.stack;
  }

  /** @param pointer keys from the top of the project, to an element or into it */
  of([section = '', name = '', ...rest]: readonly string[]): ConstructOrigin {
    return this.get(section, name, rest);
  }

  find(section: Section, name: string): ConstructOrigin | undefined {
    return this.#byElement.get(`${section}.${name}`);
  }

  set(section: Section | 'include', name: string, origin: ConstructOrigin): void {
    this.#byElement.set(`${section}.${name}`, origin);
    if (!this.#byElement.has(`${section}.`)) this.#byElement.set(`${section}.`, origin);
  }

  setExtension(key: string, origin: ConstructOrigin): void {
    this.#byExtension.set(key, origin);
  }

  /** Notes what was changed in an element at a place of its own. */
  refine(section: Section, name: string, change: Change, origin: ConstructOrigin): void {
    const key = `${section}.${name}`;
    const known = this.#byChange.get(key);
    if (known) known.push({ change, origin });
    else this.#byChange.set(key, [{ change, origin }]);
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
export type PlacedProblem = Omit<DiagnosticProps, 'related'> & {
  readonly related?: readonly { readonly message: string; readonly origin: ConstructOrigin }[] | undefined;
};

/** Makes a diagnostic for a place of the project: of the element there, or of the override that wrote it. */
export function diagnosePlace({ pointer, related, ...problem }: Finding, origins: Origins): Diagnostic {
  return diagnoseAt(origins.of(pointer), {
    ...problem,
    related: related?.map(({ message, pointer: other }) => ({ message, origin: origins.of(other) })),
  });
}

/** The same for Compose's own mistakes: the message begins with the keys in the element, the path names the element. */
export function diagnoseFinding(finding: Finding, origins: Origins): Diagnostic {
  const { pointer, message } = finding;
  const [section = '', , ...rest] = pointer;
  const keys = isSection(section) ? rest : pointer.slice(pointer.length > 1 ? 0 : 1);
  const place = keys.length > 0 ? `${keys.join('.')}: ` : '';
  return diagnosePlace({ ...finding, message: `${place}${message}` }, origins);
}

/** Makes a diagnostic of a problem with what came from `origin`. */
export function diagnoseAt(origin: ConstructOrigin, problem: PlacedProblem): Diagnostic {
  const related = problem.related?.map(({ message, origin: other }) => ({ message, ...other.toJSON() }));
  return {
    id: problem.id,
    severity: problem.severity ?? 'error',
    message: problem.message,
    remedy: problem.remedy,
    ...origin.toJSON(),
    ...(related && { related }),
  };
}

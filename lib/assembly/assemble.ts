/**
 * Tree → assemblies: one pass over every stack, all problems collected.
 *
 * @module
 */
import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import { type App, type Diagnostic, Paths, pathOf, problemsOf, Stack, traceOf } from '../core';
import type { Assembly } from './assembly';
import { noStack, stackNameTaken, stackUnknown } from './errors';
import { findInStrings } from './in-string';
import { intentsOf } from './intents';
import { idProblem, lower } from './lower';
import { ConstructOrigin, diagnoseAt } from './origins';
import type { Target } from './target';
import { validate } from './validate';

export interface Assembled {
  readonly assemblies: readonly Assembly[];
  /** Names of the folders of all stacks, those that are not wanted included. */
  readonly folders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where assemblies go. */
export interface AssembleOptions {
  /** Folder that the stacks' folders will stand in, absolute; nothing is written. */
  readonly out: string;
  readonly target: Target;
  /** Paths in a stack's folder that its writer reserves, besides the target's. @default none */
  readonly reserved?: readonly string[];
  /** Stacks to assemble, by the names of their projects or folders. @default all of them */
  readonly wanted?: readonly string[];
}

/** Turns an app into one assembly per stack. */
export function assemble(app: App, { out, target, reserved = [], wanted }: AssembleOptions): Assembled {
  const diagnostics: Diagnostic[] = [];
  const stacks = stacksOf(app, diagnostics);
  diagnostics.push(...namesTwice(stacks));
  if (stacks.length === 0) diagnostics.push(diagnoseAt(new ConstructOrigin('', app.trace), noStack()));

  diagnostics.push(...unknownStacks(stacks, wanted ?? [], new ConstructOrigin('', app.trace)));

  const assemblies: Assembly[] = [];
  const all = new Set([...target.reserved, ...reserved]);
  for (const stack of stacks) {
    if (wanted && !namesOf(stack).some((name) => wanted.includes(name))) continue;
    const paths = new Paths(app.root, join(out, stack.folder));
    const raw = lower(stack, { paths, target, reserved: all }, diagnostics);
    const { lowered, diagnostics: wrong } = validate(raw, diagnostics);
    diagnostics.push(...findInStrings(raw, app), ...wrong);
    const { recorded, ...rest } = lowered;
    assemblies.push({ ...rest, intents: intentsOf(recorded, rest.canonical, rest.origins) });
  }
  return { assemblies, folders: stacks.map(({ folder }) => folder), diagnostics };
}

/** The stacks of an app in order; what stands outside them can only have problems. */
function stacksOf(scope: IConstruct, diagnostics: Diagnostic[]): Stack[] {
  diagnostics.push(...problemsOf(scope));
  return scope.node.children.flatMap((child) => {
    if (Stack.isStack(child)) return [child];
    diagnostics.push(...idProblem(child));
    return stacksOf(child, diagnostics);
  });
}

function namesTwice(stacks: readonly Stack[]): Diagnostic[] {
  const first = new Map<string, ConstructOrigin>();
  return stacks.flatMap((stack) => {
    const origin = new ConstructOrigin(pathOf(stack), traceOf(stack));
    const other = first.get(stack.folder);
    if (other) return [diagnoseAt(origin, stackNameTaken(stack.folder, other))];
    first.set(stack.folder, origin);
    return [];
  });
}

/** A stack's name for people. */
function namesOf({ name, folder }: Stack): readonly string[] {
  return [name, folder];
}

function unknownStacks(stacks: readonly Stack[], wanted: readonly string[], origin: ConstructOrigin): Diagnostic[] {
  const known = stacks.map(({ folder }) => folder);
  const names = new Set(stacks.flatMap(namesOf));
  return wanted.filter((name) => !names.has(name)).map((name) => diagnoseAt(origin, stackUnknown(name, known)));
}

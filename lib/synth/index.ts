/**
 * The way through: tree → assembly → rules → target → output.
 *
 * @module
 */
import { relative, resolve } from 'node:path';
import { type Assembly, assemble, onDemand } from '../assembly';
import { type App, type Diagnostic, hasErrors } from '../core';
import { write as writeFolders } from '../output';
import { applyRules } from '../rules';
import { composeTarget } from '../targets/compose';

export interface GenerateOptions {
  /** Folder that the stacks' folders will stand in, relative to the working directory. @default `synth.out` beside `stack.ts` */
  readonly out?: string;
}

/** Everything that a run makes, in memory. */
export interface Generation {
  /** Folder that the stacks' folders will stand in, absolute. */
  readonly out: string;
  readonly stacks: readonly GeneratedStack[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface GeneratedStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Folder that it is written to, absolute. */
  readonly folder: string;
  /** Content by path in the stack's folder; empty where there are errors. */
  readonly files: ReadonlyMap<string, GeneratedFile>;
  /** Files with values for its variables, absolute. */
  readonly envFiles: readonly string[];
  /** Whether it is a part that other Compose files complete. */
  readonly isFragment: boolean;
  /** Whether starting it builds images. */
  readonly builds: boolean;
  /** Services that `up` does not start: a person runs them by name. */
  readonly onDemand: readonly string[];
  /** What it all was made from. */
  readonly assembly: Assembly;
}

export interface GeneratedFile {
  readonly content: string;
  /** Path of the construct that it comes from. */
  readonly construct: string;
}

/** What writing a generation did. */
export interface Written {
  readonly stacks: readonly WrittenStack[];
  /** Secret files that were missing and now exist, absolute paths. */
  readonly createdSecrets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface WrittenStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Makes every file of an app in memory. Nothing is written, and all problems are collected.
 *
 * @example
 * ```ts
 * const { stacks, diagnostics } = generate(app);
 * console.log(stacks[0]?.files.get('compose.yaml')?.content);
 * ```
 */
export function generate(app: App, options: GenerateOptions = {}): Generation {
  const out = options.out === undefined ? resolve(app.root, 'synth.out') : resolve(options.out);
  const { assemblies, diagnostics: fromTree } = assemble(app, out);
  const fromRules = assemblies.flatMap((assembly) => applyRules(assembly, fromTree));
  const diagnostics = [...fromTree, ...fromRules];
  const wrong = hasErrors(diagnostics);
  const stacks = assemblies.map((assembly) => ({
    name: assembly.name,
    folder: assembly.paths.folder,
    envFiles: assembly.envFiles,
    isFragment: assembly.isFragment && assembly.project.include === undefined,
    files: wrong ? new Map() : composeTarget(assembly),
    builds: Object.values(assembly.project.services ?? {}).some(({ build }) => build !== undefined),
    onDemand: onDemand(assembly),
    assembly,
  }));
  return { out, stacks, diagnostics };
}

/**
 * Writes what was generated: all of it or, if anything is wrong, nothing.
 *
 * @example
 * ```ts
 * const { diagnostics } = write(generate(app, { out: 'deploy' }));
 * ```
 */
export function write(generation: Generation): Written {
  const { out, stacks } = generation;
  const { diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], createdSecrets: [], diagnostics };
  const result = writeFolders({
    out,
    folders: stacks.map(({ folder, files }) => ({ name: relative(out, folder), files })),
    secrets: stacks.flatMap(({ assembly }) => assembly.secrets),
  });
  const names = new Map(stacks.map(({ folder, name }) => [folder, name]));
  const written = result.folders.map((changes) => {
    const folder = resolve(out, changes.name);
    return { ...changes, name: names.get(folder) ?? changes.name, folder };
  });
  return {
    stacks: written,
    createdSecrets: result.createdSecrets,
    diagnostics: [...diagnostics, ...result.diagnostics],
  };
}

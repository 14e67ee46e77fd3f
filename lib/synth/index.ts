/**
 * The way through: tree → assembly → rules → target → output.
 *
 * @module
 */
import { relative, resolve } from 'node:path';
import { type Assembled, assemble, type StackCommands, type Target } from '../assembly';
import { type App, type Diagnostic, hasErrors } from '../core';
import {
  compare as compareFolders,
  MANIFEST,
  type OutputFolder,
  otherFolders,
  readPrevious,
  write as writeFolders,
} from '../output';
import { applyRules } from '../rules';
import { composeTarget } from '../targets/compose';
import type { CompareResult, GeneratedStack, GenerateOptions, GenerateResult, WriteResult } from './model';
import { digestsOf, secretsOf } from './secrets';

export type { FileDifference } from '../output';
export type {
  ComparedStack,
  CompareResult,
  GeneratedStack,
  GenerateOptions,
  GenerateResult,
  NeededSecret,
  SecretsResult,
  StackSecrets,
  WriteResult,
  WrittenStack,
} from './model';
export { findSecrets, makeSecrets } from './secrets';

/**
 * Makes every file of an app in memory. Nothing is written, and all problems are collected.
 *
 * @example
 * ```ts
 * const { stacks, diagnostics } = generate(app);
 * console.log(stacks[0]?.files.get('compose.yaml')?.content);
 * ```
 */
export function generate(app: App, options: GenerateOptions = {}): GenerateResult {
  return generateFor(composeTarget, app, options);
}

/** {@link generate} for any engine. */
export function generateFor(target: Target, app: App, options: GenerateOptions = {}): GenerateResult {
  const out = options.out === undefined ? resolve(app.root, 'synth.out') : resolve(options.out);
  const { stacks: wanted } = options;
  const assembled = assemble(app, { out, target, reserved: [MANIFEST], ...(wanted && { wanted }) });
  const diagnostics = judge(assembled, target);
  const stacks = render(assembled, target, hasErrors(diagnostics));
  return { out, stacks, folders: assembled.folders, diagnostics };
}

/** All that is wrong: with the tree, for the target, and by the rules. */
function judge({ assemblies, diagnostics }: Assembled, target: Target): readonly Diagnostic[] {
  const known = [...diagnostics, ...assemblies.flatMap((assembly) => target.check?.(assembly) ?? [])];
  return [...known, ...assemblies.flatMap((assembly) => applyRules(assembly, known, assemblies, target.acceptable))];
}

/** Every stack with its files, or without any where something is wrong. */
function render({ assemblies }: Assembled, target: Target, isWrong: boolean): readonly GeneratedStack[] {
  return assemblies.map((assembly) => ({
    name: assembly.name,
    folder: assembly.paths.folder,
    files: isWrong ? new Map() : target.files(assembly),
    builds: Object.values(assembly.project.services ?? {}).some(({ build }) => build !== undefined),
    commands: isWrong ? NO_COMMANDS : target.commands(assembly),
    assembly,
  }));
}

const NO_COMMANDS: StackCommands = {
  before: [],
  start: [],
  stop: [],
  jobs: new Map(),
  recreate: new Map(),
  onDemand: new Map(),
};

/**
 * Writes what was generated: all of it or, if anything is wrong, nothing. Generated secrets are made for development
 * alone. A production stack's secrets belong to the machine where it runs, and {@link makeSecrets} makes them there.
 *
 * @example
 * ```ts
 * const { diagnostics } = write(generate(app, { out: 'deploy' }));
 * ```
 */
export function write(generation: GenerateResult): WriteResult {
  return writeFor(composeTarget, generation);
}

/** {@link write} for any engine. */
export function writeFor(target: Target, generation: GenerateResult): WriteResult {
  const { out, stacks, diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], createdSecrets: [], missingSecrets: [], diagnostics };
  // told only where the output that shows them is replaced: the next run does not see them any more
  const vanished = vanishedIn(target, generation);
  if (hasErrors(vanished)) {
    return { stacks: [], createdSecrets: [], missingSecrets: [], diagnostics: [...diagnostics, ...vanished] };
  }
  const result = writeFolders({
    out,
    folders: foldersOf(generation),
    ...secretsOf(generation, ({ environment }) => environment.isDevelopment),
    digests: digestsOf(target, generation),
  });
  const names = new Map(stacks.map(({ folder, name }) => [folder, name]));
  const written = result.folders.map((changes) => {
    const folder = resolve(out, changes.name);
    return { ...changes, name: names.get(folder) ?? changes.name, folder };
  });
  return {
    stacks: written,
    createdSecrets: result.createdSecrets,
    missingSecrets: result.missingSecrets,
    diagnostics: [...diagnostics, ...(hasErrors(result.diagnostics) ? [] : vanished), ...result.diagnostics],
  };
}

/**
 * Tells whether the output on disk is what {@link write} would write, and what differs. Nothing is written, and no secret
 * is read.
 *
 * @example
 * ```ts
 * const isCurrent = compare(generate(app)).stacks.every(({ differences }) => differences.length === 0);
 * ```
 */
export function compare(generation: GenerateResult): CompareResult {
  return compareFor(composeTarget, generation);
}

/** {@link compare} for any engine. */
export function compareFor(target: Target, generation: GenerateResult): CompareResult {
  const { out, stacks, diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], diagnostics };
  const compared = compareFolders(out, foldersOf(generation));
  const differences = new Map(compared.folders.map((folder) => [resolve(out, folder.name), folder.differences]));
  return {
    stacks: stacks.map(({ name, folder }) => ({ name, folder, differences: differences.get(folder) ?? [] })),
    diagnostics: [...diagnostics, ...vanishedIn(target, generation), ...compared.diagnostics],
  };
}

/** Parts of the output on disk that the engine keeps, and the new one has no name for. */
function vanishedIn(target: Target, { out, stacks, folders }: GenerateResult): readonly Diagnostic[] {
  let others: readonly string[] | undefined;
  return stacks.flatMap(({ assembly, files, folder }) => {
    const read = (from: string, path: string): string | undefined => readPrevious(out, from, path);
    const found = target.vanished?.(assembly, files, {
      read: (path) => read(relative(out, folder), path),
      abandoned: (path) => {
        others ??= otherFolders(out, folders);
        return others.flatMap((name) => read(name, path) ?? []);
      },
    });
    return found ?? [];
  });
}

function foldersOf({ out, stacks }: GenerateResult): readonly OutputFolder[] {
  return stacks.map(({ folder, files }) => ({ name: relative(out, folder), files }));
}

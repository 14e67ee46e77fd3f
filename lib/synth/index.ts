/**
 * The way through: tree → assembly → rules → target → output.
 *
 * @module
 */
import { relative, resolve } from 'node:path';
import { type Assembled, assemble, type StackCommands, type Target } from '../assembly';
import { type App, type Diagnostic, hasErrors } from '../core';
import { compare as compareFolders, MANIFEST, type OutputFolder, write as writeFolders } from '../output';
import { applyRules } from '../rules';
import { composeTarget } from '../targets/compose';
import type { CompareResult, GeneratedStack, GenerateOptions, GenerateResult, WriteResult } from './model';

export type { FileDifference } from '../output';
export type {
  ComparedStack,
  CompareResult,
  GeneratedStack,
  GenerateOptions,
  GenerateResult,
  WriteResult,
  WrittenStack,
} from './model';

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
  return { out, stacks, diagnostics };
}

/** All that is wrong: with the tree, for the target, and by the rules. */
function judge({ assemblies, diagnostics }: Assembled, target: Target): readonly Diagnostic[] {
  const known = [...diagnostics, ...assemblies.flatMap((assembly) => target.check?.(assembly) ?? [])];
  return [...known, ...assemblies.flatMap((assembly) => applyRules(assembly, known, assemblies))];
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

const NO_COMMANDS: StackCommands = { before: [], start: [], stop: [], onDemand: new Map() };

/**
 * Writes what was generated: all of it or, if anything is wrong, nothing.
 *
 * @example
 * ```ts
 * const { diagnostics } = write(generate(app, { out: 'deploy' }));
 * ```
 */
export function write(generation: GenerateResult): WriteResult {
  const { out, stacks } = generation;
  const { diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], createdSecrets: [], diagnostics };
  const result = writeFolders({
    out,
    folders: foldersOf(generation),
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
  const { out, stacks, diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], diagnostics };
  const compared = compareFolders(out, foldersOf(generation));
  const differences = new Map(compared.folders.map((folder) => [resolve(out, folder.name), folder.differences]));
  return {
    stacks: stacks.map(({ name, folder }) => ({ name, folder, differences: differences.get(folder) ?? [] })),
    diagnostics: [...diagnostics, ...compared.diagnostics],
  };
}

function foldersOf({ out, stacks }: GenerateResult): readonly OutputFolder[] {
  return stacks.map(({ folder, files }) => ({ name: relative(out, folder), files }));
}

/**
 * The report of a run, for people and for programs.
 *
 * @module
 */
import { basename } from 'node:path';
import type { CommandLine } from '../../../assembly';
import type { Diagnostic } from '../../../core';
import { shellWord } from '../../../languages/shell';
import type { GeneratedStack, GenerateResult, WriteResult, WrittenStack } from '../../../synth';
import { commandLine } from '../../shared/command-line';
import { documentOf, place } from '../../shared/document';

/** The result of a run. */
export interface Result {
  readonly diagnostics: readonly Diagnostic[];
  /** Missing where there were errors. */
  readonly done?: { readonly generation: GenerateResult; readonly written: WriteResult };
  /** Options of the command line that `synth secrets` needs, too. */
  readonly options?: readonly string[];
}

/** One line for each stack, then how to start them. */
export function describe({ done, options = [] }: Result, cwd: string): string {
  if (!done || done.written.stacks.length === 0) return '';
  const { generation, written } = done;
  const rows = written.stacks.map((stack) => [basename(stack.folder), place(stack.folder, cwd), changes(stack)]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const secrets = written.createdSecrets.map((file) => `${place(file, cwd)}  created; it holds a secret, keep it`);
  const commands = written.stacks.flatMap((stack) => {
    const { before, start, onDemand, recreate } = commandLines(generation, stack, cwd);
    const secretsAreMissing = missingOf(generation, written, stack).length > 0;
    return [
      ...(secretsAreMissing
        ? [`  ${secretsLine(stack, options)}   # where it will run: its secrets are not here`]
        : []),
      ...before.map(
        (line, index) => `  ${line}${index === before.length - 1 ? '   # before each new version starts' : ''}`,
      ),
      `  ${start ?? `${place(stack.folder, cwd)} is a part: include it in a whole project`}`,
      ...onDemand.map((line) => `  ${line}   # when you want it`),
      ...[...recreate].map(([variable, line]) => `  ${line}   # after a change of ${variable}`),
    ];
  });
  return [...lines, ...secrets, '', 'Next:', ...commands, ''].join('\n');
}

/** The document of `--json`; paths are relative to the working directory. */
export function document({ diagnostics, done }: Result, cwd: string): string {
  const stacks = (done?.written.stacks ?? []).map((stack) => {
    const { before, start, onDemand, recreate } = commandLines(done?.generation, stack, cwd);
    return {
      name: stack.name,
      folder: place(stack.folder, cwd),
      builds: generated(done?.generation, stack)?.builds === true,
      files: filesOf(stack, done?.generation),
      removed: stack.removed,
      missingSecrets: missingOf(done?.generation, done?.written, stack).map((file) => place(file, cwd)),
      before,
      next: start,
      onDemand,
      recreate: Object.fromEntries(recreate),
    };
  });
  const createdSecrets = (done?.written.createdSecrets ?? []).map((file) => place(file, cwd));
  return documentOf({ stacks, createdSecrets }, diagnostics, cwd);
}

/** The generated secrets of a stack that this machine does not have. */
function missingOf(
  generation: GenerateResult | undefined,
  written: WriteResult | undefined,
  stack: WrittenStack,
): readonly string[] {
  const own = new Set(generated(generation, stack)?.assembly.secrets.map(({ file }) => file));
  return (written?.missingSecrets ?? []).filter((file) => own.has(file));
}

function secretsLine({ folder }: WrittenStack, options: readonly string[]): string {
  return ['npx', 'synth', 'secrets', basename(folder), ...options].map(shellWord).join(' ');
}

function filesOf(stack: WrittenStack, generation: GenerateResult | undefined): object[] {
  const files = generated(generation, stack)?.files;
  const written = new Set(stack.written);
  return [...stack.written, ...stack.unchanged].sort().map((path) => ({
    path,
    change: written.has(path) ? 'written' : 'unchanged',
    ...(files?.has(path) && { construct: files.get(path)?.construct }),
  }));
}

function changes({ written, unchanged, removed }: WrittenStack): string {
  const total = written.length + unchanged.length;
  const files = `${total} ${total === 1 ? 'file' : 'files'}`;
  if (written.length === 0 && removed.length === 0) return `${files}, unchanged`;
  const parts = [
    ...(written.length > 0 ? [`${written.length} written`] : []),
    ...(unchanged.length > 0 ? [`${unchanged.length} unchanged`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  return `${files}: ${parts.join(', ')}`;
}

/** The generated files of a written stack. */
function generated(generation: GenerateResult | undefined, { folder }: WrittenStack): GeneratedStack | undefined {
  return generation?.stacks.find((stack) => stack.folder === folder);
}

/** How to start a stack, if it is one to start, and how to run its tasks. */
function commandLines(generation: GenerateResult | undefined, stack: WrittenStack, cwd: string): NextLines {
  const commands = generated(generation, stack)?.commands;
  const lines = (runs: readonly CommandLine[]): readonly string[] =>
    runs.flatMap((run) => commandLine([run], cwd) ?? []);
  const before = lines(commands?.before ?? []);
  const onDemand = [...(commands?.onDemand.values() ?? [])].flatMap((run) => commandLine(run, cwd) ?? []);
  return {
    before,
    start: commandLine(commands?.start ?? [], cwd),
    // servers of one profile start together
    recreate: new Map(
      [...(commands?.recreate ?? [])].map(([variable, runs]) => [variable, commandLine(runs, cwd) ?? '']),
    ),
    onDemand: [...new Set(onDemand)].filter((line) => !before.includes(line)),
  };
}

/** The next commands of a person, in order. */
interface NextLines {
  readonly before: readonly string[];
  readonly start: string | undefined;
  readonly onDemand: readonly string[];
  /** By the variable after whose change they are needed. */
  readonly recreate: ReadonlyMap<string, string>;
}

/**
 * The list of commands, for people and for programs.
 *
 * @module
 */
import { basename } from 'node:path';
import type { Diagnostic } from '../../../core';
import { shellWord } from '../../../languages/shell';
import { commandLine } from '../../shared/command-line';
import { documentOf, place } from '../../shared/document';
import type { StackTask } from './list';

/** A stack, and the commands that a person may run. */
export interface ListedStack {
  /** Name of the Compose project. */
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  readonly tasks: readonly StackTask[];
}

/** Each command in a line of its own, so that it can be copied, below its name and purpose. */
export function describe(stacks: readonly ListedStack[], cwd: string): string {
  return stacks.map((stack) => describeStack(stack, cwd)).join('\n');
}

function describeStack({ folder, tasks }: ListedStack, cwd: string): string {
  const width = Math.max(0, ...tasks.map(({ name }) => name.length));
  const lines = tasks.flatMap(({ name, purpose, runs, commands }) => [
    `  ${name.padEnd(width)}  ${purpose}${runs ? `  [${runs.map(shellWord).join(' ')}]` : ''}`,
    `  ${' '.repeat(width)}  ${commandLine(commands, cwd) ?? ''}`,
  ]);
  const part = tasks.length === 0 ? ['  is a part: include it in a whole project'] : [];
  return [`${basename(folder)}  ${place(folder, cwd)}`, ...lines, ...part, ''].join('\n');
}

/** The document of `--json`; paths are relative to the working directory. */
export function document(
  { stacks, diagnostics }: { readonly stacks?: readonly ListedStack[]; readonly diagnostics: readonly Diagnostic[] },
  cwd: string,
): string {
  const done = {
    stacks: (stacks ?? []).map(({ name, folder, tasks }) => ({
      name,
      folder: place(folder, cwd),
      tasks: tasks.map(({ commands, ...task }) => ({ ...task, command: commandLine(commands, cwd) })),
    })),
  };
  return documentOf(done, diagnostics, cwd);
}

/**
 * What a run did, for people and for programs.
 *
 * @module
 */
import { basename, relative } from 'node:path';
import type { Diagnostic, Related } from '../core';
import type { Generation, Written, WrittenStack } from '../synth';
import { shellWord } from './shell-word';

/** What a run ended with. */
export interface Result {
  readonly diagnostics: readonly Diagnostic[];
  /** Missing where there were errors. */
  readonly done?: { readonly generation: Generation; readonly written: Written };
}

/** One line for each stack, then how to start them. */
export function describe({ done }: Result, cwd: string): string {
  if (!done || done.written.stacks.length === 0) return '';
  const { generation, written } = done;
  const rows = written.stacks.map((stack) => [basename(stack.folder), place(stack.folder, cwd), changes(stack)]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const secrets = written.createdSecrets.map((file) => `${place(file, cwd)}  created; it holds a secret, keep it`);
  const commands = written.stacks.flatMap((stack) => [
    `  ${startCommand(stack, builds(generation, stack), cwd)}`,
    ...tasks(generation, stack).map((task) => `  ${runCommand(stack, task, cwd)}   # when you want it`),
  ]);
  return [...lines, ...secrets, '', 'Next:', ...commands, ''].join('\n');
}

/** The document of `--json`; paths are relative to the working directory. */
export function document({ diagnostics, done }: Result, cwd: string): string {
  const stacks = (done?.written.stacks ?? []).map((stack) => ({
    name: stack.name,
    folder: place(stack.folder, cwd),
    builds: done !== undefined && builds(done.generation, stack),
    files: filesOf(stack, done?.generation),
    removed: stack.removed,
    next: startCommand(stack, done !== undefined && builds(done.generation, stack), cwd),
    onDemand: tasks(done?.generation, stack).map((task) => runCommand(stack, task, cwd)),
  }));
  const createdSecrets = (done?.written.createdSecrets ?? []).map((file) => place(file, cwd));
  const related = (other: Related) => ({ ...other, ...located(other, cwd) });
  return `${JSON.stringify(
    {
      stacks,
      createdSecrets,
      diagnostics: diagnostics.map((diagnostic) => ({
        ...diagnostic,
        ...located(diagnostic, cwd),
        ...(diagnostic.related && { related: diagnostic.related.map(related) }),
      })),
    },
    null,
    2,
  )}\n`;
}

function filesOf(stack: WrittenStack, generation: Generation | undefined): object[] {
  const files = generation?.stacks.find(({ folder }) => folder === stack.folder)?.files;
  const written = new Set(stack.written);
  return [...stack.written, ...stack.unchanged].sort().map((path) => ({
    path,
    change: written.has(path) ? 'written' : 'unchanged',
    ...(files?.has(path) && { construct: files.get(path)?.construct }),
  }));
}

function located({ location }: Related | Diagnostic, cwd: string): object {
  return location ? { location: { ...location, file: place(location.file, cwd) } } : {};
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

function builds(generation: Generation, { folder }: WrittenStack): boolean {
  return generation.stacks.find((stack) => stack.folder === folder)?.builds === true;
}

function tasks(generation: Generation | undefined, { folder }: WrittenStack): readonly string[] {
  return generation?.stacks.find((stack) => stack.folder === folder)?.onDemand ?? [];
}

/** https://docs.docker.com/reference/cli/docker/compose/run/ */
function runCommand({ folder }: WrittenStack, service: string, cwd: string): string {
  return `docker compose -f ${shellWord(`${place(folder, cwd)}/compose.yaml`)} run --rm ${service}`;
}

/** https://docs.docker.com/reference/cli/docker/compose/up/ */
function startCommand({ folder }: WrittenStack, build: boolean, cwd: string): string {
  const file = shellWord(`${place(folder, cwd)}/compose.yaml`);
  return `docker compose -f ${file} up${build ? ' --build' : ''} --wait`;
}

/** A path from the working directory, with forward slashes. */
function place(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').replaceAll('\\', '/');
}

/**
 * Compose files → `stack.ts`.
 *
 * @module
 */
import { relative } from 'node:path';
import { type Diagnostic, hasErrors, type SourceLocation } from '../core';
import { arranged } from './arrange';
import { brokenIn } from './broken';
import { changesIn } from './changes';
import { discreet } from './discreet';
import { type Environments, readEnvironments } from './environments';
import { FileCache, insideOf, type Loaded } from './load';
import { eachOnce, stillTrue } from './once';
import { recognizeIn, unrecognized } from './recognition';
import type { Imported, ImportRequest } from './request';
import { type BrokenRule, writeStack } from './write';

/** Compose files as they were read, before the program is written. */
export interface ReadImport {
  readonly request: ImportRequest;
  /** Name of the Compose project. */
  readonly name: string;
  readonly found: Environments;
  /** Of all environments, in the order that a person works through. */
  readonly diagnostics: readonly Diagnostic[];
  /** All files that were read, absolute. */
  readonly files: readonly string[];
  /** A line of one of them, as it was then; none of a file outside of the project. */
  lineAt(location: SourceLocation): string | undefined;
}

/**
 * Reads Compose files and writes the program that makes the same project.
 *
 * @example
 * ```ts
 * const { source } = importProject({ files: ['compose.yaml'], cwd: '/srv/shop', folder: '/srv/shop' });
 * ```
 */
export function importProject(request: ImportRequest): Imported {
  return writeImport(readImport(request));
}

/** Reads Compose files, and checks what they come to. */
export function readImport(request: ImportRequest): ReadImport {
  const disk = new FileCache(request.stdin);
  const found = readEnvironments({ ...request, disk });
  const reads = found.environments.map(({ read }) => read);
  const [first = found.base] = reads;
  const files = [...new Set(reads.flatMap(({ loaded }) => loaded.read))];
  const diagnostics = arranged([...found.diagnostics, ...reads.flatMap((one) => one.diagnostics)], files);
  const isInside = insideOf(request, [request.folder]);
  return {
    request,
    name: first.loaded.name.value,
    found,
    diagnostics: diagnostics.map((diagnostic) => discreet(diagnostic, isInside)),
    files,
    lineAt: (location) => (isInside(location.file) ? disk.lineAt(location) : undefined),
  };
}

/**
 * Writes the program for files that were read; there is none where there are errors.
 *
 * @param broken the rules that each environment breaks, so that the program accepts them. Only who knows the rules can
 * tell: it looks at the project between reading and writing @default none
 */
export function writeImport(source: ReadImport, broken: readonly (readonly BrokenRule[])[] = []): Imported {
  const { request, name, found, diagnostics, files, lineAt } = source;
  const { base, environments } = found;
  const reads = environments.map(({ read }) => read);
  const [first = base] = reads;
  const none = { notCarried: [], notRecognized: [], remarks: [], secretFiles: [], environments: [] };
  const result = { ...none, name, project: first.project, read: files, diagnostics: eachOnce(diagnostics), lineAt };
  if (hasErrors(diagnostics)) return result;

  const { everywhere, somewhere } = brokenIn(
    reads.map(({ project }, index) => ({ project, broken: broken[index] ?? [] })),
  );
  const { shared, changes } = changesIn(found);
  const { folder } = request;
  const envFiles = envFilesOf(base.loaded, folder);
  const asWritten = {
    name,
    ...shared,
    missing: [...new Set(reads.flatMap((read) => read.missing))],
    envFiles,
    accepted: everywhere,
    environments: environments.map((environment, index) => ({
      ...(changes[index] ?? { name: environment.name }),
      accepted: somewhere[index] ?? [],
      project: environment.read.loaded.name.value,
      envFiles: environment.isAlone ? envFilesOf(environment.read.loaded, folder) : envFiles,
    })),
  };
  const { request: wanted, ...recognized } = request.recognize
    ? recognizeIn(asWritten, request.folder)
    : unrecognized(asWritten);
  const { text, notCarried } = writeStack(wanted);
  const names = environments.map((environment) => environment.name);
  const told = stillTrue(diagnostics, base.project, { ...wanted, remarks: recognized.remarks });
  return { ...result, environments: names, source: text, notCarried, ...recognized, diagnostics: eachOnce(told) };
}

/** The env files that say something, as paths of the stack file. */
function envFilesOf({ env, envFiles }: Loaded, folder: string): readonly string[] {
  return env.size === 0 ? [] : envFiles.map((file) => relative(folder, file).replaceAll('\\', '/'));
}

/**
 * Compose files → `stack.ts`.
 *
 * @module
 */
import { relative } from 'node:path';
import { hasErrors, type Location } from '../core';
import { arranged } from './arrange';
import { brokenIn } from './broken';
import { type Environments, readEnvironments } from './environments';
import { Disk, type Loaded } from './load';
import { environmentOf } from './overlay';
import { recognizeIn, unrecognized } from './recognition';
import type { Imported, ImportRequest } from './request';
import { type WriteEnvironment, writeStack } from './write';

/**
 * Reads Compose files and writes the program that makes the same project.
 *
 * @example
 * ```ts
 * const { source } = importProject({ files: ['compose.yaml'], cwd: '/srv/shop', folder: '/srv/shop' });
 * ```
 */
export function importProject(request: ImportRequest): Imported {
  const disk = new Disk(request.stdin);
  const found = readEnvironments({ ...request, disk });
  const { base, environments } = found;
  const reads = environments.map(({ read }) => read);
  const [first = base] = reads;
  const name = first.loaded.name.value;
  const read = [...new Set(reads.flatMap(({ loaded }) => loaded.read))];
  const diagnostics = arranged(
    reads.flatMap((one) => one.diagnostics),
    read,
  );
  const result = {
    name,
    project: first.project,
    read,
    diagnostics,
    lineAt: (location: Location) => disk.lineAt(location),
    environments: environments.map((environment) => environment.name),
    notRecognized: [],
    remarks: [],
    secretFiles: [],
  };
  if (hasErrors(diagnostics)) return { ...result, notCarried: [], environments: [] };

  const { everywhere, somewhere } = brokenIn(
    environments.map(({ read: { project } }) => ({
      project,
      broken: request.broken?.(project, name, request.folder) ?? [],
    })),
  );
  const asWritten = {
    name,
    project: base.project,
    notes: base.loaded.notes,
    isFragment: reads.some((read) => read.isFragment),
    envFiles: envFilesOf(base.loaded, request.folder),
    accepted: everywhere,
    environments: changesIn(found).map((change, index) => ({ ...change, accepted: somewhere[index] ?? [] })),
  };
  const { request: wanted, ...recognized } = request.recognize
    ? recognizeIn(asWritten, request.folder)
    : unrecognized(asWritten);
  const { text: source, notCarried } = writeStack(wanted);
  return { ...result, source, notCarried, ...recognized };
}

/** The env files that say something, as paths of the stack file. */
function envFilesOf({ env, envFiles }: Loaded, folder: string): readonly string[] {
  return env.size === 0 ? [] : envFiles.map((file) => relative(folder, file).replaceAll('\\', '/'));
}

function changesIn({ base, environments }: Environments): readonly WriteEnvironment[] {
  const shared = { project: base.project, notes: base.loaded.notes };
  return environments.map(({ name, read }) => {
    if (read === base) return { name };
    const whole = { project: read.project, notes: read.loaded.notes };
    return environmentOf({ name, base: shared, whole, files: read.files.slice(base.loaded.files.length) });
  });
}

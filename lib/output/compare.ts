/**
 * Compares what is wanted with what is on disk, and writes nothing.
 *
 * @module
 */
import { resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../core';
import { type Disk, nodeDisk } from './disk';
import * as errors from './errors';
import type { OutputFolder } from './model';
import { checkPaths, MANIFEST } from './paths';
import { type Plan, planFolder } from './plan';
import { isSystemError } from './stopped';

/** A file that a write would change. */
export interface FileDifference {
  /** Path in its folder. */
  readonly path: string;
  /** Whether it would be added, changed or removed. */
  readonly change: 'add' | 'change' | 'remove';
  /** The text on disk. @default nothing is */
  readonly current?: string;
  /** The text that a write would put there. @default nothing would be */
  readonly wanted?: string;
  /** Path of the construct that it comes from. @default nobody knows any more */
  readonly construct?: string;
}

/** The files of one folder that a write would change. */
export interface FolderDifference {
  readonly name: string;
  readonly differences: readonly FileDifference[];
}

/** The changes of a write, and its obstacles. */
export interface OutputComparison {
  readonly folders: readonly FolderDifference[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Tells what {@link write} would do with these folders, secrets left aside.
 *
 * @param out absolute path of `synth.out`
 */
export function compare(out: string, folders: readonly OutputFolder[], disk: Disk = nodeDisk): OutputComparison {
  const wrong = checkPaths(out, folders);
  if (hasErrors(wrong)) return { folders: [], diagnostics: wrong };
  const root = resolve(out);
  const diagnostics: Diagnostic[] = [];
  const compared = folders.map((folder) => {
    try {
      const plan = planFolder(disk, root, folder);
      // a warning says what is done, and now nothing is
      diagnostics.push(...plan.diagnostics.filter(({ severity }) => severity === 'error'));
      return { name: folder.name, differences: differencesIn(plan, folder, root, disk) };
    } catch (error) {
      diagnostics.push(errors.refused(error, (isSystemError(error) ? error.path : undefined) ?? root));
      return { name: folder.name, differences: [] };
    }
  });
  return { folders: compared, diagnostics };
}

function differencesIn(plan: Plan, { name, files }: OutputFolder, root: string, disk: Disk): readonly FileDifference[] {
  const differences = plan.operations.flatMap((operation): FileDifference[] => {
    const path = operation.path.slice(name.length + 1);
    const current = (): string => disk.read(`${root}/${operation.path}`).toString('utf8');
    const construct = files.get(path)?.construct;
    const from = construct === undefined ? {} : { construct };
    if (operation.do === 'remove') return [{ path, change: 'remove', current: current(), ...from }];
    if (operation.do !== 'put') return [];
    const wanted = Buffer.from(plan.contents.get(operation.path) ?? '').toString('utf8');
    return operation.replaces
      ? [{ path, change: 'change', current: current(), wanted, ...from }]
      : [{ path, change: 'add', wanted, ...from }];
  });
  // the manifest follows the other files: by itself it counts where it is all that differs
  const others = differences.filter(({ path }) => path !== MANIFEST);
  return others.length > 0 ? others : differences;
}

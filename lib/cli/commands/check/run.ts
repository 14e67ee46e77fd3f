/**
 * Compares the files of every stack with those on disk, and reports what differs.
 *
 * @module
 */
import { join } from 'node:path';
import { type App, type Diagnostic, hasErrors, lineReader } from '../../../core';
import type { CompareResult, GenerateOptions } from '../../../synth';
import { generateOptions } from '../../shared/generate-options';
import type { Given } from '../../shared/option';
import { shortest } from '../../shared/shortest';
import { type Library, type Progress, useStackFile } from '../../shared/stack-file';
import { tellDiagnostics } from '../../shared/tell';
import { printOut } from '../../shared/terminal';
import { outputOutdated } from './errors';
import { masked } from './masked';
import type { OPTIONS } from './options';
import { type ComparedFiles, describe, document } from './report';
import { unified } from './unified';

/** @returns the exit status: 0, 1 where the output is not current, or 2 where nothing was compared */
export function run(given: Given<typeof OPTIONS>, cwd: string): Promise<number> {
  const { app, instance, quiet, json, annotations } = given;
  const options = generateOptions(given, cwd);
  const lineAt = lineReader();
  const use = (tree: App, library: Library, progress: Progress): Result =>
    compared(tree, library, progress, options, cwd);
  const tell = (result: Result): void => {
    if (json) printOut(document(result, cwd));
    else if (!quiet) printOut(describe(result.stacks ?? [], cwd));
    tellDiagnostics(result.diagnostics, {
      cwd,
      annotations,
      lineAt: (location) => {
        const line = lineAt(location);
        return line === undefined ? undefined : masked(line);
      },
    });
  };
  return useStackFile({ app, instance, quiet, json, use, tell, statusOf }, cwd);
}

/** The result of a comparison; without stacks where there were errors. */
interface Result {
  readonly diagnostics: readonly Diagnostic[];
  readonly stacks?: readonly ComparedFiles[];
}

function statusOf({ stacks }: Result): number {
  if (stacks === undefined) return 2;
  return stacks.every(({ files }) => files.length === 0) ? 0 : 1;
}

function compared(app: App, library: Library, progress: Progress, options: GenerateOptions, cwd: string): Result {
  progress.enter('synthesizing');
  const result = library.compare(library.generate(app, options));
  if (hasErrors(result.diagnostics)) return { diagnostics: result.diagnostics };
  const stacks = filesOf(result, cwd);
  const outdated = stacks.flatMap(({ files }) =>
    files.map(({ change, place, absolute, construct, line }) =>
      outputOutdated(change, place, construct, change === 'add' ? undefined : { file: absolute, line, column: 1 }),
    ),
  );
  return { diagnostics: [...result.diagnostics, ...outdated], stacks };
}

function filesOf({ stacks }: CompareResult, cwd: string): readonly ComparedFiles[] {
  return stacks.map(({ name, folder, differences }) => ({
    name,
    folder,
    files: differences.map((difference) => {
      const absolute = join(folder, difference.path);
      const place = shortest(absolute, cwd);
      const { text, line } = unified(difference, place);
      const { path, change, construct } = difference;
      return { path, change, absolute, place, line, text, ...(construct !== undefined && { construct }) };
    }),
  }));
}

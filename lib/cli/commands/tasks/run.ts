/**
 * Lists the commands that a person may run of each stack.
 *
 * @module
 */
import { type App, type Diagnostic, hasErrors } from '../../../core';
import type { GenerateOptions } from '../../../synth';
import { generateOptions } from '../../shared/generate-options';
import type { Given } from '../../shared/option';
import { type Library, type Progress, useStackFile } from '../../shared/stack-file';
import { tellDiagnostics } from '../../shared/tell';
import { printOut } from '../../shared/terminal';
import { tasksOf } from './list';
import type { OPTIONS } from './options';
import { describe, document, type ListedStack } from './report';

/** The stacks with their commands; without stacks where there were errors. */
interface Result {
  readonly diagnostics: readonly Diagnostic[];
  readonly stacks?: readonly ListedStack[];
}

/** @returns the exit status: 0, or 1 where there were errors */
export function run(given: Given<typeof OPTIONS>, cwd: string): Promise<number> {
  const { app, instance, quiet, json, annotations } = given;
  const options = generateOptions(given, cwd);
  const use = (tree: App, library: Library, progress: Progress): Result => listed(tree, library, progress, options);
  const tell = (result: Result): void => {
    tellDiagnostics(result.diagnostics, { cwd, annotations, done: 'printed' });
    if (json) printOut(document(result, cwd));
    else if (!quiet) printOut(describe(result.stacks ?? [], cwd));
  };
  return useStackFile({ app, instance, quiet, json, use, tell, statusOf }, cwd);
}

function statusOf({ stacks }: Result): number {
  return stacks === undefined ? 1 : 0;
}

function listed(app: App, library: Library, progress: Progress, options: GenerateOptions): Result {
  progress.enter('synthesizing');
  const { stacks, diagnostics } = library.generate(app, options);
  if (hasErrors(diagnostics)) return { diagnostics };
  return {
    diagnostics,
    stacks: stacks.map((stack) => ({ name: stack.name, folder: stack.folder, tasks: tasksOf(stack) })),
  };
}

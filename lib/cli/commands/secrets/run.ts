/**
 * Makes the secrets of stacks, or tells which are missing.
 *
 * @module
 */
import { type App, hasErrors } from '../../../core';
import type { GenerateOptions, SecretsResult } from '../../../synth';
import { generateOptions } from '../../shared/generate-options';
import type { Given } from '../../shared/option';
import { type Library, type Progress, useStackFile } from '../../shared/stack-file';
import { tellDiagnostics } from '../../shared/tell';
import { printOut } from '../../shared/terminal';
import type { OPTIONS } from './options';
import { describe, document } from './report';

/** @returns the exit status: 0, 1 where a secret is missing, or 2 where nothing was done */
export function run(given: Given<typeof OPTIONS>, cwd: string): Promise<number> {
  const { app, instance, quiet, json, annotations, check } = given;
  const options = generateOptions(given, cwd);
  const use = (tree: App, library: Library, progress: Progress): Result =>
    provided(tree, library, progress, { ...options, check });
  const tell = (result: Result): void => {
    tellDiagnostics(result.diagnostics, { cwd, annotations, done: 'made' });
    if (json) printOut(document(result, cwd));
    else if (!quiet) printOut(describe(result.stacks ?? [], cwd));
  };
  return useStackFile({ app, instance, quiet, json, use, tell, statusOf: (result) => statusOf(result, check) }, cwd);
}

/** The secrets of the stacks; without stacks where there were errors. */
type Result = Pick<SecretsResult, 'diagnostics'> & Partial<Pick<SecretsResult, 'stacks'>>;

/** A person's own file may come later than the generated ones: only a check insists on it. */
function statusOf({ stacks }: Result, check: boolean): number {
  if (stacks === undefined) return 2;
  const missing = stacks.flatMap(({ secrets }) => secrets.filter(({ state }) => state === 'missing'));
  return missing.some(({ source }) => check || source === 'generated') ? 1 : 0;
}

function provided(
  app: App,
  library: Library,
  progress: Progress,
  { check, ...options }: GenerateOptions & { readonly check: boolean },
): Result {
  progress.enter('synthesizing');
  const generation = library.generate(app, options);
  progress.enter('writing');
  const { stacks, diagnostics } = check ? library.findSecrets(generation) : library.makeSecrets(generation);
  return hasErrors(diagnostics) ? { diagnostics } : { stacks, diagnostics };
}

/**
 * Generates the files of every stack, writes and reports them.
 *
 * @module
 */
import { type App, hasErrors } from '../../../core';
import type { GenerateOptions } from '../../../synth';
import { generateOptions } from '../../shared/generate-options';
import type { Given } from '../../shared/option';
import { type Library, type Progress, useStackFile } from '../../shared/stack-file';
import { tellDiagnostics } from '../../shared/tell';
import { printOut } from '../../shared/terminal';
import type { OPTIONS } from './options';
import { describe, document, type Result } from './report';

export function run(given: Given<typeof OPTIONS>, cwd: string): Promise<number> {
  const { app, instance, out, quiet, json, annotations } = given;
  const options = generateOptions(given, cwd);
  // only development has copies, and its secrets are made here
  const same = [...(app === undefined ? [] : ['--app', app]), ...(out === undefined ? [] : ['--out', out])];
  const use = (tree: App, library: Library, progress: Progress): Result => ({
    ...synthesize(tree, library, progress, options),
    options: same,
  });
  const tell = (result: Result): void => {
    tellDiagnostics(result.diagnostics, { cwd, annotations });
    if (json) printOut(document(result, cwd));
    else if (!quiet) printOut(describe(result, cwd));
  };
  return useStackFile({ app, instance, quiet, json, use, tell }, cwd);
}

/** From the tree to the disk. */
function synthesize(app: App, library: Library, progress: Progress, options: GenerateOptions): Result {
  progress.enter('synthesizing');
  const generation = library.generate(app, options);
  if (hasErrors(generation.diagnostics)) return { diagnostics: generation.diagnostics };
  progress.enter('writing');
  const written = library.write(generation);
  const { diagnostics } = written;
  return hasErrors(diagnostics) ? { diagnostics } : { diagnostics, done: { generation, written } };
}

/**
 * Finds the stack file, loads it with its library, runs it, and hands its tree to a command.
 *
 * @module
 */
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { type App, type Diagnostic, hasErrors, locate } from '../../../core';
import { CodeCache, openCache, TypeScriptLoader } from '../../loader';
import { errorIsTerminal } from '../terminal';
import * as errors from './errors';
import { diagnoseThrown } from './escaped';
import { findStackFile } from './find';
import { type Library, libraryFor, loadLibrary } from './library';
import { Progress } from './progress';
import { type Outcome, runStackFile } from './run';

/** The result of a run. */
interface Result {
  readonly diagnostics: readonly Diagnostic[];
}

/** A command's work on a stack file. */
export interface StackFileTask<R extends Result> {
  /** File or folder, as it was written. @default the working directory */
  readonly app: string | undefined;
  /** The copy of development stacks. @default the only one */
  readonly instance?: string | undefined;
  /** Whether to say nothing about a slow run. */
  readonly quiet: boolean;
  /** Whether stdout is for one document only. */
  readonly json: boolean;
  /** Goes on from the tree; code of the user's that it calls may throw. */
  readonly use: (app: App, library: Library, progress: Progress) => R;
  /** Prints what came of it: errors alone, where the stack file failed. */
  readonly tell: (result: R | Result) => void;
  /** The exit status. @default 0, or 1 where there are errors */
  readonly statusOf?: (result: R | Result) => number;
}

/** @returns the exit status */
export async function useStackFile<R extends Result>(task: StackFileTask<R>, cwd: string): Promise<number> {
  const { statusOf = ({ diagnostics }) => (hasErrors(diagnostics) ? 1 : 0) } = task;
  optimizeLater();
  // Only the document goes to stdout: what the stack file prints goes where people read.
  if (task.json) Object.defineProperty(process, 'stdout', { get: () => process.stderr });

  const file = findStackFile(task.app, cwd);
  if (typeof file !== 'string') {
    task.tell({ diagnostics: [file] });
    return statusOf({ diagnostics: [file] });
  }

  const progress = new Progress(task.quiet);
  const end = guardExit((why) => {
    progress.stop();
    task.tell({ diagnostics: [why] });
    return statusOf({ diagnostics: [why] });
  });
  const libraryFile = libraryFor(file);
  const cache = openCache(dirname(file));
  const compiled = new CodeCache(cache('library'), dirname(libraryFile));
  const talk = !task.quiet && errorIsTerminal() ? once(() => progress.startTalking()) : () => {};
  const loader = new TypeScriptLoader(cache(file), talk);
  compiled.install();
  loader.install();
  // Code that is as it was and was quick the last time gets no thread to talk about it.
  if (loader.wasSlow) talk();

  progress.enter('loading');
  const transformed = loader.prepare(realpathSync(file));
  const library = tryToLoad(libraryFile);
  await transformed;
  if ('diagnostics' in library) {
    task.tell(library);
    return end(statusOf(library));
  }
  const outcome = await runStackFile(file, task.instance, progress);
  const result = through(outcome, library, progress, task);
  progress.stop();
  task.tell(result);
  loader.save(progress.slow);
  compiled.save(hasErrors(result.diagnostics) ? undefined : file);
  return end(statusOf(result));
}

/**
 * Only the command ends the process. If the user's code ends it, the run has stopped half-way, whatever the status.
 *
 * @param stopped tells why, and gives the status of that
 * @returns tells the status that the process is to end with; nothing changes it any more
 */
function guardExit(stopped: (why: Diagnostic) => number): (status: number) => number {
  let decided: number | undefined;
  process.once('exit', (code) => {
    process.exitCode = decided ?? stopped(errors.stackExited(code));
  });
  return (status) => {
    decided = status;
    // after the listeners of the stack file, which may have set another one
    process.once('exit', () => {
      process.exitCode = status;
    });
    return status;
  };
}

/**
 * A run usually ends before optimized code pays off, and optimizing takes 4 MiB. So V8 waits fifteen times as long
 * before it optimizes a function. Only the V8 of Node 20 has this flag.
 */
function optimizeLater(): void {
  if (!process.versions.v8.startsWith('11.')) return;
  // the module itself; other versions of Node do not load it
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  setFlagsFromString('--interrupt-budget=1000000');
}

function tryToLoad(libraryFile: string): Library | Result {
  try {
    return loadLibrary(libraryFile);
  } catch (thrown) {
    const reason = thrown instanceof Error ? (thrown.message.split('\n', 1)[0] ?? '') : String(thrown);
    return { diagnostics: [errors.libraryMissing(reason)] };
  }
}

/** From the tree to what the command makes of it, by the library that the stack file imported. */
function through<R extends Result>(
  outcome: Outcome,
  library: Library,
  progress: Progress,
  { use }: StackFileTask<R>,
): R | Result {
  if (outcome.kind === 'failed') return outcome;
  try {
    return use(outcome.app, library, progress);
  } catch (thrown) {
    return { diagnostics: failure(thrown) };
  }
}

/** Code of the user's that synth calls may throw; anything else that does is our own fault. */
function failure(thrown: unknown): readonly Diagnostic[] {
  if (thrown instanceof Error && !locate(thrown)) return [errors.crashed(thrown.stack ?? thrown.message)];
  return diagnoseThrown(thrown);
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}

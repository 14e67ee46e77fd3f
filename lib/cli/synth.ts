/**
 * The command itself: find, load, run, generate, write, report.
 *
 * @module
 */
import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Diagnostic, hasErrors, locate } from '../core';
import type { SynthRequest } from './arguments';
import { paintFor } from './colours';
import * as errors from './errors';
import { diagnoseThrown } from './escaped';
import { findStackFile } from './find';
import { type Library, libraryFor, loadLibrary } from './library';
import { CodeCache, openCache, TypeScriptLoader } from './loader';
import { printDiagnostics } from './printer';
import { Progress } from './progress';
import { describe, document, type Result } from './report';
import { type Outcome, runStackFile } from './run';
import { errorIsTerminal, printError, printOut } from './terminal';

/** Does what the command line asks for; the value is the exit status. */
export async function synth(request: SynthRequest, cwd: string, exit: (status: number) => never): Promise<never> {
  optimizeLater();
  // Only the document goes to stdout: what the stack file prints goes where people read.
  if (request.json) Object.defineProperty(process, 'stdout', { get: () => process.stderr });

  const file = findStackFile(request.app, cwd);
  if (typeof file !== 'string') {
    tell(request, { diagnostics: [file] }, cwd);
    return exit(1);
  }

  const progress = new Progress(request.quiet);
  const end = guardExit((why) => {
    progress.stop();
    tell(request, { diagnostics: [why] }, cwd);
  }, exit);
  const libraryFile = libraryFor(file);
  const cache = openCache(dirname(file));
  const compiled = new CodeCache(cache('library'), dirname(libraryFile));
  const talk = !request.quiet && errorIsTerminal() ? once(() => progress.startTalking()) : () => {};
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
    tell(request, library, cwd);
    return end(1);
  }
  const outcome = await runStackFile(file, progress);
  const result = through(outcome, library, progress, request.out === undefined ? undefined : resolve(cwd, request.out));
  progress.stop();
  tell(request, result, cwd);
  loader.save(progress.slow);
  compiled.save(result.done !== undefined);
  return end(hasErrors(result.diagnostics) ? 1 : 0);
}

/** Only synth ends the process: code of the user's that does has stopped a run half-way, whatever status it gave. */
function guardExit(stopped: (why: Diagnostic) => void, exit: (status: number) => never): (status: number) => never {
  let done = false;
  process.once('exit', (code) => {
    if (done) return;
    stopped(errors.stackExited(code));
    process.exitCode = 1;
  });
  return (status) => {
    done = true;
    return exit(status);
  };
}

/**
 * A run is usually over before optimized code has paid for its making, which takes 4 MiB: V8 is to wait until a
 * function has done fifteen times the work that it would wait for. Only the V8 of Node 20 has this flag.
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

/** From the tree to the disk, by the library that the stack file imported. */
function through(outcome: Outcome, library: Library, progress: Progress, out: string | undefined): Result {
  if (outcome.kind === 'failed') return { diagnostics: outcome.diagnostics };
  try {
    progress.enter('synthesizing');
    const generation = library.generate(outcome.app, out === undefined ? {} : { out });
    if (hasErrors(generation.diagnostics)) return { diagnostics: generation.diagnostics };
    progress.enter('writing');
    const written = library.write(generation);
    const { diagnostics } = written;
    return hasErrors(diagnostics) ? { diagnostics } : { diagnostics, done: { generation, written } };
  } catch (thrown) {
    return { diagnostics: failure(thrown) };
  }
}

/** Code of the user's that synth calls may throw; anything else that does is our own fault. */
function failure(thrown: unknown): readonly Diagnostic[] {
  if (thrown instanceof Error && !locate(thrown)) return [errors.crashed(thrown.stack ?? thrown.message)];
  return diagnoseThrown(thrown);
}

function tell({ json, quiet }: SynthRequest, result: Result, cwd: string): void {
  if (result.diagnostics.length > 0) {
    const paint = paintFor(process.env, errorIsTerminal);
    printError(printDiagnostics(result.diagnostics, { cwd, paint }));
  }
  if (json) printOut(document(result, cwd));
  else if (!quiet) printOut(describe(result, cwd));
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}

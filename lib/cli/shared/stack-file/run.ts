/**
 * Runs the stack file, once, in this process.
 *
 * A stack file is an ordinary program: synth begins when it has nothing left to do. A stack file that builds its tree
 * synchronously, as most do, costs no waiting. The run awaits one that calls an async function.
 *
 * @module
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { App, Diagnostic } from '../../../core';
import { shared } from '../../../process';
import * as errors from './errors';
import { diagnoseThrown } from './escaped';
import type { Progress } from './progress';

/** How long a stack file that does not come to an end is waited for. */
const LIMIT = 60_000;

/** Enough for an error deep in other packages to name the user's line. */
const FRAMES = 50;

export type Outcome =
  | { readonly kind: 'made'; readonly app: App }
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] };

/** The words of this command for the library, of whichever copy. */
interface Run {
  root: string | undefined;
  apps: App[];
  instance?: string | undefined;
}

export function runStackFile(file: string, instance: string | undefined, progress: Progress): Promise<Outcome> {
  const apps: App[] = [];
  const run = shared<Run>('compose-constructs.run', () => ({ root: undefined, apps }));
  run.root = dirname(file);
  run.apps = apps;
  run.instance = instance;
  Error.stackTraceLimit = FRAMES;
  quietenRequireOfEsModules();

  return new Promise((settle) => {
    const fail = (thrown: unknown): void => settle({ kind: 'failed', diagnostics: diagnoseThrown(thrown) });

    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    progress.enter('running the stack file');
    try {
      createRequire(file)(file);
    } catch (thrown) {
      fail(thrown);
      return;
    }
    progress.enter('waiting for what the stack file started');
    const slow = setInterval(() => progress.tell('waiting for what the stack file started'), 1_000).unref();
    const limit = setTimeout(() => settle({ kind: 'failed', diagnostics: [stillRunning()] }), LIMIT).unref();
    process.once('beforeExit', () => {
      clearInterval(slow);
      clearTimeout(limit);
      settle(judge(file, apps));
    });
  });
}

function judge(file: string, [app, ...others]: readonly App[]): Outcome {
  if (app === undefined) return { kind: 'failed', diagnostics: [errors.noApp(file)] };
  if (others.length > 0) return { kind: 'failed', diagnostics: [errors.severalApps(others.length + 1, undefined)] };
  const { exitCode } = process;
  if (exitCode !== undefined && Number(exitCode) !== 0) {
    return { kind: 'failed', diagnostics: [errors.stackFailed(exitCode)] };
  }
  return { kind: 'made', app };
}

function stillRunning(): Diagnostic {
  return errors.stackNeverEnds([...new Set(process.getActiveResourcesInfo())], LIMIT / 1_000);
}

/** Some releases of Node 22 warn of an experiment at each use; the user of a stack file asked for it. */
function quietenRequireOfEsModules(): void {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (/ES Module .* using require\(\)/.test(String(warning))) return;
    // The overloads differ in what `rest` is; it is passed on as it came.
    (emitWarning as (warning: string | Error, ...rest: unknown[]) => void).call(process, warning, ...rest);
  };
}

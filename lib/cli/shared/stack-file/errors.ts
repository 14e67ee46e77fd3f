/**
 * The catalogue of what can go wrong between the stack file and the tree.
 *
 * @module
 */
import type { Diagnostic, DiagnosticProps, RelatedLocation, SourceLocation } from '../../../core';
import { quoted } from '../../../words';
import { type DiagnosticPlaces, error } from '../errors';

const at = (location: SourceLocation | undefined): DiagnosticPlaces => (location ? { location } : {});

// finding the file

export const appNotFound = (app: string): Diagnostic =>
  error(
    'app-not-found',
    `There is nothing at ${quoted(app)}.`,
    'Give --app the path of a stack file or of a folder that has one.',
  );

export const stackNotFound = (app: string | undefined, nearby: readonly string[]): Diagnostic =>
  error(
    'stack-not-found',
    `There is no stack.ts in ${app === undefined ? 'the working directory' : quoted(app)}.`,
    nearby.length > 0
      ? `Name the one you mean: ${nearby.map((path) => `--app ${path}`).join(' or ')}.`
      : 'Create one there, or name another with --app PATH.',
  );

export const stackNotProgram = (path: string, extensions: readonly string[]): Diagnostic =>
  error(
    'stack-not-program',
    `${quoted(path)} is no program.`,
    `Give --app a file that ends in ${extensions.join(', ')}.`,
  );

export const stackUnreadable = (path: string, reason: string): Diagnostic =>
  error(
    'stack-unreadable',
    `${quoted(path)} cannot be read: ${reason}.`,
    'Make it readable for the user who runs synth.',
  );

// loading it

export const stackSyntax = (message: string, location: SourceLocation): Diagnostic =>
  error('stack-syntax', `This is not valid syntax: ${message}.`, 'Correct the text there.', { location });

export const topLevelAwait = (location: SourceLocation | undefined): Diagnostic =>
  error(
    'top-level-await',
    'A stack file cannot use await outside a function.',
    'Put the asynchronous part into an async function and call it: synth waits until it is done.',
    at(location),
  );

export const moduleNotFound = (name: string, location: SourceLocation | undefined): Diagnostic =>
  error(
    'module-not-found',
    `Cannot find ${quoted(name)}.`,
    /^[./]/.test(name)
      ? 'Correct the path: it is relative to the file that imports it.'
      : `Install it (npm install ${name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/')}). Import an alias of tsconfig.json by a relative path, because synth does not read that file.`,
    at(location),
  );

export const moduleAsync = (location: SourceLocation | undefined): Diagnostic =>
  error(
    'module-async',
    'An imported ES module uses await outside a function, so it cannot be loaded synchronously.',
    'Load it in an async function with import(), or use another module.',
    at(location),
  );

export const moduleEsm = (location: SourceLocation | undefined): Diagnostic =>
  error(
    'module-esm',
    'An imported package is an ES module only, and this Node cannot require those.',
    'Run synth with Node 20.19 or later, without --no-experimental-require-module.',
    at(location),
  );

export const transformerFailed = (reason: string): Diagnostic =>
  error(
    'transformer-failed',
    `esbuild, which reads TypeScript for synth, does not work: ${reason}`,
    'Install the dependencies again on this machine, with optional ones: npm install --include=optional.',
  );

// running it

/** @param unknown the name in it that stands for nothing, if that is the reason */
export const stackThrew = (
  message: string,
  location: SourceLocation | undefined,
  callers: readonly SourceLocation[],
  unknown?: string,
): Diagnostic => {
  const remedy =
    unknown === undefined
      ? 'Correct the code there: synth runs the stack file like any other program.'
      : `Import or declare ${quoted(unknown)} there, or correct the name.`;
  return error('stack-threw', message, remedy, {
    ...at(location),
    ...(callers.length > 0 && {
      related: callers.map((caller): RelatedLocation => ({ message: 'called from', location: caller })),
    }),
  });
};

/** A problem of the tree that stopped the stack file before the tree could keep it. */
export const treeProblem = (
  { id, message, remedy }: DiagnosticProps,
  location: SourceLocation | undefined,
): Diagnostic => error(id, message, remedy, at(location));

export const stackExited = (code: number | undefined): Diagnostic =>
  error(
    'stack-exited',
    `The stack file ended the process (process.exit(${code ?? ''})) before synth was done.`,
    'Remove the call of process.exit.',
  );

export const stackFailed = (code: number | string): Diagnostic =>
  error(
    'stack-failed',
    `The stack file set process.exitCode to ${code}, so it says itself that it failed.`,
    'Remove the cause, or set process.exitCode only where the stack file has failed.',
  );

export const stackNeverEnds = (resources: readonly string[], seconds: number): Diagnostic =>
  error(
    'stack-never-ends',
    `The stack file still has work to do after ${seconds} s${resources.length > 0 ? ` (${resources.join(', ')})` : ''}, so the tree may not be complete.`,
    'Clear timers, and close servers and connections, when they are no longer needed.',
  );

export const noApp = (file: string): Diagnostic =>
  error('no-app', `${quoted(file)} makes no App.`, 'Write: const app = new App(); and create the stacks in it.', {
    location: { file, line: 1, column: 1 },
  });

export const severalApps = (count: number, location: SourceLocation | undefined): Diagnostic =>
  error(
    'several-apps',
    `The stack file makes ${count} Apps; there can be one.`,
    'Create all stacks in one App.',
    at(location),
  );

export const libraryMissing = (reason: string): Diagnostic =>
  error(
    'library-missing',
    `The library cannot be loaded: ${reason}.`,
    'Install it: npm install compose-constructs constructs.',
  );

// after it

export const crashed = (message: string): Diagnostic =>
  error(
    'synth-crashed',
    `synth itself failed: ${message}`,
    'This is a bug of compose-constructs: please report it with this text.',
  );

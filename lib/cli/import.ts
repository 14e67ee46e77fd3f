/**
 * `synth import`: Compose files in, a stack file out. A bundle of its own, so that nobody else waits for it.
 *
 * @module
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../core';
import { type Imported, importProject } from '../import';
import type { ImportRequest } from './arguments';
import { paintFor } from './colours';
import * as errors from './errors';
import { brokenRules } from './import-rules';
import { describeImport, documentImport } from './import-report';
import { isFile, isFolder, mainFileOf } from './loader';
import { printDiagnostics } from './printer';
import { errorIsTerminal, printError, printOut } from './terminal';

/** Does what the command line asks for; the value is the exit status. */
export function importCommand(request: ImportRequest, cwd: string): number {
  const target = targetOf(request, cwd);
  const isPrinted = request.out === '-';
  const taken = !isPrinted && !request.force && isFile(target) ? [errors.stackFileThere(request.out ?? 'stack.ts')] : [];
  const imported = taken.length > 0 ? nothing(taken) : run(request, cwd, target);
  const failure = imported.source === undefined || isPrinted ? undefined : save(target, imported.source);
  const diagnostics = failure ? [...imported.diagnostics, failure] : imported.diagnostics;
  const result = { ...imported, diagnostics };

  if (diagnostics.length > 0) {
    const paint = paintFor(process.env, errorIsTerminal);
    printError(printDiagnostics(diagnostics, { cwd, paint, done: isPrinted ? 'printed' : 'written' }));
  }
  const report = { imported: result, file: isPrinted ? undefined : place(target, cwd), needs: needsOf(target) };
  if (request.json) printOut(documentImport(report, cwd));
  else if (isPrinted && imported.source !== undefined) printOut(imported.source);
  else if (!request.quiet && !hasErrors(diagnostics)) printOut(describeImport(report, cwd));
  return hasErrors(diagnostics) ? 1 : 0;
}

function run(request: ImportRequest, cwd: string, target: string): Imported {
  return importProject({
    files: request.files,
    cwd,
    folder: dirname(target),
    environment: definedIn(process.env),
    recognize: request.recognize,
    modernize: request.modernize,
    broken: brokenRules,
    ...(request.environments.length > 0 && { environments: request.environments }),
    ...(request.envFiles.length > 0 && { envFiles: request.envFiles }),
    ...(request.projectDirectory !== undefined && { projectDirectory: request.projectDirectory }),
    ...(request.name !== undefined && { projectName: request.name }),
  });
}

function nothing(diagnostics: readonly Diagnostic[]): Imported {
  return { name: '', project: {}, notCarried: [], diagnostics, environments: [], read: [] };
}

/** A folder gets a `stack.ts`. */
function targetOf({ out = 'stack.ts' }: ImportRequest, cwd: string): string {
  const path = resolve(cwd, out === '-' ? 'stack.ts' : out);
  return isFolder(path) ? resolve(path, 'stack.ts') : path;
}

/** Whoever reads the old file meanwhile sees it whole. */
function save(target: string, source: string): Diagnostic | undefined {
  const draft = resolve(dirname(target), `.${basename(target)}.${process.pid}`);
  try {
    writeFileSync(draft, source);
    renameSync(draft, target);
    return undefined;
  } catch (error) {
    return errors.stackFileNotWritten(target, error instanceof Error ? error.message : String(error));
  }
}

/** The packages that the stack file imports and that are not there yet. */
function needsOf(target: string): readonly string[] {
  return ['compose-constructs', 'constructs'].filter(
    (name) => !ownName(dirname(target), name) && mainFileOf(name, dirname(target)) === undefined,
  );
}

/** A package may import itself. */
function ownName(folder: string, name: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(resolve(at, 'package.json'), 'utf8'));
      return typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === name;
    } catch {
      if (dirname(at) === at) return false;
    }
  }
}

function definedIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return Object.fromEntries(entries);
}

function place(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').replaceAll('\\', '/');
}

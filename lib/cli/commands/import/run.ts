/**
 * Imports Compose files, and writes and reports the stack file.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../../../core';
import { type Imported, readImport, writeImport } from '../../../import';
import { isFolder, mainFileOf } from '../../loader';
import type { Given } from '../../shared/option';
import { shortest } from '../../shared/shortest';
import { tellDiagnostics } from '../../shared/tell';
import { printOut } from '../../shared/terminal';
import * as errors from './errors';
import { withoutNodeEnvFiles } from './node-env-file';
import type { OPTIONS } from './options';
import { describeImport, documentImport } from './report';
import { brokenRules } from './rules';
import { saveSecrets } from './secrets';
import { isStream, isTaken, saveStackFile } from './target';

type Request = Given<typeof OPTIONS>;

/** @returns the exit status: 0, or 1 where there are errors */
export function run(request: Request, cwd: string): number {
  const target = targetOf(request, cwd);
  const isPrinted = request.out === '-';
  const problem = isPrinted ? undefined : targetProblem(target, request, cwd);
  const imported = problem ? nothing([problem]) : imports(request, cwd, target);
  const saved = imported.source === undefined || isPrinted ? [] : saveAll(target, imported.source, imported, cwd);
  const diagnostics = [...imported.diagnostics, ...saved];
  const result = { ...imported, diagnostics };

  tellDiagnostics(diagnostics, { cwd, lineAt: imported.lineAt, done: isPrinted ? 'printed' : 'written' });
  const report = { imported: result, file: isPrinted ? undefined : shortest(target, cwd), needs: needsOf(target) };
  if (request.json) printOut(documentImport(report, cwd));
  else if (isPrinted && imported.source !== undefined) printOut(imported.source);
  else if (!request.quiet && !hasErrors(diagnostics)) printOut(describeImport(report, cwd));
  return hasErrors(diagnostics) ? 1 : 0;
}

function imports(request: Request, cwd: string, target: string): Imported {
  const source = readImport({
    files: request.positionals,
    cwd,
    folder: dirname(target),
    environment: withoutNodeEnvFiles(definedIn(process.env), request['env-file'], cwd),
    recognize: request.recognize,
    modernize: request.modernize,
    environments: [...request.environment, ...request.alone.map((one) => ({ ...one, isAlone: true }))],
    ...(request['env-file'].length > 0 && { envFiles: request['env-file'] }),
    ...(request['project-directory'] !== undefined && { projectDirectory: request['project-directory'] }),
    ...(request.name !== undefined && { projectName: request.name }),
  });
  return writeImport(source, hasErrors(source.diagnostics) ? [] : brokenRules(source));
}

function nothing(diagnostics: readonly Diagnostic[]): Imported {
  const none = { notCarried: [], notRecognized: [], remarks: [], secretFiles: [] };
  return { name: '', project: {}, ...none, diagnostics, environments: [], read: [], lineAt: () => undefined };
}

/** A folder gets a `stack.ts`. */
function targetOf({ out }: Request, cwd: string): string {
  const path = resolve(cwd, out === '-' ? 'stack.ts' : out);
  return isFolder(path) ? resolve(path, 'stack.ts') : path;
}

/** Why nothing can be written there, before anything is read. */
function targetProblem(target: string, { out, force }: Request, cwd: string): Diagnostic | undefined {
  if (isStream(target)) return undefined;
  if (isTaken(target) && !force) return errors.stackFileThere(shortest(target, cwd));
  if (/[\\/]$/.test(out) || extname(target) === '') return errors.folderMissing(shortest(target, cwd));
  if (!/\.[cm]?ts$/.test(target)) return errors.stackFileNotTypeScript(shortest(target, cwd));
  const folder = dirname(target);
  return isFolder(folder) ? undefined : errors.folderMissing(shortest(folder, cwd));
}

/** Secrets come first: a program without them would start a database with another password. */
function saveAll(target: string, source: string, { secretFiles }: Imported, cwd: string): readonly Diagnostic[] {
  const found = saveSecrets(secretFiles, dirname(target));
  if (hasErrors(found)) return found;
  const failure = saveStackFile(target, source);
  return failure === undefined ? found : [...found, errors.stackFileNotWritten(shortest(target, cwd), failure)];
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

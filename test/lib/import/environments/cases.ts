/**
 * Cases of several files: each a folder of Compose files, a `case.json` that says what stands on the command line, and the
 * `stack.ts` that comes of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenRules } from '../../../../lib/cli/commands/import/rules';
import {
  type Imported,
  type ImportRequest,
  readImport,
  type WantedEnvironment,
  writeImport,
} from '../../../../lib/import';

export const CASES = join(__dirname, 'cases');

/** What a `case.json` holds; paths are relative to the folder of the case. */
interface CommandLine {
  readonly files?: readonly string[];
  readonly environments?: readonly WantedEnvironment[];
  /** The environments that come of it, each with the files that `docker compose -f` would be given for it. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

/** The names of all cases. */
export function caseNames(): readonly string[] {
  return readdirSync(CASES).sort();
}

/** What the command makes of a case. @param folder of its files @default where it stands */
export function importedFrom(name: string, folder: string = join(CASES, name)): Imported {
  const source = readImport(requestOf(name, folder));
  return writeImport(source, brokenRules(source));
}

function requestOf(name: string, folder: string): ImportRequest {
  const { files = [], environments } = commandLineOf(name);
  return { files, cwd: folder, folder, projectName: name, ...(environments && { environments }) };
}

/** The environments of a case in order, each with its files. */
export function expectedOf(name: string): Readonly<Record<string, readonly string[]>> {
  return commandLineOf(name).expected;
}

function commandLineOf(name: string): CommandLine {
  return JSON.parse(readFileSync(join(CASES, name, 'case.json'), 'utf8')) as CommandLine; // written beside the case
}

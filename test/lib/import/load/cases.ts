/**
 * Cases of the loader: each a folder of files, and a `case.json` that says what stands on the command line.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadRequest } from '../../../../lib/import/load';

export const CASES = join(__dirname, 'cases');

/** What a `case.json` holds; paths are relative to the folder of the case. */
interface CommandLine {
  readonly files?: readonly string[];
  readonly cwd?: string;
  readonly projectDirectory?: string;
  readonly envFiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** The names of all cases. */
export function caseNames(): readonly string[] {
  return readdirSync(CASES).sort();
}

/** The request of a case. */
export function requestOf(name: string): LoadRequest {
  const file = join(CASES, name, 'case.json');
  const {
    cwd = '.',
    files = [],
    ...rest
  } = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as CommandLine;
  return { ...rest, files, cwd: join(CASES, name, cwd) };
}

/** The same, as the arguments of `docker compose`. */
export function argumentsOf({ files, projectDirectory, envFiles = [] }: LoadRequest): readonly string[] {
  return [
    ...files.flatMap((file) => ['-f', file]),
    ...(projectDirectory === undefined ? [] : ['--project-directory', projectDirectory]),
    ...envFiles.flatMap((file) => ['--env-file', file]),
  ];
}

/**
 * The variables that Compose interpolates: of the surroundings, then of the env files.
 *
 * @module
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Lookup } from '../../languages/compose';
import { parseDotenv } from './dotenv';
import * as errors from './errors';
import type { Files, NamedBy } from './files';
import type { Report } from './report';

/** Where names have values. */
export type VariableValues = ReadonlyMap<string, string>;

/**
 * The variables of env files, later files over earlier ones. A variable of the surroundings wins over them, but theirs
 * is kept.
 *
 * @param paths absolute
 */
export function readEnvFiles(
  paths: readonly string[],
  outer: VariableValues,
  { files, report }: { readonly files: Files; readonly report: Report },
  by: NamedBy = {},
): VariableValues {
  const found = new Map<string, string>();
  const lookup: Lookup = (name) => outer.get(name);
  for (const path of paths) {
    const text = files.text(path, by);
    if (text === undefined) continue;
    const problem = parseDotenv(text, found, lookup);
    if (problem === undefined) continue;
    report.add(errors.dotenvInvalid(problem.message, { file: path, line: problem.line, column: 1 }));
  }
  return found;
}

/** The `.env` of a folder, if it has one. */
export function defaultEnvFile(folder: string): readonly string[] {
  const file = join(folder, '.env');
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found === undefined || found.isDirectory() ? [] : [file];
  } catch {
    return [file]; // reading it will say why
  }
}

/** The first, and what it does not set from the second. */
export function withDefaults(first: VariableValues, second: VariableValues): VariableValues {
  return second.size === 0 ? first : new Map([...second, ...first]);
}

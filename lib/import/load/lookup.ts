/**
 * Where the Compose files are if nobody says it.
 *
 * @module
 */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In Compose's order of preference: https://docs.docker.com/compose/intro/compose-application-model/ */
export const FILE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/ */
const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** The files of a folder, or of one above it; the first of each kind counts. */
export interface Candidates {
  readonly files: readonly string[];
  readonly overrides: readonly string[];
}

/** The Compose files of a folder or, if it has none, of the nearest one above that has. */
export function lookUp(folder: string): Candidates | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const files = existing(current, FILE_NAMES);
    if (files.length > 0) return { files, overrides: existing(current, OVERRIDE_NAMES) };
    if (dirname(current) === current) return undefined;
  }
}

function existing(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => join(folder, name)).filter(exists);
}

function exists(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // a folder that nobody may look into
  }
}

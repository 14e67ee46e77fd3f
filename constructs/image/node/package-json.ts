/**
 * The parts of a `package.json` that a build reads.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PackageJson {
  readonly name: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of everything that it depends on, for development, too. */
  readonly dependencies: readonly string[];
  /** Whether one of them is a folder beside it, such as `file:./lib`. */
  readonly hasLocalDependencies: boolean;
  /** Such as `pnpm@10.34.9`, https://nodejs.org/api/packages.html#packagemanager. */
  readonly packageManager: string | undefined;
  /** Patterns of the folders that are installed with it, https://docs.npmjs.com/cli/using-npm/workspaces. */
  readonly workspaces: readonly string[];
}

/** The manifest of a folder; undefined where there is none, or no JSON, which the package manager tells. */
export function readManifest(folder: string): PackageJson | undefined {
  const manifest = record(parsed(join(folder, 'package.json')));
  if (manifest === undefined) return undefined;
  const { name, packageManager, workspaces } = manifest;
  const dependencies = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(record(manifest[kind]) ?? {}),
  );
  return {
    name: typeof name === 'string' ? name : undefined,
    scripts: Object.fromEntries(
      Object.entries(record(manifest['scripts']) ?? {}).flatMap(([key, value]) =>
        typeof value === 'string' ? [[key, value]] : [],
      ),
    ),
    dependencies: dependencies.map(([dependency]) => dependency),
    hasLocalDependencies: dependencies.some(
      ([, version]) => typeof version === 'string' && /^(?:file|link|portal):/.test(version),
    ),
    packageManager: typeof packageManager === 'string' ? packageManager : undefined,
    workspaces: strings(Array.isArray(workspaces) ? workspaces : record(workspaces)?.['packages']),
  };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  // every object that is no list can be asked for any key
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

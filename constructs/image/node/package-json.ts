/**
 * The parts of a `package.json` that a build reads.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json
 * @module
 */
import { join } from 'node:path';
import { jsonIn, record, strings } from '../json';

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
  const manifest = record(jsonIn(join(folder, 'package.json')));
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

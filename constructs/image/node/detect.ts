/**
 * The package manager of a folder, and its version.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticProps } from '../../../lib/core';
import { lockfileAmbiguous, packageManagerUnsupported, yarnPlugAndPlay } from '../errors';
import { npm } from './managers/npm';
import { pnpm } from './managers/pnpm';
import { yarnBerry } from './managers/yarn-berry';
import { yarnClassic } from './managers/yarn-classic';
import type { PackageJson } from './package-json';
import type { PackageManager } from './package-manager';

/** A package manager, or why there is none; neither, where the folder has no lock file. */
export interface Detection {
  readonly manager?: PackageManager;
  readonly problem?: DiagnosticProps;
}

/** The lock files of each; the first that exists counts. */
const LOCKFILES = {
  npm: ['npm-shrinkwrap.json', 'package-lock.json'],
  pnpm: ['pnpm-lock.yaml'],
  yarn: ['yarn.lock'],
  bun: ['bun.lock', 'bun.lockb'],
} as const;

type Name = keyof typeof LOCKFILES;

/** Every name of a lock file. */
export const LOCKFILE_NAMES: readonly string[] = Object.values(LOCKFILES).flat();

/**
 * The package manager of a folder: the one in its manifest, else its lock file's.
 *
 * @param source as the author wrote the folder
 * @param node release line of Node, such as `22`
 */
export function detect(folder: string, source: string, manifest: PackageJson | undefined, node: string): Detection {
  const [, said, version] = /^(\w+)@(\d[\w.-]*)/.exec(manifest?.packageManager ?? '') ?? [];
  const found = (Object.keys(LOCKFILES) as Name[]).flatMap((name) => {
    // the keys of a constant
    const file = LOCKFILES[name].find((each) => existsSync(join(folder, each)));
    return file === undefined ? [] : [{ name, file }];
  });
  const chosen = found.find(({ name }) => name === said) ?? found[0];
  if (chosen === undefined) return {};
  if (found.length > 1 && chosen.name !== said) {
    return {
      problem: lockfileAmbiguous(
        source,
        found.map(({ file }) => file),
      ),
    };
  }
  const wanted = chosen.name === said ? version : undefined;
  switch (chosen.name) {
    case 'npm':
      return { manager: npm(chosen.file) };
    case 'pnpm':
      return { manager: pnpm(wanted ?? pnpmOf(folder)) };
    case 'yarn':
      return yarnOf({ folder, source, wanted, node });
    case 'bun':
      return { problem: packageManagerUnsupported(source, 'Bun', 'npm, pnpm or Yarn') };
  }
}

/** A version that reads the lock file, https://github.com/pnpm/spec/tree/master/lockfile. */
function pnpmOf(folder: string): string {
  const [, major] = /^lockfileVersion: '?(\d+)/m.exec(startOf(join(folder, 'pnpm-lock.yaml'))) ?? [];
  return major === '5' ? '7.33.7' : major === '6' ? '8.15.9' : '10.34.9';
}

interface YarnFolder {
  readonly folder: string;
  readonly source: string;
  readonly wanted: string | undefined;
  readonly node: string;
}

/** Yarn 1 writes no metadata, https://yarnpkg.com/migration/guide; https://yarnpkg.com/configuration/yarnrc#nodeLinker. */
function yarnOf({ folder, source, wanted, node }: YarnFolder): Detection {
  if (!startOf(join(folder, 'yarn.lock')).includes('\n__metadata:')) {
    const isInImage = Number.parseInt(node, 10) < 25;
    return { manager: yarnClassic(wanted?.startsWith('1.') === true ? wanted : '1.22.22', isInImage) };
  }
  const version = wanted ?? releaseIn(folder) ?? '4.18.1';
  if (Number.parseInt(version, 10) < 4) {
    return { problem: packageManagerUnsupported(source, `Yarn ${version}`, 'Yarn 4 or newer, or Yarn 1') };
  }
  const linker = /^nodeLinker: *["']?([\w-]+)/m.exec(startOf(join(folder, '.yarnrc.yml')))?.[1] ?? 'pnp';
  return linker === 'pnp' ? { problem: yarnPlugAndPlay(source) } : { manager: yarnBerry(version) };
}

/** The version that is checked in, https://yarnpkg.com/configuration/yarnrc#yarnPath. */
function releaseIn(folder: string): string | undefined {
  try {
    const [file] = readdirSync(join(folder, '.yarn', 'releases'))
      .sort()
      .reverse();
    return /^yarn-(\d[\w.-]*?)\.c?js$/.exec(file ?? '')?.[1];
  } catch {
    return undefined; // most projects have none
  }
}

function startOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, 4096).replaceAll('\r\n', '\n');
  } catch {
    return '';
  }
}

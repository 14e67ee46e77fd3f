/**
 * Parts that several Dockerfiles of ours share.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticProps } from '../../lib/core';
import type { ImageUser } from '../../lib/images';
import { and, command, glob, type Instruction, run } from '../../lib/languages/dockerfile';
import { lockfileMissing, packageInvalid, scriptMissing, sourceFileMissing } from './errors';

/** Files that belong in no build context, in any ecosystem. */
export const NEVER_NEEDED: readonly string[] = [
  '**/.git',
  '**/.env',
  '**/.env.*',
  '**/.npmrc',
  'secrets',
  '**/*.log',
  '**/.DS_Store',
];

/** Installs Debian packages, without the package lists staying in the image; nothing where there are none. */
export function installPackages(packages: readonly string[]): Instruction[] {
  if (packages.length === 0) return [];
  return [
    run(
      and(
        command('apt-get', 'update'),
        command('apt-get', 'install', '--yes', '--no-install-recommends', ...[...packages].sort()),
        command('rm', '--recursive', '--force', glob('/var/lib/apt/lists/*')),
      ),
    ),
  ];
}

/** Creates folders that belong to a user; a new volume that is mounted there takes the owner over. */
export function makeFolders(folders: readonly string[], { uid, gid }: Pick<ImageUser, 'uid' | 'gid'>): Instruction[] {
  if (folders.length === 0) return [];
  return [run(command('install', '--directory', `--owner=${uid}`, `--group=${gid}`, ...folders))];
}

/** The mistakes in package names. */
export function packageProblems(packages: readonly string[]): DiagnosticProps[] {
  return packages.filter((name) => !/^[a-z0-9][a-z0-9+.-]+(=[\w.:+~-]+)?$/.test(name)).map(packageInvalid);
}

/** `npm ci`, with npm's cache kept between builds and out of the image. */
export function npmCi(...options: readonly string[]): Instruction {
  return run(command('npm', 'ci', '--no-audit', '--no-fund', ...options), {
    mounts: [{ type: 'cache', target: '/root/.npm' }],
  });
}

/** The files that a build misses in its folder; a rule reports a missing folder. */
export function sourceProblems(root: string, source: string, files: readonly string[]): DiagnosticProps[] {
  const folder = join(root, source);
  if (!existsSync(folder)) return [];
  return files.filter((file) => !existsSync(join(folder, file))).map((file) => sourceFileMissing(source, file));
}

/** The files that an npm build misses in its folder. */
export function npmProblems(root: string, source: string): DiagnosticProps[] {
  const folder = join(root, source);
  if (!existsSync(join(folder, 'package.json'))) return sourceProblems(root, source, ['package.json']);
  return existsSync(join(folder, 'package-lock.json')) ? [] : [lockfileMissing(source)];
}

/** Whether `package.json` lacks a script that the build runs. */
export function scriptProblem(root: string, source: string, script: string): DiagnosticProps[] {
  const scripts = scriptsOf(join(root, source, 'package.json'));
  return scripts === undefined || Object.hasOwn(scripts, script) ? [] : [scriptMissing(source, script)];
}

function scriptsOf(file: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return 'scripts' in parsed && typeof parsed.scripts === 'object' && parsed.scripts !== null ? parsed.scripts : {};
  } catch {
    return undefined; // a rule reports a missing file, and npm reports broken JSON
  }
}

/**
 * Parts that several Dockerfiles of ours share.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticProps } from '../../lib/core';
import type { ImageUser } from '../../lib/images';
import {
  and,
  command,
  comment,
  copy,
  glob,
  type Instruction,
  run,
  type Stage,
  stage,
  workdir,
} from '../../lib/languages/dockerfile';
import { packageInvalid, sourceFileMissing } from './errors';

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

/**
 * The stage that has the whole source, in a folder. Everybody may read it there: files come with their modes, and the
 * program's user does not own them. `COPY --chmod=u=rwX,go=rX` would say it in a line, but older builders than
 * Docker 28's take numbers only: https://docs.docker.com/reference/dockerfile/#copy---chown---chmod
 */
export function sourceStage(from: string, folder: string): Stage {
  return stage({ from, name: 'source' }, [
    workdir(folder),
    copy(['.'], './'),
    comment(
      'The program may read the source, whatever its modes outside.',
      run(command('chmod', '--recursive', 'u=rwX,go=rX', '.')),
    ),
  ]);
}

/** Copies the source out of its stage. */
export function copySource(folder: string): Instruction {
  return copy([`${folder}/`], './', { from: 'source' });
}

/** The mistakes in package names. */
export function packageProblems(packages: readonly string[]): DiagnosticProps[] {
  return packages.filter((name) => !/^[a-z0-9][a-z0-9+.-]+(=[\w.:+~-]+)?$/.test(name)).map(packageInvalid);
}

/** The files that a build misses in its folder; a rule reports a missing folder. */
export function sourceProblems(root: string, source: string, files: readonly string[]): DiagnosticProps[] {
  const folder = join(root, source);
  if (!existsSync(folder)) return [];
  return files.filter((file) => !existsSync(join(folder, file))).map((file) => sourceFileMissing(source, file));
}

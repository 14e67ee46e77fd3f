/**
 * The image of the web server in front of FPM: it has the public files of the same build.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { DiagnosticProps } from '../../../lib/core';
import { nginxFacts } from '../../../lib/images';
import { isRemoteContext } from '../../../lib/languages/compose';
import { command, comment, copy, expose, run, type Stage, stage, user } from '../../../lib/languages/dockerfile';
import { PORT } from '../../web-server';
import { sourceFileMissing } from '../errors';
import type { BuiltImage, PublicFolder } from '../image';
import { print } from '../print-dockerfile';

/** The app's image, as far as the site's depends on it. */
export interface SiteOf extends Pick<BuiltImage, 'source' | 'dockerignore' | 'inputs'> {
  /** Folder of the app in its image. */
  readonly folder: string;
  /** The stages of the app's image before its last, and the name of the one with all files. */
  readonly stages: (root: string) => { readonly before: readonly Stage[]; readonly files: string };
  /** Folder of packages, relative to the app's; undefined where there are none. */
  readonly vendorIn: (root: string) => string | undefined;
}

/** Copies of scripts and notes of editors: a browser would show what they hold. */
const NEVER_PUBLIC = [
  '*.php[0-9~_]*',
  '*.php.dist',
  '*.php.tmp',
  '*.php.txt',
  '*.phtml',
  '*.phar',
  '*.phps',
  '*.inc',
  '*.sql',
  '*.bak',
  '*.old',
  '*.orig',
  '*.save',
  '*.sw[op]',
  '*~',
  'composer.json',
  'composer.lock',
];

/** The image of a web server with the public files of an app. */
export function siteImage(app: SiteOf, { root, script }: PublicFolder): BuiltImage {
  const { user: owner } = nginxFacts;
  return {
    kind: 'built',
    name: `public files of ${app.source}`,
    source: app.source,
    user: owner,
    tmpfs: nginxFacts.tmpfs,
    environment: {},
    entrypoint: [],
    hasFolder: () => true,
    problems: (stack) => publicProblems(app, stack, { root, ...(script !== undefined && { script }) }),
    ...(app.inputs && { inputs: app.inputs }),
    dockerfile: (_, stack) => {
      const { before, files } = app.stages(stack);
      return print([
        ...before,
        publicFiles(files, root, app.vendorIn(stack) && `${app.folder}/${app.vendorIn(stack)}`),
        stage({ from: nginxFacts.reference }, [
          copy([`${root}/`], `${root}/`, { from: 'public' }),
          expose(PORT),
          user(`${owner.uid}:${owner.gid}`),
        ]),
      ]);
    },
    dockerignore: app.dockerignore,
  };
}

/** Scripts keep their names, which say that they may run, and lose what is in them. */
function publicFiles(files: string, root: string, vendor: string | undefined): Stage {
  const names = NEVER_PUBLIC.flatMap((name, index) => [...(index === 0 ? [] : ['-o']), '-iname', name]);
  return stage({ from: files, name: 'public' }, [
    run(command('mkdir', '--parents', root)),
    ...(vendor?.startsWith(`${root}/`) ? [run(command('rm', '--recursive', '--force', vendor))] : []),
    comment(
      'Whatever happens, no visitor reads a script: the names of scripts are here, and not their text.',
      run(command('find', root, '-type', 'f', '-name', '*.php', '-exec', 'truncate', '--size=0', '{}', '+')),
    ),
    run(
      command(
        'find',
        root,
        '-type',
        'f',
        '!',
        '-name',
        '*.php',
        '(',
        ...names,
        '-o',
        '-iname',
        '*.php',
        ')',
        '-delete',
      ),
    ),
  ]);
}

function publicProblems(
  { source, folder }: SiteOf,
  stack: string,
  { root, script }: PublicFolder,
): readonly DiagnosticProps[] {
  if (isRemoteContext(source) || !existsSync(join(stack, source))) return [];
  const relative = posix.relative(folder, root);
  const missing = script === undefined ? relative : posix.join(relative, script);
  return existsSync(join(stack, source, missing)) ? [] : [sourceFileMissing(source, missing)];
}

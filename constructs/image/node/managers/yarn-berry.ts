/**
 * @module
 */
import { and, command, run, type ShellCommand } from '../../../../lib/languages/dockerfile';
import type { InstallScope, PackageManager } from '../package-manager';

/** Yarn 4 and newer, with a `node_modules` folder, https://yarnpkg.com/cli/workspaces/focus. */
export function yarnBerry(version: string): PackageManager {
  return {
    name: 'yarn',
    files: ['yarn.lock', '.yarnrc.yml', '.npmrc'],
    folders: ['.yarn/releases', '.yarn/plugins', '.yarn/patches'],
    cache: '/root/.yarn/berry/cache',
    wantsNeighbours: true,
    runsHooks: false,
    // its package on npm is not called "yarn"; images until Node 24 have Yarn 1 under the name of the program
    setUp: [run(command('npm', 'install', '--global', '--force', `@yarnpkg/cli-dist@${version}`))],
    install: (scope) => (scope === undefined ? yarn('install', '--immutable') : and(checkLock(), focus(scope))),
    installProduction: (scope) => and(checkLock(), focus(scope, '--production')),
    removeDevelopment: (scope) => focus(scope, '--production'),
    script: (folder, name) => command('yarn', ...(folder === '.' ? [] : ['--cwd', folder]), 'run', name),
  };
}

/** `focus` takes a lock file that does not fit. */
function checkLock(): ShellCommand {
  return yarn('install', '--immutable', '--mode=skip-build');
}

function focus(scope: InstallScope | undefined, ...options: readonly string[]): ShellCommand {
  return yarn('workspaces', 'focus', ...(scope === undefined ? ['--all'] : [scope.name ?? scope.folder]), ...options);
}

/** A cache inside of the project would become a part of the image. */
function yarn(...words: readonly string[]): ShellCommand {
  return command('env', 'YARN_ENABLE_GLOBAL_CACHE=true', 'yarn', ...words);
}

/**
 * @module
 */
import { command } from '../../../../lib/languages/dockerfile';
import type { InstallScope, PackageManager } from '../package-manager';

/** npm, which every image of Node has, https://docs.npmjs.com/cli/commands. */
export function npm(lockfile: string): PackageManager {
  return {
    name: 'npm',
    files: [lockfile, '.npmrc'],
    folders: [],
    cache: '/root/.npm',
    wantsNeighbours: true,
    runsHooks: true,
    setUp: [],
    install: (scope) => command('npm', 'ci', ...QUIET, ...only(scope)),
    installProduction: (scope) => command('npm', 'ci', ...QUIET, '--omit=dev', ...only(scope)),
    removeDevelopment: (scope) => command('npm', 'prune', ...QUIET, '--ignore-scripts', '--omit=dev', ...only(scope)),
    script: (folder, name) => command('npm', 'run', name, ...(folder === '.' ? [] : [`--workspace=${folder}`])),
  };
}

const QUIET = ['--no-audit', '--no-fund'] as const;

/** With the workspace come those that it depends on; tools of a build often stand in the root. */
function only(scope: InstallScope | undefined): string[] {
  return scope === undefined ? [] : [`--workspace=${scope.folder}`, '--include-workspace-root'];
}

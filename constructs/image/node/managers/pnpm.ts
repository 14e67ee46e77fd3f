/**
 * @module
 */
import { and, command, run } from '../../../../lib/languages/dockerfile';
import type { InstallScope, PackageManager } from '../package-manager';

/** pnpm, which no image of Node has, https://pnpm.io/cli/install. */
export function pnpm(version: string): PackageManager {
  return {
    name: 'pnpm',
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '.pnpmfile.cjs', '.pnpmfile.mjs'],
    folders: ['patches'], // https://pnpm.io/cli/patch-commit
    cache: STORE,
    wantsNeighbours: true,
    runsHooks: true,
    // not by corepack: images since Node 25 have none, https://github.com/nodejs/corepack#readme
    setUp: [run(command('npm', 'install', '--global', `pnpm@${version}`))],
    install: (scope) => command('pnpm', ...INSTALL, ...only(scope)),
    installProduction: (scope) => command('pnpm', ...INSTALL, '--prod', ...only(scope)),
    removeDevelopment: (scope) =>
      and(
        // without a terminal pnpm only removes packages in a pipeline; the age lets it do so at once
        command('env', 'CI=true', 'pnpm', ...INSTALL, '--prod', ...IN_PLACE, ...only(scope)),
        // both hold the time, with which the layer would be another each time
        command('rm', '--force', 'node_modules/.modules.yaml', 'node_modules/.pnpm-workspace-state-v1.json'),
      ),
    script: (folder, name) => command('pnpm', ...(folder === '.' ? [] : [`--dir=${folder}`]), 'run', name),
  };
}

const STORE = '/root/.local/share/pnpm/store';

const IN_PLACE = ['--offline', '--ignore-scripts', '--config.modules-cache-max-age=0'] as const;

const INSTALL = ['install', '--frozen-lockfile', `--store-dir=${STORE}`] as const;

/** https://pnpm.io/filtering: three dots are what it depends on, braces a folder. */
function only(scope: InstallScope | undefined): string[] {
  return scope === undefined ? [] : ['--filter', `${scope.name ?? `{${scope.folder}}`}...`];
}

/**
 * @module
 */
import { command, run } from '../../../../lib/languages/dockerfile';
import type { PackageManager } from '../package-manager';

/**
 * Yarn 1, https://classic.yarnpkg.com/en/docs/cli/install. It installs every workspace whose manifest it finds, so that
 * those that are not needed must not be there.
 *
 * @param isInImage whether the image of Node brings it: those until Node 24 do
 */
export function yarnClassic(version: string, isInImage: boolean): PackageManager {
  return {
    name: 'yarn',
    files: ['yarn.lock', '.npmrc', '.yarnrc'],
    folders: [],
    cache: '/usr/local/share/.cache/yarn',
    wantsNeighbours: false,
    runsHooks: true,
    setUp: isInImage ? [] : [run(command('npm', 'install', '--global', '--force', `yarn@${version}`))],
    install: () => command('yarn', ...INSTALL),
    installProduction: () => command('yarn', ...INSTALL, '--production'),
    removeDevelopment: () => command('yarn', ...INSTALL, '--production', '--prefer-offline', '--ignore-scripts'),
    script: (folder, name) => command('yarn', ...(folder === '.' ? [] : ['--cwd', folder]), 'run', name),
  };
}

const INSTALL = ['install', '--frozen-lockfile', '--non-interactive'] as const;

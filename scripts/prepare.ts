/**
 * What npm runs after `npm ci` in this repository and before it packs: `tsx scripts/prepare.ts`.
 *
 * `npx synth` in this repository makes npm install the repository into its own cache, and run this again each first
 * time. There is nothing to build then: compiling would take long, and a failure would leave npm's cache broken.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const startedByNpx = process.env['npm_command'] === 'exec';

if (!(startedByNpx && existsSync(join(ROOT, 'dist', 'synth.js')))) {
  const { status } = spawnSync('npm', ['run', 'compile', '--silent'], {
    cwd: ROOT,
    stdio: 'inherit',
    // npm is a script on Windows, which only a shell starts
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}

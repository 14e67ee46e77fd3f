/**
 * Writes the bundles of the library and of the command into `dist`: `npx tsx scripts/build.ts`. The type declarations
 * come from tsc.
 */
import { chmod, lstat, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { COMMANDS } from '../lib/cli/commands';
import { bundleCommand, bundleLibrary } from './bundles';
import { compileSchema } from './compile-schema';

const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'dist');

async function main(): Promise<void> {
  await compileSchema();
  const files = [...(await bundleLibrary(ROOT)), ...(await bundleCommand(ROOT, COMMANDS))];
  for (const { path, contents } of files)
    await replace(path, contents, path === join(DIST, 'synth.js') ? 0o755 : 0o644);
  await removeOthers(files.map(({ path }) => path));
  // tsc writes them anew: a declaration whose source has moved would be found in place of the new one
  await rm(join(DIST, 'types'), { recursive: true, force: true });
  await linkCommand();
}

/** Files of earlier builds, which would be packed. */
async function removeOthers(paths: readonly string[]): Promise<void> {
  for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && path.endsWith('.js') && !paths.includes(path)) await rm(path);
  }
}

/** Whoever runs the old file meanwhile sees it whole. */
async function replace(path: string, contents: Uint8Array, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await chmod(draft, mode);
  await rename(draft, path);
}

/** npm links the commands of dependencies only; in this repository `node_modules/.bin/synth` is this package's own. */
async function linkCommand(): Promise<void> {
  const bin = join(ROOT, 'node_modules', '.bin');
  const link = join(bin, 'synth');
  if (process.platform === 'win32') return;
  await mkdir(bin, { recursive: true });
  const existing = await lstat(link).catch(() => undefined);
  if (existing) await rm(link);
  await symlink('../../dist/synth.js', link);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

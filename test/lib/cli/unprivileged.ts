/**
 * Users whom file modes hold.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeForEverybody } from '../../node-for-everybody';
import { Project, REPOSITORY, withoutProgress } from './project';

/** A project whose command runs as somebody whom file modes hold, also when these tests run as root. */
export function unprivileged(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  readonly run: (args?: readonly string[]) => { readonly status: number | null; readonly stderr: string };
  readonly close: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'unprivileged-'));
  const isRoot = process.getuid?.() === 0;
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'compose-constructs'), { recursive: true });
  for (const part of ['dist', 'package.json']) {
    cpSync(join(REPOSITORY, part), join(modules, 'compose-constructs', part), { recursive: true });
  }
  for (const name of ['constructs', 'yaml', 'esbuild', '@esbuild']) {
    const from = join(REPOSITORY, 'node_modules', name);
    if (isRoot) cpSync(from, join(modules, name), { recursive: true });
    else symlinkSync(from, join(modules, name));
  }
  const project = new Project(files);
  for (const file of [...Object.keys(files), 'package.json']) cpSync(project.path(file), join(folder, file));
  const node = nodeForEverybody();
  const nobody = { uid: 65534, gid: 65534 };
  if (isRoot) spawnSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, folder]);
  const command = join(modules, 'compose-constructs/dist/synth.js');
  return {
    folder,
    run: (args = []) => {
      const options = { cwd: folder, encoding: 'utf8', ...(isRoot && nobody) } as const;
      const { status, stderr } = spawnSync(node.path, [command, ...args], options);
      return { status, stderr: withoutProgress(stderr) };
    },
    close: () => {
      spawnSync('chmod', ['-R', 'u+rwX', folder]);
      rmSync(folder, { recursive: true, force: true });
      node.remove();
    },
  };
}

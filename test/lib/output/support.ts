/** What the tests of this room share: a place on disk, a picture of it, and child processes. */

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { nodeForEverybody } from '../../node-for-everybody';
import type { Contents, Errand } from './errand';

export * from './errand';

/** In memory where that can be had: these tests flush thousands of files. */
const BASE = fs.existsSync('/dev/shm') ? '/dev/shm' : fs.realpathSync(tmpdir());
const made: string[] = [];

/** A fresh folder that anybody may use; removed after the tests of the file. */
export function freshFolder(): string {
  const folder = fs.mkdtempSync(join(BASE, 'output-'));
  fs.chmodSync(folder, 0o777);
  made.push(folder);
  return folder;
}

afterAll(() => {
  shared?.remove();
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

export interface Seen {
  readonly kind: 'file' | 'folder' | 'link';
  readonly mode: number;
  readonly content?: string;
  readonly inode?: number;
  readonly modified?: number;
}

/** Everything below a folder, by relative path. */
export function picture(root: string): Record<string, Seen> {
  const seen: [string, Seen][] = [];
  const visit = (path: string): void => {
    const place = join(root, path);
    const stats = fs.lstatSync(place);
    const mode = stats.mode & 0o7777;
    if (stats.isDirectory()) {
      if (path !== '') seen.push([path, { kind: 'folder', mode }]);
      for (const name of fs.readdirSync(place).sort()) visit(path === '' ? name : `${path}/${name}`);
    } else if (stats.isSymbolicLink()) {
      seen.push([path, { kind: 'link', mode, content: fs.readlinkSync(place) }]);
    } else {
      const content = fs.readFileSync(place, 'utf8');
      seen.push([path, { kind: 'file', mode, content, inode: stats.ino, modified: stats.mtimeMs }]);
    }
  };
  if (fs.existsSync(root)) visit('');
  return Object.fromEntries(seen);
}

/** Content by path, folders as `/`: what must be equal between two ways to the same output. */
export function contents(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(picture(root)).map(([path, seen]) => [path, seen.kind === 'folder' ? '/' : (seen.content ?? '')]),
  );
}

/** Two outputs between which everything happens: change, addition, removal, file to folder, folder to file. */
export const BEFORE: Contents = {
  kitteh: {
    'compose.yaml': 'name: kitteh\n',
    'proxy/nginx.conf': 'events {}\n',
    'proxy/conf.d/old.conf': '# old\n',
    'same.txt': 'same\n',
    swap: 'a file\n',
    'turn/inner/file': 'in a folder\n',
  },
  dev: { 'compose.yaml': 'name: dev\n' },
};
export const AFTER: Contents = {
  kitteh: {
    'compose.yaml': 'name: kitteh\nservices: {}\n',
    'proxy/nginx.conf': 'events { worker_connections 1; }\n',
    'same.txt': 'same\n',
    'swap/now/folder': 'was a file\n',
    turn: 'was a folder\n',
    'web/Dockerfile': 'FROM scratch\n',
  },
  dev: { 'compose.yaml': 'name: dev\nservices: {}\n' },
  prod: { 'compose.yaml': 'name: prod\n' },
};

let bundled: string | undefined;

/** The child as one JavaScript file, so that a process starts in the time that Node takes. */
export function childScript(): string {
  if (bundled === undefined) {
    bundled = join(freshFolder(), 'child.js');
    buildSync({
      entryPoints: [join(__dirname, 'child.ts')],
      bundle: true,
      platform: 'node',
      outfile: bundled,
      logLevel: 'error',
    });
  }
  return bundled;
}

let shared: ReturnType<typeof nodeForEverybody> | undefined;

function otherUsersNode(): string {
  shared ??= nodeForEverybody();
  return shared.path;
}

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runChild(errand: Errand, options: { readonly uid?: number; readonly shell?: string } = {}): Ended {
  const args = [childScript(), JSON.stringify(errand)];
  const node = options.uid === undefined ? process.execPath : otherUsersNode();
  const [command, argv] = options.shell
    ? ['bash', ['-c', `${options.shell}; exec "$0" "$@"`, node, ...args]]
    : [node, args];
  return spawnSync(command, argv, {
    encoding: 'utf8',
    cwd: '/',
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
}

/** A user without privileges to run a child as: root may write everywhere. Nothing when this is no root. */
export const OTHER_USER: { readonly uid?: number } = process.getuid?.() === 0 ? { uid: 65534 } : {};

import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OutputResult, write } from '../../lib/output';
import { type Contents, picture, requestOf } from '../lib/output/support';

/** A disk that is really full: a small file system in memory, which only root can mount. */
const PAGE = 4096;
const large = (letter: string): string => `${letter.repeat(99)}\n`.repeat(100);
const BEFORE: Contents = { app: { 'compose.yaml': large('a'), 'old/gone': large('b'), same: large('c') } };
const AFTER: Contents = {
  app: { 'compose.yaml': large('d'), 'new/nginx.conf': large('e'), same: large('c') },
  second: { 'compose.yaml': large('f') },
};

let mount: string;

function mountTmpfs(options: string): void {
  mount = fs.mkdtempSync(join(tmpdir(), 'full-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', mount], { stdio: 'pipe' });
  } catch (error) {
    fs.rmdirSync(mount);
    throw new Error(`This test mounts a small tmpfs, which needs root (CAP_SYS_ADMIN): ${String(error)}`);
  }
}

afterEach(() => {
  execFileSync('umount', [mount]);
  fs.rmdirSync(mount);
});

/** Tries AFTER with each amount of what `fill` takes away, from everything to nothing; gives the ids it saw. */
function sweep(amounts: readonly number[], fill: (amount: number) => void, empty: () => void): readonly string[] {
  const out = join(mount, 'out');
  const secrets = [{ file: join(mount, 'secrets/db'), length: 32, mode: 0o600, construct: 'app/db' }] as const;
  const seen: string[] = [];
  for (const amount of amounts) {
    fs.rmSync(out, { recursive: true, force: true });
    fs.rmSync(join(mount, 'secrets'), { recursive: true, force: true });
    expect(write(requestOf(out, BEFORE)).diagnostics).toEqual([]);
    const before = picture(out);
    fill(amount);
    const result: OutputResult = write(requestOf(out, AFTER, secrets));
    const [diagnostic, ...more] = result.diagnostics;
    expect(more).toEqual([]);
    seen.push(diagnostic?.id ?? 'done');
    if (diagnostic) {
      expect(diagnostic.message).toContain(mount);
      expect(result.folders).toEqual([]);
      expect(picture(out)).toEqual(before);
      // Made whole or not at all.
      const secret = join(mount, 'secrets/db');
      if (fs.existsSync(secret)) expect(fs.readFileSync(secret, 'utf8')).toMatch(/^[A-Za-z0-9]{32}$/);
    }
    empty();
    expect(write(requestOf(out, AFTER, secrets)).diagnostics).toEqual([]);
    expect(fs.readdirSync(out).sort()).toEqual(['app', 'second']);
    expect(fs.readFileSync(join(out, 'app/new/nginx.conf'), 'utf8')).toBe(large('e'));
  }
  return [...new Set(seen)];
}

it('a disk without space leaves the old output as it was, however little is missing', () => {
  mountTmpfs('size=512k');
  const filler = join(mount, 'filler');
  const free = (): number => {
    const { bavail, bsize } = fs.statfsSync(mount);
    return bavail * bsize;
  };
  const seen = sweep(
    Array.from({ length: 30 }, (_, pages) => pages * PAGE),
    (left) => fs.writeFileSync(filler, Buffer.alloc(Math.max(0, free() - left))),
    () => fs.rmSync(filler),
  );
  expect(seen).toEqual(['disk-full', 'done']);
});

it('a disk without room for one more file leaves the old output as it was', () => {
  mountTmpfs('size=4m,nr_inodes=80');
  const fillers: string[] = [];
  const seen = sweep(
    Array.from({ length: 30 }, (_, left) => left),
    (left) => {
      for (let { ffree } = fs.statfsSync(mount); ffree > left; ffree--) {
        const filler = join(mount, `filler-${ffree}`);
        fs.writeFileSync(filler, '');
        fillers.push(filler);
      }
    },
    () => {
      for (const filler of fillers.splice(0)) fs.rmSync(filler);
    },
  );
  expect(seen).toEqual(['disk-full', 'done']);
});

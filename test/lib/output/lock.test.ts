import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { acquire } from '../../../lib/output/lock';
import { nameOf, self } from '../../../lib/output/owner';
import { writeTo } from '../../../lib/output/write';
import { PATIENCE } from '../../patience';
import { type Contents, childScript, contents, freshFolder, requestOf, runChild } from './support';

/** For locks that stay. */
const IN_VAIN = { timeout: 40, abandonedAfter: 600_000 };

let out: string;
beforeEach(() => {
  out = freshFolder();
});

/** A lock as a process that cannot be this one left it. */
function lockOf(difference: Partial<ReturnType<typeof self>>): void {
  fs.mkdirSync(join(out, '.synth/lock', nameOf({ ...self(), ...difference })), { recursive: true });
}

describe('the lock', () => {
  it('is one folder while it is held, and nothing afterwards', () => {
    const lock = acquire(nodeDisk, out, IN_VAIN);
    expect(fs.readdirSync(join(out, '.synth'))).toEqual(['lock']);
    expect(lock.held()).toBe(true);
    lock.release();
    expect(fs.readdirSync(out)).toEqual([]);
  });

  it('is not given twice; the second says who holds it and gives up after its time', () => {
    const lock = acquire(nodeDisk, out, IN_VAIN);
    const result = write(requestOf(out, { app: { f: '' } }), { lockTimeout: 40 });
    expect(result.folders).toEqual([]);
    expect(result.diagnostics).toMatchObject([{ id: 'output-locked', severity: 'error' }]);
    expect(result.diagnostics[0]?.message).toContain(`process ${process.pid} on `);
    expect(result.diagnostics[0]?.message).toContain('0.04 s');
    expect(fs.readdirSync(out)).toEqual(['.synth']);
    lock.release();
    expect(fs.readdirSync(out)).toEqual([]);
  });

  it('of a process that is gone is taken over at once', () => {
    lockOf({ start: '1' });
    acquire(nodeDisk, out, { ...IN_VAIN, timeout: 0 }).release();
    expect(fs.readdirSync(out)).toEqual([]);
  });

  it('of a process on another host is respected until it counts as abandoned', () => {
    lockOf({ machine: 'abc' });
    expect(() => acquire(nodeDisk, out, IN_VAIN)).toThrow('did not finish');
    acquire(nodeDisk, out, { timeout: PATIENCE, abandonedAfter: 1 }).release();
    expect(fs.readdirSync(out)).toEqual([]);
  });

  it('that was taken over counts as new, so that a third does not take it as well', () => {
    lockOf({ machine: 'abc' });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    const second = acquire(nodeDisk, out, { timeout: PATIENCE, abandonedAfter: 50 });
    const name = fs.readdirSync(join(out, '.synth/lock'))[0] ?? '';
    const taken = fs.statSync(join(out, '.synth/lock', name)).ctimeMs;
    expect(taken).toBeGreaterThan(fs.statSync(join(out, '.synth/lock', name)).birthtimeMs + 50);
    second.release();
  });

  it('that was lost stops the run before anything is changed', () => {
    const request = requestOf(out, { app: { f: 'x' } });
    const disk = {
      ...nodeDisk,
      create: (...args: Parameters<typeof nodeDisk.create>) => {
        const lock = join(out, '.synth/lock');
        const mine = fs.readdirSync(lock)[0] ?? '';
        if (!mine.endsWith('@abc')) fs.renameSync(join(lock, mine), join(lock, nameOf({ ...self(), nonce: 'abc' })));
        nodeDisk.create(...args);
      },
    };
    expect(writeTo(disk, request).diagnostics.map(({ id }) => id)).toEqual(['output-lock-lost']);
    expect(fs.readdirSync(out)).toEqual(['.synth']);
  });

  it('sweeps away what waiting processes left that were killed, and nobody else', () => {
    const dead = join(out, '.synth', `wait-${nameOf({ ...self(), start: '1' })}`);
    const alive = join(out, '.synth', `wait-${nameOf(self())}`);
    fs.mkdirSync(dead, { recursive: true });
    fs.mkdirSync(alive);
    acquire(nodeDisk, out, IN_VAIN).release();
    expect([fs.existsSync(dead), fs.existsSync(alive)]).toEqual([false, true]);
  });

  it('does not go through a link', () => {
    const elsewhere = freshFolder();
    fs.symlinkSync(elsewhere, join(out, '.synth'));
    expect(() => acquire(nodeDisk, out, IN_VAIN)).toThrow('symbolic link');
    expect(fs.readdirSync(elsewhere)).toEqual([]);
  });

  it('lets a run wait for another one and then proceed', async () => {
    const slow = spawn(process.execPath, [
      childScript(),
      JSON.stringify({ out, contents: { app: { f: 'slow' } }, hold: 150 }),
    ]);
    const ended = new Promise((resolve) => slow.once('exit', resolve));
    await new Promise((resolve) => slow.stdout.once('data', resolve));
    expect(write(requestOf(out, { app: { f: 'fast' } }), { lockTimeout: PATIENCE }).diagnostics).toEqual([]);
    expect(await ended).toBe(0);
    expect(fs.readFileSync(join(out, 'app/f'), 'utf8')).toBe('fast');
  });
});

describe('many processes at once', () => {
  const all: Contents = {
    one: { 'compose.yaml': 'x ', 'd/a': 'x ', 'd/b': 'x ' },
    two: { 'compose.yaml': 'x ', c: 'x ' },
  };
  const secrets = [{ file: '', length: 24, mode: 0o600, construct: 'c' }] as const;

  /** Starts writers, each with its own contents; kills each so long after its start, if it has such a time. */
  async function race(times: number, killAfter: readonly number[]): Promise<readonly string[]> {
    const file = join(freshFolder(), 'secrets/s');
    const ends = Array.from({ length: 8 }, async (_, i) => {
      const files = i % 2 === 0 ? all : { ...all, one: { ...all['one'], [`only-${i}`]: 'x ' } };
      const mine = [{ ...secrets[0], file }];
      const salt = `writer ${i}`;
      const errand = { out, contents: files, secrets: mine, times, salt, lockTimeout: PATIENCE, announces: true };
      const child = spawn(process.execPath, [childScript(), JSON.stringify(errand)]);
      const text: string[] = [];
      child.stdout.on('data', (data) => text.push(String(data)));
      child.stderr.on('data', (data) => text.push(String(data)));
      const after = killAfter[i];
      if (after !== undefined) child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after));
      await new Promise((resolve) => child.once('close', resolve));
      return text.join('');
    });
    return Promise.all(ends);
  }

  /** The one writer whose files are there; fails when there are those of two. */
  function theWriter(): string {
    const now = contents(out);
    const salts = new Set(
      Object.entries(now)
        .filter(([path, content]) => content !== '/' && !path.endsWith('manifest.json'))
        .map(([, content]) => content),
    );
    expect(salts.size).toBe(1);
    const salt = [...salts][0] ?? '';
    const number = Number(/writer (\d)/.exec(salt)?.[1]);
    const files = number % 2 === 0 ? all : { ...all, one: { ...all['one'], [`only-${number}`]: 'x ' } };
    const fresh = freshFolder();
    const withSalt = Object.entries(files).map(([name, paths]) => [
      name,
      Object.fromEntries(Object.keys(paths).map((path) => [path, salt])),
    ]);
    expect(write(requestOf(fresh, Object.fromEntries(withSalt))).diagnostics).toEqual([]);
    expect(now).toEqual(contents(fresh));
    return salt;
  }

  it('leave exactly the output of one of them, its manifests, and no rests', async () => {
    const texts = await race(12, []);
    for (const text of texts) expect(JSON.parse(text.replace('going\n', ''))).toMatchObject({ diagnostics: [] });
    expect(theWriter()).toMatch(/ 11\n$/);
  });

  it('leave exactly the output of one of them after the next run, even when they are killed', async () => {
    runChild({ out, contents: all, salt: 'writer 0' });
    await race(1000, [20, 40, 60, 80, 100, 120, 140, 160]);
    expect(runChild({ out, contents: {} }).stderr).toBe('');
    theWriter();
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { judge, nameOf, parseOwner, self } from '../../../lib/output/owner';

describe('the owner of a lock', () => {
  it('is read back from its name', () => {
    const owner = self();
    expect(owner.pid).toBe(process.pid);
    expect(parseOwner(nameOf(owner))).toEqual(owner);
  });

  it('has a name that fits into one path segment', () => {
    expect(nameOf(self())).toMatch(/^[A-Za-z0-9@.-]{20,200}$/);
  });

  it('is not read from any other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const owner = parseOwner(text);
        if (owner) expect(nameOf(owner)).toBe(text);
      }),
    );
    expect(parseOwner('-1@h@@@@@aa')).toBeUndefined();
    expect(parseOwner('0@h@@@@@aa')).toBeUndefined();
  });

  it('is told from an earlier lock of the same process', () => {
    expect(nameOf(self())).not.toBe(nameOf(self()));
  });

  it('is alive while its process runs', () => {
    expect(judge(self(), self())).toBe('alive');
  });

  it('is dead when its process is gone', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    expect(judge({ ...self(), pid }, self())).toBe('dead');
  });

  it('is dead when its number belongs to a later process', () => {
    expect(judge({ ...self(), start: '1' }, self())).toBe('dead');
  });

  it('is dead when the machine was started anew since', () => {
    expect(judge({ ...self(), boot: 'abc' }, self())).toBe('dead');
  });

  it('is dead when it was killed and nobody has collected it yet', async () => {
    // the program that the shell turns into waits for no child, so that the child stays a zombie
    const shell = spawn('bash', ['-c', 'sleep 900 & echo $!; exec sleep 900']);
    const pid = await new Promise<number>((resolve) => shell.stdout.once('data', (line) => resolve(Number(line))));
    const of = (process: number | undefined, file: string) => readFileSync(`/proc/${process}/${file}`, 'utf8');
    const stat = () => of(pid, 'stat').replace(/.*\) /, '').split(' ');
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    try {
      const there = { ...self(), pid, start: '' };
      await until(() => of(shell.pid, 'comm') === 'sleep\n');
      process.kill(pid, 'SIGKILL');
      await until(() => stat()[0] === 'Z');
      expect(judge({ ...there, start: stat()[19] ?? '' }, self())).toBe('dead');
    } finally {
      shell.kill();
    }
  });

  it.each([
    ['on another host', { machine: 'abc' }],
    ['in another container', { space: 'abc' }],
    ['on a platform that tells no start time', { start: '' }],
  ])('is unknown %s', (_, difference) => {
    expect(judge({ ...self(), ...difference }, self())).toBe('unknown');
  });
});

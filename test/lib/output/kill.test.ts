import * as fs from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { writeTo } from '../../../lib/output/write';
import {
  AFTER,
  BEFORE,
  type Changing,
  contents,
  type Errand,
  freshFolder,
  picture,
  requestOf,
  runChild,
  watched,
} from './support';

interface Call {
  readonly name: Changing;
  readonly path: string;
}

const secretsOf = (out: string) =>
  [{ file: join(out, '../secrets/db'), length: 20, mode: 0o600, construct: 'kitteh/db' }] as const;

function prepared(): string {
  const out = join(freshFolder(), 'out');
  write(requestOf(out, BEFORE));
  return out;
}

const calls: readonly Call[] = (() => {
  const all: Call[] = [];
  const out = prepared();
  const disk = watched(nodeDisk, (_, name, path) => all.push({ name, path }));
  writeTo(disk, requestOf(out, AFTER, secretsOf(out)));
  return all;
})();
/** The new output holds from the call after this one on. */
const commitPoint = calls.findIndex(({ path }) => path.endsWith('/.synth/journal.json'));
/** All is in place; what follows is clearing up. */
const committed = calls.findIndex(({ name, path }) => name === 'remove' && path.endsWith('/.synth/journal.json'));

const fresh = join(freshFolder(), 'out');
write(requestOf(fresh, AFTER));
const after = contents(fresh);

/** Runs AFTER in a process of its own, which kills itself with SIGKILL. */
function killed(out: string, errand: Partial<Errand>): void {
  const ended = runChild({ out, contents: AFTER, secrets: secretsOf(out), ...errand });
  expect([ended.signal, ended.stderr]).toEqual(['SIGKILL', '']);
}

const kill = (call: number, half = false) => ({ signalAt: { call, signal: 'SIGKILL' as const, half } });

it('has many moments to kill at, before and after the new output holds', () => {
  expect(commitPoint).toBeGreaterThan(25);
  expect(committed - commitPoint).toBeGreaterThan(15);
  expect(calls.length).toBeGreaterThan(60);
});

describe('killed before the new output holds', () => {
  it('has left the old output with every inode and time, and the next run clears up', () => {
    for (let call = 0; call <= commitPoint; call++) {
      const out = prepared();
      const before = picture(out);
      killed(out, kill(call));
      expect(withoutRoom(picture(out))).toEqual(before);
      write(requestOf(out, {}));
      expect(picture(out)).toEqual(before);
    }
  });

  it('has left the old output when the kill comes in the middle of a file', () => {
    calls.forEach(({ name }, call) => {
      if (name !== 'create') return;
      const out = prepared();
      const before = picture(out);
      killed(out, kill(call, true));
      expect(withoutRoom(picture(out))).toEqual(before);
      expect(write(requestOf(out, AFTER, secretsOf(out))).diagnostics).toEqual([]);
      expect(contents(out)).toEqual(after);
      expect(fs.readdirSync(join(out, '../secrets')).sort()).toEqual(['.gitignore', 'db']);
      expect(fs.readFileSync(join(out, '../secrets/db'), 'utf8')).toMatch(/^[A-Za-z0-9]{20}$/);
    });
  });
});

describe('killed after the new output holds', () => {
  it('is finished by the next run, even one that wants nothing', () => {
    for (let call = commitPoint + 1; call < calls.length; call += call <= committed ? 1 : 4) {
      const out = prepared();
      killed(out, kill(call));
      expect(write(requestOf(out, {})).diagnostics).toEqual([]);
      expect(contents(out)).toEqual(after);
    }
  });

  it('does not keep the next run from writing something else', () => {
    for (let call = commitPoint + 1; call < calls.length; call += 6) {
      const out = prepared();
      const { prod: _, ...old } = { ...contents(out) };
      killed(out, kill(call));
      expect(write(requestOf(out, { ...BEFORE, prod: {} })).diagnostics).toEqual([]);
      const { prod, 'prod/manifest.json': __, ...now } = contents(out);
      expect([prod, now]).toEqual(['/', old]);
    }
  });

  it('is finished by a third run when the second is killed as well, wherever', () => {
    const first = commitPoint + Math.floor((calls.length - commitPoint) / 3);
    for (let second = 0, signal: string | null = 'SIGKILL'; signal !== null; second += 5) {
      const out = prepared();
      killed(out, kill(first));
      signal = runChild({ out, contents: {}, ...kill(second) }).signal;
      write(requestOf(out, {}));
      expect(contents(out)).toEqual(after);
    }
  });
});

describe('killed while a failed commit is undone', () => {
  it('is undone by the next run', () => {
    const failAt = { call: commitPoint + 18, code: 'EIO' };
    let moments = 0;
    for (let call = failAt.call + 2, signal: string | null = 'SIGKILL'; signal !== null; call += 2) {
      const out = prepared();
      const before = picture(out);
      signal = runChild({ out, contents: AFTER, secrets: secretsOf(out), failAt, ...kill(call) }).signal;
      write(requestOf(out, {}));
      expect(picture(out)).toEqual(before);
      moments++;
    }
    expect(moments).toBeGreaterThan(10);
  });
});

describe('a journal', () => {
  /** A run that was killed in the middle of its commit. */
  function interrupted(): { readonly out: string; readonly journal: string } {
    const out = prepared();
    killed(out, kill(commitPoint + 4));
    return { out, journal: join(out, '.synth/journal.json') };
  }

  it('that cannot be read is an error, and nothing is written', () => {
    const { out, journal } = interrupted();
    fs.writeFileSync(journal, '{"operations":[{"do":"put"');
    const before = withoutRoom(picture(out));
    expect(write(requestOf(out, AFTER)).diagnostics.map(({ id }) => id)).toEqual(['journal-corrupt']);
    expect(withoutRoom(picture(out))).toEqual(before);
  });

  it('of a stranger cannot reach out of the output folder', () => {
    const { out, journal } = interrupted();
    const operations = [{ do: 'put', path: '../victim', sha256: 'a'.repeat(64), replaces: true }];
    fs.writeFileSync(journal, JSON.stringify({ operations }));
    expect(write(requestOf(out, AFTER)).diagnostics.map(({ id }) => id)).toEqual(['journal-corrupt']);
  });

  it('is not followed through a link', () => {
    const { out } = interrupted();
    const elsewhere = join(freshFolder(), 'elsewhere');
    fs.renameSync(join(out, 'dev'), elsewhere);
    fs.symlinkSync(elsewhere, join(out, 'dev'));
    const before = picture(elsewhere);
    const ids = write(requestOf(out, AFTER)).diagnostics.map(({ id }) => id);
    expect(ids).toEqual(['link-in-the-way', 'output-unfinished']);
    expect(picture(elsewhere)).toEqual(before);
  });

  it('whose staged files a power loss emptied takes everything back', () => {
    const out = prepared();
    const before = picture(out);
    killed(out, kill(commitPoint + 8));
    for (const name of fs.readdirSync(join(out, '.synth'))) {
      if (name.startsWith('new-')) fs.truncateSync(join(out, '.synth', name));
    }
    expect(write(requestOf(out, {})).diagnostics).toEqual([]);
    expect(picture(out)).toEqual(before);
  });
});

function withoutRoom<T>(all: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([path]) => path !== '.synth' && !path.startsWith('.synth/')));
}

import * as fs from 'node:fs';
import { join } from 'node:path';
import { type OutputSecret, write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { nameOf, self } from '../../../lib/output/owner';
import { draw } from '../../../lib/output/secrets';
import { writeTo } from '../../../lib/output/write';
import { freshFolder, picture, requestOf, systemError } from './support';

let base: string;
let out: string;
let folder: string;
beforeEach(() => {
  base = freshFolder();
  out = join(base, 'synth.out');
  folder = join(base, 'secrets');
});

const secret = (name: string, more: Partial<OutputSecret> = {}): OutputSecret => ({
  file: join(folder, name),
  length: 32,
  mode: 0o600,
  construct: `kitteh/${name}`,
  ...more,
});
const make = (...secrets: readonly OutputSecret[]) => write(requestOf(out, { app: { f: 'x' } }, secrets));
const modeOf = (path: string): number => fs.statSync(path).mode & 0o7777;

describe('a generated secret', () => {
  it('is made once, in a private folder that git ignores', () => {
    const result = make(secret('db'), secret('key', { length: 7, mode: 0o444 }));
    expect(result.diagnostics).toEqual([]);
    expect(result.createdSecrets).toEqual([join(folder, 'db'), join(folder, 'key')]);
    expect(fs.readFileSync(join(folder, 'db'), 'utf8')).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(fs.readFileSync(join(folder, 'key'), 'utf8')).toMatch(/^[A-Za-z0-9]{7}$/);
    expect([modeOf(folder), modeOf(join(folder, 'db')), modeOf(join(folder, 'key'))]).toEqual([0o700, 0o600, 0o444]);
    expect(fs.readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
    expect(fs.readdirSync(folder).sort()).toEqual(['.gitignore', 'db', 'key']);
  });

  it('has its mode whatever the umask', () => {
    const before = process.umask(0o077);
    try {
      make(secret('db', { mode: 0o444 }));
    } finally {
      process.umask(before);
    }
    expect(modeOf(join(folder, 'db'))).toBe(0o444);
  });

  it('is kept by every later run', () => {
    make(secret('db'));
    const before = picture(folder);
    expect(make(secret('db')).createdSecrets).toEqual([]);
    expect(make(secret('db', { length: 64 })).createdSecrets).toEqual([]);
    expect(picture(folder)).toEqual(before);
  });

  it('that a person put there is kept, and gets the mode asked for', () => {
    fs.mkdirSync(folder, { mode: 0o755 });
    fs.writeFileSync(join(folder, '.gitignore'), '# private\n*\n');
    fs.writeFileSync(join(folder, 'db'), 'chosen', { mode: 0o644 });
    expect(make(secret('db'))).toMatchObject({ diagnostics: [], createdSecrets: [] });
    expect([fs.readFileSync(join(folder, 'db'), 'utf8'), modeOf(join(folder, 'db'))]).toEqual(['chosen', 0o600]);
    expect(modeOf(folder)).toBe(0o700);
    expect(make(secret('db', { mode: 0o444 })).diagnostics).toEqual([]);
    expect(modeOf(join(folder, 'db'))).toBe(0o444);
  });

  it('that is made by somebody else at the same moment is not overwritten', () => {
    const disk = {
      ...nodeDisk,
      link(existing: string, name: string) {
        if (name.endsWith('/db')) fs.writeFileSync(name, 'theirs');
        nodeDisk.link(existing, name);
      },
    };
    const result = writeTo(disk, requestOf(out, {}, [secret('db')]));
    expect(result).toMatchObject({ diagnostics: [], createdSecrets: [] });
    expect(fs.readFileSync(join(folder, 'db'), 'utf8')).toBe('theirs');
    expect(fs.readdirSync(folder).sort()).toEqual(['.gitignore', 'db']);
  });

  it('is made on a disk without hard links', () => {
    const disk = {
      ...nodeDisk,
      link: (_: string, name: string) => {
        throw systemError('ENOTSUP', 'link', name);
      },
    };
    expect(writeTo(disk, requestOf(out, {}, [secret('db')])).createdSecrets).toEqual([join(folder, 'db')]);
    expect(fs.readdirSync(folder).sort()).toEqual(['.gitignore', 'db']);
  });

  it('appears in no result, manifest or file of the output', () => {
    const result = make(secret('db'));
    const value = fs.readFileSync(join(folder, 'db'), 'utf8');
    expect(JSON.stringify([result, picture(out), make(secret('db'))])).not.toContain(value);
  });

  it('that two stacks share suits the reader that needs more', () => {
    expect(make(secret('db'), secret('db', { mode: 0o444, length: 40 })).createdSecrets).toEqual([join(folder, 'db')]);
    expect([modeOf(join(folder, 'db')), fs.statSync(join(folder, 'db')).size]).toEqual([0o444, 40]);
    expect(make(secret('db', { mode: 0o444 }), secret('db')).diagnostics).toEqual([]);
    expect(modeOf(join(folder, 'db'))).toBe(0o444);
  });

  it('stays when the output cannot be written', () => {
    const disk = {
      ...nodeDisk,
      rename(from: string, to: string) {
        if (to.endsWith('/app/f')) throw systemError('EIO', 'rename', to);
        nodeDisk.rename(from, to);
      },
    };
    const result = writeTo(disk, requestOf(out, { app: { f: 'x' } }, [secret('db')]));
    expect(result.diagnostics.map(({ id }) => id)).toEqual(['write-failed']);
    expect(result.createdSecrets).toEqual([join(folder, 'db')]);
  });

  it('may live in a folder that is reached through a link', () => {
    const elsewhere = freshFolder();
    fs.symlinkSync(elsewhere, folder);
    expect(make(secret('db')).diagnostics).toEqual([]);
    expect(fs.readdirSync(elsewhere).sort()).toEqual(['.gitignore', 'db']);
    expect(modeOf(elsewhere)).toBe(0o700);
  });

  it('that is left alone is not made, and named', () => {
    const result = make(secret('db', { leave: true }), secret('key'));
    expect(result).toMatchObject({ diagnostics: [], createdSecrets: [join(folder, 'key')] });
    expect(result.missingSecrets).toEqual([join(folder, 'db')]);
    expect(make(secret('db', { leave: true })).missingSecrets).toEqual([join(folder, 'db')]);
    expect(fs.existsSync(join(folder, 'db'))).toBe(false);
  });

  it('that is left alone is looked at where it is there', () => {
    make(secret('db'));
    expect(make(secret('db', { leave: true, mode: 0o444 })).missingSecrets).toEqual([]);
    expect(modeOf(join(folder, 'db'))).toBe(0o444);
    fs.writeFileSync(join(folder, 'db'), '');
    expect(make(secret('db', { leave: true })).diagnostics).toMatchObject([{ id: 'secret-empty' }]);
  });

  it('that one stack leaves alone is made for another one', () => {
    expect(make(secret('db', { leave: true }), secret('db')).createdSecrets).toEqual([join(folder, 'db')]);
  });

  it('leaves no empty output folder behind where nothing else is written', () => {
    expect(write(requestOf(out, {}, [secret('db')])).createdSecrets).toEqual([join(folder, 'db')]);
    expect(fs.readdirSync(base)).toEqual(['secrets']);
  });

  it('is cleared of what a killed run left beside it', () => {
    make(secret('db'));
    const rest = join(folder, `.synth-${nameOf({ ...self(), start: '1' })}`);
    fs.writeFileSync(rest, 'half');
    make(secret('db'));
    expect(fs.existsSync(rest)).toBe(false);
  });
});

describe('a secret that cannot be', () => {
  const refuses = (id: string, wanted: OutputSecret): void => {
    const before = picture(base);
    const result = make(wanted);
    expect(result.diagnostics).toMatchObject([{ id, severity: 'error', path: wanted.construct }]);
    expect(result).toMatchObject({ folders: [], createdSecrets: [] });
    expect(picture(base)).toEqual(before);
  };

  it('is empty: some other tool crashed', () => {
    make(secret('db'));
    fs.truncateSync(join(folder, 'db'));
    refuses('secret-empty', secret('db'));
  });

  it.each(['\n', '\r\n', ' \t\n\n'])('holds %j and nothing else, so its password would be empty', (content) => {
    make(secret('db'));
    fs.writeFileSync(join(folder, 'db'), content);
    refuses('secret-empty', secret('db'));
  });

  it('is a folder: Docker made it for a bind mount that was missing', () => {
    make(secret('other'));
    fs.mkdirSync(join(folder, 'db'));
    refuses('secret-not-a-file', secret('db'));
  });

  it('is a link', () => {
    make(secret('other'));
    fs.symlinkSync('other', join(folder, 'db'));
    refuses('secret-not-a-file', secret('db'));
  });

  it('would make a folder private that holds other things', () => {
    fs.writeFileSync(join(base, 'stack.ts'), '');
    fs.chmodSync(base, 0o755);
    refuses('secret-folder-shared', secret('db', { file: join(base, 'db') }));
  });

  it('is in a folder that is a file', () => {
    fs.writeFileSync(folder, '');
    expect(make(secret('db')).diagnostics).toMatchObject([{ id: 'file-in-the-way', path: 'kitteh/db' }]);
  });

  it.each([
    ['relative', { file: 'secrets/db' }],
    ['not plain', { file: '/a/../b' }],
    ['of length 0', { length: 0 }],
    ['of no whole length', { length: 1.5 }],
    ['of an absurd length', { length: 1e9 }],
  ])('is %s', (_, more) => {
    refuses('secret-invalid', secret('db', more));
  });

  it('is at the place of an output file', () => {
    refuses('secret-invalid', secret('db', { file: join(out, 'app/f') }));
  });
});

describe('drawing', () => {
  it('uses each of the 62 characters equally often', () => {
    const drawn = draw(62_000);
    const counts = new Map<string, number>();
    for (const character of drawn) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(drawn).toMatch(/^[A-Za-z0-9]{62000}$/);
    expect(counts.size).toBe(62);
    // Chi-square with 61 degrees of freedom: above 140 once in ten million draws. Modulo bias gives about 1,500.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(140);
  });

  it('never gives the same twice', () => {
    expect(new Set(Array.from({ length: 500 }, () => draw(16))).size).toBe(500);
  });
});

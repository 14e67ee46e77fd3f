import * as fs from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../lib/output';
import { AFTER, BEFORE, type Contents, freshFolder, OTHER_USER, picture, requestOf, runChild } from './support';

/** Refusals of the real operating system, in a process that it can refuse something. */
let out: string;
beforeEach(() => {
  out = join(freshFolder(), 'out');
  expect(runChild({ out, contents: BEFORE }, OTHER_USER).stdout).toContain('"diagnostics":[]');
});

/** Who is not root cannot clear away what it may not write. */
afterEach(() => {
  for (const path of ['', 'kitteh', 'kitteh/proxy'])
    if (fs.existsSync(join(out, path))) fs.chmodSync(join(out, path), 0o755);
});

function diagnosticsOf(contents: Contents, options: Parameters<typeof runChild>[1]): readonly Record<string, string>[] {
  const ended = runChild({ out, contents }, options);
  expect(ended.stderr).toBe('');
  return JSON.parse(ended.stdout).diagnostics;
}

describe('the operating system', () => {
  it('refuses a file that is too large, in the middle of it (EFBIG): the old output stays', () => {
    const before = picture(out);
    const large: Contents = { ...AFTER, prod: { 'a-small-one': 'x', 'compose.yaml': 'x'.repeat(100_000) } };
    const diagnostics = diagnosticsOf(large, { shell: 'ulimit -f 64' });
    expect(diagnostics).toMatchObject([{ id: 'file-size-limit', path: 'prod/c' }]);
    expect(diagnostics[0]?.['message']).toContain(join(out, 'prod/compose.yaml'));
    expect(picture(out)).toEqual(before);
  });

  it.each([
    ['the output folder', ''],
    ['the folder of a stack', 'kitteh'],
    ['a folder in it', 'kitteh/proxy'],
  ])('refuses to write to %s (EACCES): the old output stays', (_, path) => {
    fs.chmodSync(join(out, path), 0o555);
    const before = picture(out);
    const diagnostics = diagnosticsOf(AFTER, OTHER_USER);
    expect(diagnostics).toMatchObject([{ id: 'access-denied' }]);
    expect(diagnostics[0]?.['message']).toContain(join(out, path));
    expect(picture(out)).toEqual(before);
  });

  it('refuses to read a file (EACCES): the old output stays', () => {
    fs.chmodSync(join(out, 'kitteh/compose.yaml'), 0o000);
    const inode = fs.statSync(join(out, 'kitteh/compose.yaml')).ino;
    expect(diagnosticsOf(AFTER, OTHER_USER)).toMatchObject([{ id: 'access-denied', path: 'kitteh/c' }]);
    expect(fs.statSync(join(out, 'kitteh/compose.yaml')).ino).toBe(inode);
  });

  it('refuses to make the output folder (EACCES)', () => {
    const closed = freshFolder();
    fs.chmodSync(closed, 0o555);
    const ended = runChild({ out: join(closed, 'deep/out'), contents: AFTER }, OTHER_USER);
    expect(JSON.parse(ended.stdout).diagnostics).toMatchObject([{ id: 'access-denied' }]);
    expect(fs.readdirSync(closed)).toEqual([]);
    fs.chmodSync(closed, 0o755);
  });

  it('need not let it write when there is nothing to write', () => {
    fs.chmodSync(out, 0o555);
    expect(diagnosticsOf(BEFORE, OTHER_USER)).toEqual([]);
  });

  it('lets it write where an unreadable folder was, once that is repaired', () => {
    fs.chmodSync(join(out, 'kitteh'), 0o555);
    expect(diagnosticsOf(AFTER, OTHER_USER)).toHaveLength(1);
    fs.chmodSync(join(out, 'kitteh'), 0o755);
    expect(diagnosticsOf(AFTER, OTHER_USER)).toEqual([]);
    expect(write(requestOf(out, AFTER)).folders.flatMap(({ written }) => written)).toEqual([]);
  });
});

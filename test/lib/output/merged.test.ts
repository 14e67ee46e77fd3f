/**
 * An output that a team keeps in git: two branches change it, a merge leaves its manifest in pieces, and the next run
 * still knows what is its own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { MARK } from '../../../lib/core';
import { write } from '../../../lib/output';
import { freshFolder, requestOf } from './support';

let out: string;
beforeEach(() => {
  out = freshFolder();
});

const git = (...args: readonly string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main', ...args],
    {
      cwd: out,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );

const commit = (message: string): void => {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
};

/** @returns whether git merged without a conflict */
const merge = (branch: string): boolean =>
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'merge', '--quiet', '--no-edit', branch], {
    cwd: out,
  }).status === 0;

type Files = Readonly<Record<string, string>>;

/** A Compose file of these services, a folder with a file for each of them. */
const project = (...services: readonly string[]): Files => ({
  'compose.yaml': `# ${MARK}: change stack.ts\nservices:\n${services.map((name) => `  ${name}:\n    image: "${name}:1"\n`).join('')}`,
  ...Object.fromEntries(services.map((name) => [`${name}/nginx.conf`, `# of ${name}\n`])),
});

const synth = (files: Files): readonly string[] => {
  const { diagnostics, folders } = write(requestOf(out, { shop: files }));
  expect(folders).toHaveLength(1);
  return diagnostics.map(({ id, severity }) => `${severity} ${id}`);
};

const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    fs
      .readdirSync(join(out, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(out, folder).length + 1))
      .map((path) => [path, fs.readFileSync(join(out, folder, path), 'utf8')]),
  );

/** What a run in an empty folder writes. */
function fresh(files: Files): Record<string, string> {
  const elsewhere = freshFolder();
  write(requestOf(elsewhere, { shop: files }));
  const before = out;
  out = elsewhere;
  const written = filesBelow('shop');
  out = before;
  return written;
}

describe('an output that two branches have changed', () => {
  beforeEach(() => {
    git('init', '--quiet');
    synth(project('cache', 'web'));
    commit('base');
    git('checkout', '--quiet', '-b', 'other');
    synth(project('cache', 'queue', 'web'));
    commit('queue');
    git('checkout', '--quiet', 'main');
    synth(project('cache', 'mail', 'web'));
    commit('mail');
  });

  it('is written whole after the merge, whatever markers git has left in it', () => {
    expect(merge('other')).toBe(false);
    expect(fs.readFileSync(join(out, 'shop/manifest.json'), 'utf8')).toContain('<<<<<<<');
    const merged = project('cache', 'mail', 'queue', 'web');
    expect(synth(merged)).toEqual(['warning manifest-rebuilt']);
    expect(filesBelow('shop')).toEqual(fresh(merged));
    expect(synth(merged)).toEqual([]);
  });

  it('loses what neither side wants any more, and nothing else', () => {
    expect(merge('other')).toBe(false);
    fs.writeFileSync(join(out, 'shop/notes.md'), 'mine');
    fs.writeFileSync(join(out, 'shop/mail/nginx.conf'), 'changed by hand');
    expect(synth(project('cache'))).toEqual(['warning manifest-rebuilt', 'warning orphan-edited']);
    expect(filesBelow('shop')).toEqual({
      ...fresh(project('cache')),
      'notes.md': 'mine',
      'mail/nginx.conf': 'changed by hand',
    });
  });

  it('merges by itself with `merge=union`, and is then written without a word', () => {
    fs.writeFileSync(join(out, '.git/info/attributes'), 'manifest.json merge=union\n');
    merge('other');
    expect(fs.readFileSync(join(out, 'shop/manifest.json'), 'utf8')).not.toContain('<<<<<<<');
    const merged = project('cache', 'mail', 'queue', 'web');
    synth(merged);
    expect(filesBelow('shop')).toEqual(fresh(merged));
  });

  it('is written whole after a rebase that stopped, too', () => {
    expect(
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'rebase', 'other'], { cwd: out }).status,
    ).toBe(1);
    const merged = project('cache', 'mail', 'queue', 'web');
    expect(synth(merged)).toEqual(['warning manifest-rebuilt']);
    expect(filesBelow('shop')).toEqual(fresh(merged));
  });
});

describe('a manifest that is lost', () => {
  beforeEach(() => synth(project('cache', 'web')));
  const manifest = (): string => join(out, 'shop/manifest.json');

  it.each([
    ['is missing', () => fs.rmSync(manifest())],
    ['is empty', () => fs.writeFileSync(manifest(), '')],
    ['was cut off', () => fs.truncateSync(manifest(), 40)],
    ["is another program's", () => fs.writeFileSync(manifest(), '{"name":"app","icons":[]}')],
    ['holds bytes that are no text', () => fs.writeFileSync(manifest(), Buffer.from([0xff, 0xfe, 0, 1]))],
  ])('that %s is written anew', (_, lose) => {
    lose();
    const changed = { ...project('cache', 'web'), 'compose.yaml': `# ${MARK}: change stack.ts\nservices: {}\n` };
    expect(synth(changed)).toEqual(['warning manifest-rebuilt']);
    expect(filesBelow('shop')).toEqual(fresh(changed));
    expect(synth(changed)).toEqual([]);
  });

  it("costs nobody a file: what may be another's is kept beside the new one", () => {
    fs.rmSync(manifest());
    fs.writeFileSync(join(out, 'shop/web/nginx.conf'), 'written by hand');
    fs.writeFileSync(join(out, 'shop/notes.md'), 'mine');
    expect(synth(project('web'))).toEqual(['warning manifest-rebuilt', 'warning file-kept']);
    expect(filesBelow('shop')).toEqual({
      ...fresh(project('web')),
      'cache/nginx.conf': '# of cache\n',
      'web/nginx.conf.kept': 'written by hand',
      'notes.md': 'mine',
    });
  });

  it('is not looked for in a folder that synth never wrote: its files stay, and stop the run', () => {
    fs.mkdirSync(join(out, 'mine'));
    fs.writeFileSync(join(out, 'mine/compose.yaml'), 'services: {}\n');
    const { diagnostics } = write(requestOf(out, { mine: project('web') }));
    expect(diagnostics.map(({ id }) => id)).toEqual(['file-not-ours']);
    expect(filesBelow('mine')).toEqual({ 'compose.yaml': 'services: {}\n' });
  });
});

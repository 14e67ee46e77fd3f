import * as fs from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { sha256 } from '../../../lib/output/manifest';
import { writeTo } from '../../../lib/output/write';
import {
  AFTER,
  BEFORE,
  CHANGING,
  type Contents,
  contents,
  freshFolder,
  picture,
  requestOf,
  systemError,
  watched,
} from './support';

let out: string;
beforeEach(() => {
  out = join(freshFolder(), 'synth.out');
});

const put = (all: Contents) => write(requestOf(out, all));
const ids = (all: Contents): readonly string[] => put(all).diagnostics.map(({ id }) => id);

/** What must be on disk after `put(all)`, folders and manifests included. */
function expected(all: Contents): Record<string, string> {
  const fresh = join(freshFolder(), 'out');
  expect(write(requestOf(fresh, all)).diagnostics).toEqual([]);
  return contents(fresh);
}

describe('writing', () => {
  it('writes each file with its bytes as given, and a manifest that names its construct and digest', () => {
    const result = put({ kitteh: { 'compose.yaml': 'a: 1\r\nb: ü\n', 'proxy/nginx.conf': '' } });
    expect(result).toEqual({
      folders: [{ name: 'kitteh', written: ['compose.yaml', 'proxy/nginx.conf'], unchanged: [], removed: [] }],
      createdSecrets: [],
      missingSecrets: [],
      diagnostics: [],
    });
    expect(fs.readFileSync(join(out, 'kitteh/compose.yaml'), 'utf8')).toBe('a: 1\r\nb: ü\n');
    expect(JSON.parse(fs.readFileSync(join(out, 'kitteh/manifest.json'), 'utf8'))).toEqual({
      files: {
        'compose.yaml': { construct: 'kitteh/c', sha256: sha256(Buffer.from('a: 1\r\nb: ü\n')) },
        'proxy/nginx.conf': { construct: 'kitteh/c', sha256: sha256(Buffer.from('')) },
      },
    });
  });

  it('leaves nothing of its own work behind', () => {
    put(BEFORE);
    put(AFTER);
    expect(fs.readdirSync(out).sort()).toEqual(['dev', 'kitteh', 'prod']);
  });

  it('writes the same bytes at two places, manifest included', () => {
    put(BEFORE);
    expect(contents(out)).toEqual(expected(BEFORE));
  });

  it('lets a script be run by its name, and nothing else', () => {
    put({ a: { 'with-secrets.sh': '#!/bin/sh\n', 'nginx.conf': '# /bin/sh\n', empty: '' } });
    const mode = (path: string): number => fs.statSync(join(out, 'a', path)).mode & 0o777;
    expect([mode('with-secrets.sh'), mode('nginx.conf'), mode('empty')]).toEqual([0o755, 0o644, 0o644]);
  });

  it('gives files and folders the modes that the umask says', () => {
    const before = process.umask(0o022);
    try {
      put({ a: { 'd/f': 'x' } });
    } finally {
      process.umask(before);
    }
    const seen = picture(out);
    expect([seen['a'], seen['a/d'], seen['a/d/f'], seen['a/manifest.json']].map((entry) => entry?.mode)).toEqual([
      0o755, 0o755, 0o644, 0o644,
    ]);
  });

  it('touches nothing when nothing changed, not even for a moment', () => {
    put(BEFORE);
    const before = picture(out);
    const calls: string[] = [];
    const disk = watched(nodeDisk, (_, name) => calls.push(name));
    const result = writeTo(disk, requestOf(out, BEFORE));
    expect(result.folders.map(({ written, removed }) => [written, removed])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(calls).toEqual([]);
    expect(picture(out)).toEqual(before);
  });

  it('keeps inode and time of a file that did not change beside one that did', () => {
    put(BEFORE);
    const before = picture(out)['kitteh/same.txt'];
    const result = put(AFTER);
    expect(result.folders[0]?.unchanged).toEqual(['same.txt']);
    expect(picture(out)['kitteh/same.txt']).toEqual(before);
  });

  it('goes from any output to any other and ends as if the other had been written alone', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    const files = fc.dictionary(path, fc.constantFrom('', 'x', 'y\n'), { maxKeys: 6 }).map((all) => {
      const isFolder = (file: string): boolean => Object.keys(all).some((other) => other.startsWith(`${file}/`));
      return Object.fromEntries(Object.entries(all).filter(([file]) => !isFolder(file)));
    });
    fc.assert(
      fc.property(fc.array(files, { minLength: 1, maxLength: 4 }), (states) => {
        const place = join(freshFolder(), 'out');
        for (const state of states) {
          expect(write(requestOf(place, { app: state })).diagnostics).toEqual([]);
          expect(contents(place)).toEqual(expected({ app: state }));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('goes there and back between outputs in which files become folders and folders files', () => {
    put(BEFORE);
    expect(put(AFTER).diagnostics).toEqual([]);
    expect(contents(out)).toEqual(expected(AFTER));
  });

  it('does not look at a folder that the request does not name', () => {
    put(BEFORE);
    const before = picture(join(out, 'dev'));
    put({ kitteh: { f: 'x' } });
    expect(picture(join(out, 'dev'))).toEqual(before);
  });

  it('works without hard links', () => {
    put(BEFORE);
    const disk = {
      ...nodeDisk,
      link: (_: string, name: string) => {
        throw systemError('EPERM', 'link', name);
      },
    };
    expect(writeTo(disk, requestOf(out, AFTER)).diagnostics).toEqual([]);
    expect(contents(out)).toEqual(expected(AFTER));
  });

  it('knows a file under another spelling on a disk that ignores case', () => {
    put({ app: { 'Web/Dockerfile': 'FROM a\n', 'Web/gone': 'x', 'Web/same': 's' } });
    const disk = ignoringCase(out);
    const renamed = requestOf(out, { app: { 'web/Dockerfile': 'FROM b\n', 'web/same': 's', 'web/new': 'n' } });
    expect(writeTo(disk, renamed).diagnostics).toEqual([]);
    expect(fs.readdirSync(join(out, 'app/Web')).sort()).toEqual(['Dockerfile', 'new', 'same']);
    expect(fs.readFileSync(join(out, 'app/Web/Dockerfile'), 'utf8')).toBe('FROM b\n');
    expect(writeTo(disk, renamed).folders[0]?.unchanged).toHaveLength(3);
  });
});

describe('what is not ours', () => {
  it('removes what it wrote and no longer wants, with the folders that this empties', () => {
    put({ app: { 'a/b/c': '1', 'a/x': '2', k: '3' } });
    expect(put({ app: { k: '3' } }).folders[0]?.removed).toEqual(['a/b/c', 'a/x']);
    expect(contents(out)).toEqual(expected({ app: { k: '3' } }));
  });

  it('keeps foreign files, and the folders they are in', () => {
    put({ app: { 'a/ours': '1' } });
    fs.writeFileSync(join(out, 'app/a/theirs'), 'keep');
    fs.mkdirSync(join(out, 'app/empty'));
    put({ app: {} });
    const { 'app/manifest.json': _, ...rest } = contents(out);
    expect(rest).toEqual({ app: '/', 'app/a': '/', 'app/a/theirs': 'keep', 'app/empty': '/' });
  });

  it('keeps an orphan that somebody edited, says so once, and does not own it any more', () => {
    put({ app: { old: '1', k: '' } });
    fs.writeFileSync(join(out, 'app/old'), 'edited');
    const result = put({ app: { k: '' } });
    expect(result.diagnostics).toMatchObject([{ id: 'orphan-edited', severity: 'warning', path: 'app/c' }]);
    expect(result.diagnostics[0]?.message).toContain(join(out, 'app/old'));
    expect(result.folders[0]?.removed).toEqual([]);
    expect(fs.readFileSync(join(out, 'app/old'), 'utf8')).toBe('edited');
    expect(ids({ app: { k: '' } })).toEqual([]);
    expect(ids({ app: { k: '', old: '1' } })).toEqual(['file-not-ours']);
  });

  it('does not mind an orphan that is gone already', () => {
    put({ app: { 'a/old': '1', k: '' } });
    fs.rmSync(join(out, 'app/a'), { recursive: true });
    expect(ids({ app: { k: '' } })).toEqual([]);
  });

  it('refuses to write over a foreign file, and then writes nothing at all', () => {
    put(BEFORE);
    fs.mkdirSync(join(out, 'kitteh/web'));
    fs.writeFileSync(join(out, 'kitteh/web/Dockerfile'), 'mine');
    const before = picture(out);
    const result = put(AFTER);
    expect(result.folders).toEqual([]);
    expect(result.diagnostics).toMatchObject([{ id: 'file-not-ours', severity: 'error', path: 'kitteh/c' }]);
    expect(result.diagnostics[0]?.message).toContain(join(out, 'kitteh/web/Dockerfile'));
    expect(picture(out)).toEqual(before);
  });

  it('adopts a foreign file that has the wanted content', () => {
    fs.mkdirSync(join(out, 'app'), { recursive: true });
    fs.writeFileSync(join(out, 'app/f'), 'x');
    const before = picture(out)['app/f'];
    expect(put({ app: { f: 'x' } }).folders[0]?.unchanged).toEqual(['f']);
    expect(picture(out)['app/f']).toEqual(before);
    expect(put({ app: {} }).folders[0]?.removed).toEqual(['f']);
  });

  it('overwrites an edit of its own file and says so', () => {
    put({ app: { f: 'x' } });
    fs.writeFileSync(join(out, 'app/f'), 'edited');
    expect(ids({ app: { f: 'x' } })).toEqual(['edit-overwritten']);
    expect(fs.readFileSync(join(out, 'app/f'), 'utf8')).toBe('x');
  });

  it('reports every file that stands in the way in one run', () => {
    fs.mkdirSync(join(out, 'app'), { recursive: true });
    fs.writeFileSync(join(out, 'app/a'), 'mine');
    fs.writeFileSync(join(out, 'app/b'), 'mine');
    expect(ids({ app: { a: '1', b: '2' } })).toEqual(['file-not-ours', 'file-not-ours']);
  });
});

describe('what is in the way', () => {
  const refuses = (id: string, place: string, all: Contents): void => {
    const before = picture(out);
    const result = put(all);
    expect(result.folders).toEqual([]);
    expect(result.diagnostics.map((diagnostic) => diagnostic.id)).toEqual([id]);
    expect(result.diagnostics[0]?.message).toContain(place);
    expect(result.diagnostics[0]?.remedy).not.toBe('');
    expect(picture(out)).toEqual(before);
  };

  beforeEach(() => put(BEFORE));

  it('says that a folder is where a file is to be', () => {
    fs.mkdirSync(join(out, 'kitteh/web/Dockerfile'), { recursive: true });
    refuses('folder-in-the-way', 'kitteh/web/Dockerfile', AFTER);
  });

  it('says that a folder of ours cannot become a file because of a foreign file in it', () => {
    fs.writeFileSync(join(out, 'kitteh/turn/theirs'), '');
    refuses('folder-in-the-way', 'kitteh/turn', AFTER);
  });

  it('says that a foreign file is where a folder is to be', () => {
    fs.writeFileSync(join(out, 'kitteh/web'), '');
    refuses('file-in-the-way', 'kitteh/web', AFTER);
  });

  it('says that a file is where the folder of the stack is to be', () => {
    fs.writeFileSync(join(out, 'prod'), '');
    refuses('file-in-the-way', 'prod', AFTER);
  });

  it('says that the output folder is a file', () => {
    fs.rmSync(out, { recursive: true });
    fs.writeFileSync(out, 'mine');
    refuses('file-in-the-way', out, AFTER);
    expect(fs.readFileSync(out, 'utf8')).toBe('mine');
  });

  it('says that the output folder is below a file', () => {
    const file = join(out, 'kitteh/same.txt');
    const result = write(requestOf(join(file, 'deep/out'), AFTER));
    expect(result.diagnostics.map(({ id }) => id)).toEqual(['file-in-the-way']);
  });

  it('does not follow a manifest out of its folder', () => {
    const victim = join(out, '../victim');
    fs.writeFileSync(victim, 'x');
    const entry = { construct: 'c', sha256: sha256(Buffer.from('x')) };
    fs.writeFileSync(join(out, 'kitteh/manifest.json'), JSON.stringify({ files: { '../../victim': entry } }));
    write(requestOf(out, { kitteh: { 'compose.yaml': 'new\n' } }));
    expect(fs.readFileSync(victim, 'utf8')).toBe('x');
  });

  it.each([
    ['a folder', 'kitteh/proxy'],
    ['the folder of a stack', 'kitteh'],
  ])('never writes through %s that is a symbolic link', (_, path) => {
    const elsewhere = join(freshFolder(), 'elsewhere');
    fs.renameSync(join(out, path), elsewhere);
    fs.symlinkSync(elsewhere, join(out, path));
    const before = picture(elsewhere);
    refuses('link-in-the-way', path, AFTER);
    expect(picture(elsewhere)).toEqual(before);
  });

  it('never removes through a symbolic link', () => {
    const elsewhere = join(freshFolder(), 'elsewhere');
    fs.renameSync(join(out, 'kitteh/turn'), elsewhere);
    fs.symlinkSync(elsewhere, join(out, 'kitteh/turn'));
    const { 'turn/inner/file': _, ...rest } = BEFORE['kitteh'] ?? {};
    expect(ids({ kitteh: rest })).toEqual(['orphan-edited']);
    expect(contents(elsewhere)).toEqual({ inner: '/', 'inner/file': 'in a folder\n' });
  });

  it('never writes through a link at the place of a file, nor replaces it', () => {
    const target = join(freshFolder(), 'target');
    fs.writeFileSync(target, 'theirs');
    fs.rmSync(join(out, 'kitteh/compose.yaml'));
    fs.symlinkSync(target, join(out, 'kitteh/compose.yaml'));
    refuses('file-not-ours', 'kitteh/compose.yaml', AFTER);
    expect(fs.readFileSync(target, 'utf8')).toBe('theirs');
  });

  it('works in an output folder that is itself reached through a link', () => {
    const link = join(freshFolder(), 'link');
    fs.symlinkSync(out, link);
    expect(write(requestOf(link, AFTER)).diagnostics).toEqual([]);
    expect(contents(out)).toEqual(expected(AFTER));
  });

  it('says that a name is too long for the file system', () => {
    refuses('unsafe-output-path', 'n'.repeat(256), { kitteh: { ['n'.repeat(256)]: '' } });
  });

  it('says that a whole path is too long for the system', () => {
    refuses('name-too-long', 'nnn', { kitteh: { [Array(30).fill('n'.repeat(200)).join('/')]: '' } });
  });

  it('takes back an output folder that it made for nothing', () => {
    const place = join(freshFolder(), 'a/b/out');
    const disk = watched(nodeDisk, (_, name, path) => {
      if (name === 'create') throw systemError('ENOSPC', 'write', path);
    });
    expect(writeTo(disk, requestOf(place, AFTER)).diagnostics.map(({ id }) => id)).toEqual(['disk-full']);
    expect(fs.existsSync(join(place, '../..'))).toBe(false);
  });
});

/** The case-insensitive view of a real folder: each path is looked up without regard to case. */
function ignoringCase(root: string): typeof nodeDisk {
  const resolve = (path: string): string => {
    if (!path.startsWith(`${root}/`)) return path;
    return path
      .slice(root.length + 1)
      .split('/')
      .reduce((place, name) => {
        const names = fs.existsSync(place) && fs.statSync(place).isDirectory() ? fs.readdirSync(place) : [];
        return join(place, names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? name);
      }, root);
  };
  return {
    ...nodeDisk,
    look: (path) => nodeDisk.look(resolve(path)),
    read: (path) => nodeDisk.read(resolve(path)),
    list: (path) => nodeDisk.list(resolve(path)),
    writable: (path) => nodeDisk.writable(resolve(path)),
    create: (path, content, options) => nodeDisk.create(resolve(path), content, options),
    makeFolder: (path, mode) => nodeDisk.makeFolder(resolve(path), mode),
    rename: (from, to) => nodeDisk.rename(resolve(from), resolve(to)),
    link: (existing, name) => nodeDisk.link(resolve(existing), resolve(name)),
    copy: (from, to) => nodeDisk.copy(resolve(from), resolve(to)),
    remove: (path) => nodeDisk.remove(resolve(path)),
    removeFolder: (path) => nodeDisk.removeFolder(resolve(path)),
    changeMode: (path, mode) => nodeDisk.changeMode(resolve(path), mode),
  };
}

it('watches every call that changes something', () => {
  const reading = ['look', 'read', 'list', 'writable', 'realPath', 'flushFolder'];
  expect(Object.keys(nodeDisk).sort()).toEqual([...CHANGING, ...reading].sort());
});

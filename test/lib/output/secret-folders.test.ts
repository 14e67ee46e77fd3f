/** Who may exchange a secret: the owners and modes of the folders that lead to it. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../lib/output';
import { type Disk, nodeDisk } from '../../../lib/output/disk';
import { writeTo } from '../../../lib/output/write';
import { freshFolder, OTHER_USER, picture } from './support';

let project: string;
beforeEach(() => {
  project = freshFolder();
  fs.writeFileSync(join(project, 'stack.ts'), '', { mode: 0o644 });
});

const request = () => ({
  out: join(project, 'synth.out'),
  folders: [],
  project,
  secrets: [{ file: join(project, 'secrets/shop/db'), length: 32, mode: 0o600 as const, construct: 'shop/db' }],
});
const make = (disk: Disk = nodeDisk) => writeTo(disk, request());
const modeOf = (path: string): number => fs.statSync(join(project, path)).mode & 0o7777;
const made = [join('secrets', 'shop', 'db')];

/** A disk where a folder looks as it does for another user. */
function seen(path: string, as: { readonly uid?: number; readonly gid?: number; readonly mode?: number }): Disk {
  const place = join(project, path);
  return {
    ...nodeDisk,
    look(asked) {
      const entry = nodeDisk.look(asked);
      return entry && (asked === place || asked === `${place}/.`) ? { ...entry, ...as } : entry;
    },
  };
}

describe('folders of secrets', () => {
  it.each([0o000, 0o022, 0o077])('are private from the first moment under the umask %o', (umask) => {
    const before = process.umask(umask);
    try {
      expect(make().diagnostics).toEqual([]);
    } finally {
      process.umask(before);
    }
    expect([modeOf('secrets'), modeOf('secrets/shop'), modeOf('secrets/shop/db')]).toEqual([0o700, 0o700, 0o600]);
  });

  it.each(['secrets', 'secrets/shop'])('that another user owns are refused: %s', (path) => {
    make();
    fs.rmSync(join(project, 'secrets/shop/db'));
    const before = picture(project);
    const { diagnostics, createdSecrets } = make(seen(path, { uid: 4711 }));
    expect(diagnostics).toMatchObject([{ id: 'secret-folder-foreign', severity: 'error', path: 'shop/db' }]);
    expect(diagnostics[0]?.message).toContain(`${join(project, path)} leads to secrets and belongs to the user 4711`);
    expect(createdSecrets).toEqual([]);
    expect(picture(project)).toEqual(before);
  });

  it('that root owns, or the owner of the project, are good', () => {
    make();
    expect(make(seen('secrets', { uid: 0 })).diagnostics).toEqual([]);
    const theirs = seen('secrets', { uid: 4711 });
    const all: Disk = {
      ...theirs,
      look: (path) => (path === `${project}/.` ? seen('', { uid: 4711 }).look(path) : theirs.look(path)),
    };
    expect(make(all).diagnostics).toEqual([]);
  });

  it.each([
    ['everybody', 0o777, 0],
    ['a group', 0o770, 4711],
  ])('that %s may change are refused above the secrets, with what to do', (_, mode, gid) => {
    make();
    const { diagnostics } = make(seen('secrets', { mode, gid, uid: process.getuid?.() ?? 0 }));
    expect(diagnostics).toMatchObject([{ id: 'secret-folder-open', severity: 'error' }]);
    expect(diagnostics[0]?.remedy).toContain(`chmod go-w ${join(project, 'secrets')}`);
  });

  it('that everybody may read are good above the secrets', () => {
    fs.mkdirSync(join(project, 'secrets'));
    fs.chmodSync(join(project, 'secrets'), 0o755);
    expect(make()).toMatchObject({ diagnostics: [], createdSecrets: made.map((path) => join(project, path)) });
    expect(modeOf('secrets')).toBe(0o755);
  });

  it.each([
    ['sticky', { mode: 0o1777 }],
    ["open for the user's own group", { mode: 0o775, uid: process.getuid?.() ?? 0, gid: process.getuid?.() ?? 0 }],
  ])('are good where they are %s', (_, as) => {
    make();
    expect(make(seen('secrets', as)).diagnostics).toEqual([]);
  });

  it('that were open are closed', () => {
    make();
    fs.chmodSync(join(project, 'secrets/shop'), 0o777);
    expect(make().diagnostics).toEqual([]);
    expect(modeOf('secrets/shop')).toBe(0o700);
  });

  it('are used, with a warning, on a file system that keeps no modes', () => {
    const disk: Disk = {
      ...nodeDisk,
      look(path) {
        const entry = nodeDisk.look(path);
        return entry && { ...entry, mode: 0o777 };
      },
    };
    const { diagnostics, createdSecrets } = make(disk);
    expect(diagnostics).toMatchObject([{ id: 'secret-folder-modeless', severity: 'warning' }]);
    expect(createdSecrets).toHaveLength(1);
  });
});

const asRoot = OTHER_USER.uid === undefined ? it.skip : it;

asRoot('a folder that really belongs to somebody else is refused', () => {
  fs.mkdirSync(join(project, 'secrets'), { mode: 0o755 });
  fs.chownSync(join(project, 'secrets'), OTHER_USER.uid ?? 0, OTHER_USER.uid ?? 0);
  expect(write(request()).diagnostics).toMatchObject([{ id: 'secret-folder-foreign' }]);
  expect(fs.readdirSync(join(project, 'secrets'))).toEqual([]);
});

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';

interface Stored {
  readonly file: string;
  readonly type: string;
  readonly bytes: number;
}
interface Draft {
  write(chunk: Buffer): Promise<void>;
  keep(): Promise<Stored>;
  discard(): Promise<void>;
}
interface Store {
  draft(): Draft;
  remove(file: string): Promise<void>;
  check(): Promise<void>;
  sweep(now?: number): Promise<void>;
}

const {
  Store,
}: { Store: new (folder: string, limit: number) => Store } = require('../../../examples/kitteh/app/uploads/store.js');

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100, 'x')]);

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kitteh-store-'));
  folder = path.join(root, 'uploads');
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('an image in the store', () => {
  it('appears whole, under a random name with its own extension, readable for other users whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      const draft = new Store(folder, 1000).draft();
      for (const byte of PNG) await draft.write(Buffer.from([byte]));
      expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.[0-9a-f]{32}\.part$/)]);
      const { file, type, bytes } = await draft.keep();
      expect({ type, bytes }).toEqual({ type: 'image/png', bytes: PNG.length });
      expect(file).toMatch(/^[0-9a-f]{32}\.png$/);
      expect(readdirSync(folder)).toEqual([file]);
      expect(readFileSync(path.join(folder, file))).toEqual(PNG);
      expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o644);
    } finally {
      process.umask(before);
    }
  });

  it('leaves nothing when it is discarded', async () => {
    const draft = new Store(folder, 1000).draft();
    await draft.write(PNG);
    await draft.discard();
    await draft.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused with 413 past the limit, and may be exactly as large as the limit', async () => {
    const fits = new Store(folder, PNG.length).draft();
    await fits.write(PNG);
    await expect(fits.keep()).resolves.toMatchObject({ bytes: PNG.length });
    const tooLarge = new Store(folder, PNG.length - 1).draft();
    await expect(tooLarge.write(PNG)).rejects.toMatchObject({ status: 413 });
  });

  it.each([
    ['a document with scripts', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ['the start of an image only', PNG.subarray(0, 11).toString('latin1')],
    ['nothing', ''],
  ])('is refused with 415 and never touches the disk when it is %s', async (_name, text) => {
    const draft = new Store(folder, 1000).draft();
    const attempt = async () => {
      await draft.write(Buffer.from(text, 'latin1'));
      await draft.keep();
    };
    await expect(attempt()).rejects.toMatchObject({ status: 415 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be removed by its name and by nothing else: no path leads out of the folder', async () => {
    const store = new Store(folder, 1000);
    const precious = path.join(root, 'precious.png');
    writeFileSync(precious, 'keep');
    const hex = 'a'.repeat(32);
    writeFileSync(path.join(folder, `${hex}.png`), 'x');
    for (const name of [
      '../precious.png',
      precious,
      '.',
      '..',
      '',
      `../uploads/${hex}.png`,
      `${hex}.png/..`,
      `${hex}.png\0`,
      `${hex}.svg`,
      `\n${hex}.png`,
      `${hex}.png\n`,
    ]) {
      await expect(store.remove(name)).rejects.toThrow('not a name');
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), async (name) => {
        await expect(store.remove(`../${name}`)).rejects.toThrow('not a name');
      }),
    );
    expect(readFileSync(precious, 'utf8')).toBe('keep');
    await store.remove(`${hex}.png`);
    await store.remove(`${hex}.png`);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the folder of images', () => {
  it('is cleared of what interrupted uploads left an hour ago, and of nothing else', async () => {
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    const abandoned = `.${'a'.repeat(32)}.part`;
    const fresh = `.${'b'.repeat(32)}.part`;
    const others = [`${'c'.repeat(32)}.png`, '.hidden', 'notes.part'];
    for (const name of [abandoned, fresh, ...others]) writeFileSync(path.join(folder, name), 'x');
    for (const name of [abandoned, ...others]) utimesSync(path.join(folder, name), old, old);
    await new Store(folder, 1000).sweep();
    expect(readdirSync(folder).sort()).toEqual([fresh, ...others].sort());
  });

  it('is reported when it is missing', async () => {
    await expect(new Store(folder, 1000).check()).resolves.toBeUndefined();
    await expect(new Store(path.join(root, 'none'), 1000).check()).rejects.toThrow('ENOENT');
  });
});

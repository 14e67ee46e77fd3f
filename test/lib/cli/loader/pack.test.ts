import fc from 'fast-check';
import { pack, unpack } from '../../../../lib/cli/loader/pack';

const sections = fc
  .array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.uint8Array()))
  .map((entries) => new Map(entries.map(([name, bytes]) => [name, Buffer.from(bytes)])));

const plain = (map: ReadonlyMap<string, Buffer> | undefined) =>
  map && [...map].map(([name, bytes]) => [name, bytes.toString('hex')]);

describe('a cache file', () => {
  it('gives back what was put into it', () => {
    fc.assert(
      fc.property(fc.string(), sections, (key, map) => {
        expect(plain(unpack(key, pack(key, map)))).toEqual(plain(map));
      }),
    );
  });

  it('is not read under another key', () => {
    expect(unpack('node 22', pack('node 20', new Map()))).toBeUndefined();
  });

  it('keeps sources out of the checksum, since whoever reads them compares them', () => {
    const bytes = pack('key', new Map([['source a.ts', Buffer.from('let a')]]));
    bytes[bytes.length - 1] = 0;
    expect(unpack('key', bytes)?.get('source a.ts')?.equals(Buffer.from('let a'))).toBe(false);
  });

  it('is not read when any byte of it changed', () => {
    fc.assert(
      fc.property(sections, fc.nat(), fc.integer({ min: 1, max: 255 }), (map, position, change) => {
        const bytes = pack('key', map);
        const index = position % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ change;
        expect(unpack('key', bytes)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is not read when its end is missing or something follows it', () => {
    fc.assert(
      fc.property(sections, fc.nat(), (map, length) => {
        const bytes = pack('key', map);
        expect(unpack('key', bytes.subarray(0, length % bytes.length))).toBeUndefined();
        expect(unpack('key', Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
      }),
    );
  });

  it('is not made of anything else', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => unpack('key', Buffer.from(bytes)) === undefined));
  });
});

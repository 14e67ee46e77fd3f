/**
 * A cache file: named byte sections behind a header that says who wrote them and whether they arrived whole.
 *
 * Layout: 8 bytes of magic, CRC-32 of all that follows, length of the header, the header as JSON, the sections.
 *
 * @module
 */
import { crc32 } from 'node:zlib';

/** Sections by name. */
export type Sections = ReadonlyMap<string, Buffer>;

interface Header {
  readonly key: string;
  readonly sections: readonly (readonly [name: string, length: number])[];
}

const MAGIC = Buffer.from('ccpack1\n');
const PREAMBLE = MAGIC.length + 8;

/** Makes the bytes of a cache file. */
export function pack(key: string, sections: Sections): Buffer {
  const header: Header = { key, sections: [...sections].map(([name, bytes]) => [name, bytes.length]) };
  const json = Buffer.from(JSON.stringify(header));
  const bytes = Buffer.concat([MAGIC, Buffer.alloc(8), json, ...sections.values()]);
  bytes.writeUInt32LE(json.length, MAGIC.length + 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(MAGIC.length + 4)), MAGIC.length);
  return bytes;
}

/** Reads a cache file; undefined if it is damaged or was written under another key. */
export function unpack(key: string, bytes: Buffer): Sections | undefined {
  if (bytes.length < PREAMBLE || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (bytes.readUInt32LE(MAGIC.length) !== crc32(bytes.subarray(MAGIC.length + 4))) return undefined;
  let offset = PREAMBLE + bytes.readUInt32LE(MAGIC.length + 4);
  // The checksum holds, so this is what `pack` wrote.
  const header = JSON.parse(bytes.toString('utf8', PREAMBLE, offset)) as Header;
  if (header.key !== key) return undefined;
  const sections = new Map<string, Buffer>();
  for (const [name, length] of header.sections) {
    sections.set(name, bytes.subarray(offset, offset + length));
    offset += length;
  }
  return sections;
}

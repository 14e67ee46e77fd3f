/**
 * A cache file: named byte sections behind a header that says who wrote them and whether they arrived whole.
 *
 * Layout: 8 bytes of magic, CRC-32 of what follows, length of the header, the header as JSON, the sections. The
 * sections whose names begin with `source` come last, outside the checksum: they are only ever compared.
 *
 * @module
 */
import { crc32 } from 'node:zlib';

/** Sections by name. */
export type Sections = ReadonlyMap<string, Buffer>;

interface Header {
  readonly key: string;
  readonly sections: readonly (readonly [name: string, length: number])[];
  /** Length of all that is part of the checksum. */
  readonly checked: number;
}

const MAGIC = Buffer.from('ccpack2\n');
const PREAMBLE = MAGIC.length + 8;

const isSource = ([name]: readonly [string, Buffer]): boolean => name.startsWith('source ');

/** Makes the bytes of a cache file. */
export function pack(key: string, sections: Sections): Buffer {
  const checked = [...sections].filter((section) => !isSource(section));
  const ordered = [...checked, ...[...sections].filter(isSource)];
  const header: Header = {
    key,
    sections: ordered.map(([name, bytes]) => [name, bytes.length]),
    checked: checked.reduce((sum, [, bytes]) => sum + bytes.length, 0),
  };
  const json = Buffer.from(JSON.stringify(header));
  const bytes = Buffer.concat([MAGIC, Buffer.alloc(8), json, ...ordered.map(([, content]) => content)]);
  bytes.writeUInt32LE(json.length, MAGIC.length + 4);
  bytes.writeUInt32LE(checksum(bytes, PREAMBLE + json.length + header.checked), MAGIC.length);
  return bytes;
}

/** Reads a cache file; undefined if it is damaged or was written under another key. */
export function unpack(key: string, bytes: Buffer): Sections | undefined {
  if (bytes.length < PREAMBLE || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  let offset = PREAMBLE + bytes.readUInt32LE(MAGIC.length + 4);
  const header = headerIn(bytes.toString('utf8', PREAMBLE, offset));
  if (header?.key !== key) return undefined;
  if (bytes.readUInt32LE(MAGIC.length) !== checksum(bytes, offset + header.checked)) return undefined;
  const sections = new Map<string, Buffer>();
  for (const [name, length] of header.sections) {
    sections.set(name, bytes.subarray(offset, offset + length));
    offset += length;
  }
  return offset === bytes.length ? sections : undefined;
}

function checksum(bytes: Buffer, end: number): number {
  return crc32(bytes.subarray(MAGIC.length + 4, end));
}

function headerIn(text: string): Header | undefined {
  try {
    // `pack` wrote the section of this key, and the checksum covers it.
    return JSON.parse(text) as Header;
  } catch {
    return undefined;
  }
}

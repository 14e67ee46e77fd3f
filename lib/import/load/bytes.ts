/**
 * Bytes of files, pipes and devices, without waiting for what may never come.
 *
 * @module
 */
import { constants, readSync } from 'node:fs';

/** How a file is opened: a pipe into which nobody writes does not keep the reader. */
// Windows knows no such flag.
export const NOT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The longest pause of a pipe's writer, in milliseconds. */
const PATIENCE = 30_000;

/** How long to sleep before the next look, in milliseconds. */
const NAP = 5;

/** The handle of standard input. */
export const STDIN = 0;

/**
 * Bytes up to the end.
 *
 * @param handle of an open file; standard input is waited for as long as it takes
 * @param most as many as there may be
 * @throws what the system says
 */
export function readBytes(handle: number, most: number): Buffer | 'too many' | 'too slow' {
  const chunks: Buffer[] = [];
  let size = 0;
  for (let waited = 0; ; ) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    const read = readSome(handle, chunk);
    if (read === 0) return Buffer.concat(chunks, size);
    if (read === undefined) {
      if (waited >= PATIENCE && handle !== STDIN) return 'too slow';
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NAP);
      waited += NAP;
      continue;
    }
    waited = 0;
    size += read;
    if (size > most) return 'too many';
    chunks.push(chunk.subarray(0, read));
  }
}

/** The number of bytes; undefined if there are none yet. */
function readSome(handle: number, chunk: Buffer): number | undefined {
  try {
    return readSync(handle, chunk, 0, chunk.length, null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return undefined;
    // the end of a pipe on Windows
    if (code === 'EOF') return 0;
    throw error;
  }
}

/**
 * Text for a person: decoded from UTF-8 or UTF-16, without byte order mark, and with a replacement for invalid bytes.
 */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

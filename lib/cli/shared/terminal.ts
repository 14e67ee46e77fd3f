/**
 * Writing to the process's own streams.
 *
 * `process.stdout` is bypassed: the text has arrived when the function returns, so the process can end at once. That
 * holds for a terminal, a file and a pipe.
 *
 * @module
 */
import { fstatSync, statSync, writeSync } from 'node:fs';

const [STDOUT, STDERR] = [1, 2];

export const printOut = (text: string): void => print(STDOUT, text);
export const printError = (text: string): void => print(STDERR, text);

/** @throws what the system says, except that a reader that has gone away is no error */
function print(stream: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(stream, rest));
    } catch (error) {
      if (!isSystemError(error) || error.code === 'EPIPE') return;
      // A full pipe that its other end made non-blocking: let the reader catch up.
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Whether stderr is a terminal. */
export function errorIsTerminal(): boolean {
  const stats = streamStats(STDERR);
  if (stats?.isCharacterDevice() !== true) return false;
  // Only a terminal or /dev/null remain; `node:tty` takes milliseconds to load.
  if (statSync('/dev/null', { throwIfNoEntry: false })?.rdev === stats.rdev && process.platform !== 'win32')
    return false;
  return (require('node:tty') as typeof import('node:tty')).isatty(STDERR);
}

function streamStats(stream: number): ReturnType<typeof fstatSync> | undefined {
  try {
    return fstatSync(stream);
  } catch {
    // closed
    return undefined;
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error;
}

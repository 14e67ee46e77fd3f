/**
 * Files of the checkout, whose content is the same wherever it is checked out.
 *
 * @module
 */
import { readFileSync, statSync } from 'node:fs';

/** Bytes of the largest file that is read. A file that a person writes is smaller; a model or an archive is not. */
const LARGEST = 4 * 1024 * 1024;

/** The text of a file, with the line ends of Git; undefined where it is missing, large or a folder. */
export function contentOf(file: string): string | undefined {
  try {
    const status = statSync(file);
    if (!status.isFile() || status.size > LARGEST) return undefined;
    return readFileSync(file, 'latin1').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

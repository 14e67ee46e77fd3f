/**
 * The catalogue of what can go wrong when the stack file of an import is written.
 *
 * @module
 */
import type { Diagnostic } from '../../../core';
import { quoted } from '../../../words';
import { error } from '../../shared/errors';

export const stackFileThere = (file: string): Diagnostic =>
  error(
    'stack-file-there',
    `${quoted(file)} exists already.`,
    'Name another file with --out, or overwrite it with --force.',
  );

export const stackFileNotWritten = (file: string, reason: string): Diagnostic =>
  notWritten(`${quoted(file)} cannot be written: ${reason}.`, 'Name another file with --out.');

export const folderMissing = (folder: string): Diagnostic =>
  notWritten(
    `There is no folder ${quoted(folder)} to write into.`,
    'Make the folder first, or give --out a file that ends in .ts.',
  );

export const stackFileNotTypeScript = (file: string): Diagnostic =>
  notWritten(
    `${quoted(file)} would hold TypeScript under the name of something else.`,
    'Give --out a file that ends in .ts.',
  );

function notWritten(message: string, remedy: string): Diagnostic {
  return error('stack-file-not-written', message, remedy);
}

export const secretFileNotWritten = (file: string, reason: string): Diagnostic =>
  error('secret-file-not-written', `${quoted(file)} cannot be written: ${reason}`, 'Name another folder with --out.');

export const secretFileDiffers = (file: string): Diagnostic => ({
  id: 'secret-file-differs',
  severity: 'warning',
  message: `${quoted(file)} was there already, and is not the password that the Compose file has.`,
  remedy: 'Look which of them the database has, and keep that in the file.',
});

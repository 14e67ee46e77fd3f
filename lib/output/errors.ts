/**
 * The catalogue of what can go wrong between files in memory and files on disk.
 *
 * A diagnostic has no field for an output file, so the message names it. No message holds a file's content.
 *
 * @module
 */

import type { Diagnostic } from '../core';
import { quoted } from '../words';
import { isSystemError } from './stopped';

function error(id: string, message: string, remedy: string, construct?: string): Diagnostic {
  return { id, severity: 'error', message, remedy, ...(construct === undefined ? {} : { path: construct }) };
}

function warning(id: string, message: string, remedy: string, construct?: string): Diagnostic {
  return { ...error(id, message, remedy, construct), severity: 'warning' };
}

/** The operating system's refusal for the file or folder `place`; rethrows an error that is a defect instead. */
export function refused(problem: unknown, place: string, construct?: string): Diagnostic {
  if (!isSystemError(problem)) throw problem;
  switch (problem.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return error(
        'disk-full',
        `There is no space left for ${place} (${problem.code}).`,
        'Free space on that disk (or raise the quota) and run synth again.',
        construct,
      );
    case 'EFBIG':
      return error(
        'file-size-limit',
        `${place} is larger than this process may write (EFBIG).`,
        'Raise the file size limit (`ulimit -f`) and run synth again.',
        construct,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return accessDenied(place, construct, problem.code);
    case 'ENAMETOOLONG':
      return nameTooLong(place, construct);
    case 'ENOTDIR':
    case 'EEXIST':
      return fileInTheWay(place, construct);
    case 'EISDIR':
      return folderInTheWay(place, construct);
    default:
      return error(
        'write-failed',
        `The operating system refused ${problem.syscall} on ${place} (${problem.code}).`,
        'Repair what this code stands for and run synth again.',
        construct,
      );
  }
}

export const accessDenied = (place: string, construct?: string, code = 'EACCES'): Diagnostic =>
  error(
    'access-denied',
    `Access to ${place} is denied (${code}).`,
    'Give this user write permission there (what root or a container made belongs to root), or choose another place.',
    construct,
  );

export const nameTooLong = (place: string, construct?: string): Diagnostic =>
  error(
    'name-too-long',
    `The name ${place} is too long for the file system.`,
    'Shorten the id it comes from.',
    construct,
  );

export const fileInTheWay = (place: string, construct?: string): Diagnostic =>
  error(
    'file-in-the-way',
    `${place} is needed as a folder, and it or a folder above it is a file.`,
    'Move that file away, or choose another output folder.',
    construct,
  );

export const folderInTheWay = (place: string, construct?: string): Diagnostic =>
  error(
    'folder-in-the-way',
    `${place} is a folder where a file is to be written.`,
    'Move that folder away. Docker often leaves an empty one, made for the missing source of a bind mount.',
    construct,
  );

export const noFoldersThere = (place: string): Diagnostic =>
  error(
    'no-folders-there',
    `${place} is a folder where nobody can make another one.`,
    'Choose an output folder on a disk, such as --out synth.out.',
  );

export const linkInTheWay = (place: string, construct?: string): Diagnostic =>
  error(
    'link-in-the-way',
    `${place} is a symbolic link, and synth never writes through one below its output folder.`,
    'Replace the link by a real folder.',
    construct,
  );

export const fileNotOurs = (place: string, construct?: string): Diagnostic =>
  error(
    'file-not-ours',
    `${place} is to be written, and what is there was not written by synth.`,
    'Move it away and run synth again.',
    construct,
  );

export const editOverwritten = (place: string, construct?: string): Diagnostic =>
  warning(
    'edit-overwritten',
    `${place} was changed after synth had written it; the change is overwritten.`,
    'Make the change in the stack instead, so that every synth writes it.',
    construct,
  );

export const orphanEdited = (place: string, construct?: string): Diagnostic =>
  warning(
    'orphan-edited',
    `${place} is no longer part of the output, and stays because it was changed after synth had written it.`,
    'Delete it if nothing needs it; from now on it counts as yours.',
    construct,
  );

export const manifestRebuilt = (place: string, reason: string): Diagnostic =>
  warning(
    'manifest-rebuilt',
    `${place} was no whole manifest (${reason}); synth wrote it anew from what is in the folder.`,
    'Commit it. Look for files in that folder that nothing needs any more: synth removes only what it knows as its own.',
  );

export const fileKept = (place: string, kept: string, construct?: string): Diagnostic =>
  warning(
    'file-kept',
    `${place} was another file, and the manifest no longer says whose; synth keeps it as ${kept}.`,
    'Delete that one if nothing needs it.',
    construct,
  );

export const lockTimeout = (room: string, holder: string, milliseconds: number): Diagnostic =>
  error(
    'output-locked',
    `Another synth (${holder}) holds ${room}/lock and did not finish within ${milliseconds / 1000} s.`,
    'Let it finish or stop it; if it no longer exists, delete that lock folder; then run synth again.',
  );

export const lockLost = (room: string): Diagnostic =>
  error(
    'output-lock-lost',
    `Another process took ${room}/lock away while this one was preparing its files.`,
    'Run synth again.',
  );

export const unfinishedCommit = (room: string): Diagnostic =>
  error(
    'output-unfinished',
    `The output could be brought neither to its new nor back to its old state; ${room} holds what is missing.`,
    'Remove the cause and run synth again, which finishes the work first; keep that folder until then.',
  );

export const journalCorrupt = (place: string, reason: string): Diagnostic =>
  error(
    'journal-corrupt',
    `${place}, the record of an interrupted run, cannot be read (${reason}).`,
    'Restore the output folder from version control or a copy, or move it away, and run synth again.',
  );

export const unsafePath = (path: string, reason: string, construct?: string): Diagnostic =>
  error(
    'unsafe-output-path',
    `${quoted(path)} cannot be the path of an output file: ${reason}.`,
    'Use a relative path of plain names with single slashes, such as proxy/nginx.conf.',
    construct,
  );

export const pathCollision = (path: string, other: string, otherConstruct: string, construct?: string): Diagnostic => ({
  ...error(
    'output-path-taken',
    `${quoted(path)} and ${quoted(other)} are one path on a disk without case, or one is both file and folder.`,
    'Give one of them another name.',
    construct,
  ),
  related: [{ message: `wants ${quoted(other)}`, path: otherConstruct }],
});

export const outNotAbsolute = (out: string): Diagnostic =>
  error('output-not-absolute', `${quoted(out)} is no absolute path.`, 'Resolve the output folder first.');

export const secretInvalid = (file: string, reason: string, construct: string): Diagnostic =>
  error(
    'secret-invalid',
    `The generated secret ${quoted(file)} cannot be made: ${reason}.`,
    'Correct it in the stack.',
    construct,
  );

export const secretEmpty = (file: string, construct: string): Diagnostic =>
  error(
    'secret-empty',
    `The secret ${file} exists and holds nothing, or nothing but white space.`,
    'Put the value into it, or delete it so that a new one is generated.',
    construct,
  );

export const secretNotAFile = (file: string, construct: string): Diagnostic =>
  error(
    'secret-not-a-file',
    `The secret ${file} is not a regular file.`,
    'Remove it. Docker often leaves an empty folder, made for the missing source of a bind mount.',
    construct,
  );

export const secretFolderShared = (folder: string, construct?: string): Diagnostic =>
  error(
    'secret-folder-shared',
    `${folder} holds other files and no .gitignore with a line *, so it is no private folder for a secret.`,
    "Give secrets a folder of their own, or make this one private: chmod 700 and a .gitignore with the line '*'.",
    construct,
  );

export const digestNotKept = (place: string, code: string, construct: string): Diagnostic =>
  warning(
    'digest-not-kept',
    `${place} cannot be written (${code}), so \`docker compose up\` will not notice a changed secret.`,
    'Give this user write permission there. Until then, recreate readers of a changed secret with --force-recreate.',
    construct,
  );

export const secretFolderForeign = (folder: string, owner: number, user: number, construct: string): Diagnostic =>
  error(
    'secret-folder-foreign',
    `The folder ${folder} leads to secrets and belongs to the user ${owner}, who can exchange what is in it.`,
    `Give it to the user who runs synth (\`sudo chown ${user} ${folder}\`), after a look at what it holds.`,
    construct,
  );

export const secretFolderOpen = (folder: string, mode: number, construct: string): Diagnostic =>
  error(
    'secret-folder-open',
    `The folder ${folder} leads to secrets, and other users may change what is in it (mode ${octal(mode)}).`,
    `Look at what it holds, then take the right away: \`chmod go-w ${folder}\`.`,
    construct,
  );

export const secretFolderModeless = (folder: string, construct: string): Diagnostic =>
  warning(
    'secret-folder-modeless',
    `The file system of ${folder} keeps no modes, so other users of this machine may read the secrets in it.`,
    'Keep the project on a file system with modes: on WSL in your home folder, and not below /mnt.',
    construct,
  );

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/**
 * Everything that can be wrong with the files of a project, as factories of diagnostics.
 *
 * @module
 */
import type { Diagnostic, RelatedLocation, SourceLocation } from '../../core';
import { type ComposeText, interpolate, isDeferred } from '../../languages/compose';
import { excerpt } from '../../words';

type At = SourceLocation | undefined;

function error(id: string, message: string, remedy: string, at: At, related?: readonly RelatedLocation[]): Diagnostic {
  return { id, severity: 'error', message, remedy, ...(at && { location: at }), ...(related && { related }) };
}

function warning(id: string, message: string, remedy: string, at: At): Diagnostic {
  return { ...error(id, message, remedy, at), severity: 'warning' };
}

export const noComposeFile = (folder: string, names: readonly string[]): Diagnostic =>
  error(
    'compose-file-not-found',
    `Neither ${excerpt(folder)} nor a folder above it holds a Compose file.`,
    `Name the file, or call it one of ${names.join(', ')}.`,
    undefined,
  );

export const severalComposeFiles = (files: readonly string[], taken: string): Diagnostic =>
  warning(
    'several-compose-files',
    `Several files here have a name that Compose looks for: ${files.map(excerpt).join(', ')}; it reads ${excerpt(taken)}.`,
    'Keep one of them, or name the files to read.',
    undefined,
  );

export const fileMissing = (file: string, at: At, guess: string | undefined): Diagnostic =>
  error(
    'file-missing',
    `There is no file ${excerpt(file)}.`,
    guess === undefined ? 'Correct the path.' : `Did you mean ${excerpt(guess)}?`,
    at,
  );

export const fileIsFolder = (file: string, at: At, guess: string | undefined): Diagnostic =>
  error(
    'file-is-folder',
    `${excerpt(file)} is a folder where a file is expected.`,
    guess === undefined ? 'Name a file in it.' : `Did you mean ${excerpt(guess)}?`,
    at,
  );

/** The meaning of the system's error codes for reading a file: https://man7.org/linux/man-pages/man2/open.2.html */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'it is a socket or a device that is not there',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
  ERR_INVALID_ARG_VALUE: 'no file can have that name',
};

export const pipeSilent = (file: string, at: At): Diagnostic =>
  unreadable(
    `${excerpt(file)} is a pipe into which nobody writes.`,
    'Name a file, or start what writes into the pipe.',
    at,
  );

export const fileUnreadable = (file: string, code: string, at: At): Diagnostic =>
  unreadable(
    `${excerpt(file)} cannot be read: ${REASONS[code] ?? code}.`,
    'Make the file readable, or name another one.',
    at,
  );

function unreadable(message: string, remedy: string, at: At): Diagnostic {
  return error('file-unreadable', message, remedy, at);
}

export const fileTooLarge = (file: string, limit: number, at: At): Diagnostic =>
  error(
    'file-too-large',
    `${excerpt(file)} is larger than ${Math.round(limit / 1_000_000)} MB.`,
    'Name a Compose file; if it is one, keep large contents in files of their own.',
    at,
  );

export const composeFileEmpty = (at: At): Diagnostic =>
  error(
    'compose-file-empty',
    'The file says nothing, which Compose refuses.',
    'Add a service, or name another file.',
    at,
  );

export const tooManyFiles = (limit: number, at: At): Diagnostic =>
  error('too-many-files', `The project consists of more than ${limit} files.`, 'Import its parts one by one.', at);

export const dotenvInvalid = (message: string, at: At): Diagnostic =>
  error('dotenv-invalid', message, 'Write NAME=value, a variable a line.', at);

export const nameUnknown = (what: string, problem: string, at: At): Diagnostic =>
  error(
    'name-unknown',
    `The name of ${what} depends on variables, and they do not give one: ${problem}`,
    'Set the variables in the environment or in an env file, or write the name itself.',
    at,
  );

export const remoteFile = (path: ComposeText, at: At): Diagnostic =>
  error(
    'remote-file',
    `${excerpt(isDeferred(path) ? interpolate(path) : path)} is to be fetched from elsewhere, which is not carried.`,
    'Fetch it into this project and name the file.',
    at,
  );

export const includeInvalid = (message: string, at: At): Diagnostic =>
  error('include-invalid', message, 'Give a path, or a map with "path", "project_directory" and "env_file".', at);

export const includeCycle = (files: readonly string[], at: At): Diagnostic =>
  error(
    'include-cycle',
    `Files include each other in a circle: ${chain(files)}.`,
    'Take out one of these includes.',
    at,
  );

export const includeTooDeep = (limit: number, at: At): Diagnostic =>
  error(
    'include-too-deep',
    `Files include each other more than ${limit} levels deep.`,
    'Include the files from fewer levels.',
    at,
  );

export const includeConflict = (place: string, at: At, other: At): Diagnostic =>
  error(
    'include-conflict',
    `${place} is defined here and, otherwise, in an included file, which Compose refuses.`,
    'Give one of them another name, or change the included one in a file that is passed after this one.',
    at,
    other && [{ message: 'the other definition', location: other }],
  );

export const extendsInvalid = (service: string, at: At): Diagnostic =>
  error(
    'extends-invalid',
    `"extends" of service ${excerpt(service)} names no service.`,
    'Give the name of a service, or a map with "service" and "file".',
    at,
  );

export const extendsUnknown = (service: string, wanted: string, file: string, guess: string | undefined, at: At) =>
  error(
    'extends-unknown',
    `Service ${excerpt(service)} extends ${excerpt(wanted)}, which ${excerpt(file)} does not define.`,
    guess === undefined ? 'Name a service of that file.' : `Did you mean ${excerpt(guess)}?`,
    at,
  );

export const extendsCycle = (steps: readonly string[], at: At): Diagnostic =>
  error(
    'extends-cycle',
    `Services extend each other in a circle: ${chain(steps)}.`,
    'Take one of these "extends" out.',
    at,
  );

export const projectNameInvalid = (name: string): Diagnostic =>
  error(
    'project-name-invalid',
    `${excerpt(name)} cannot be the name of a project.`,
    'Use lower-case letters, digits, "-" and "_", and begin with a letter or a digit.',
    undefined,
  );

export const projectNameEmpty = (at: At): Diagnostic =>
  error(
    'project-name-empty',
    'Nothing gives the project a name.',
    'Write a "name" at the top of the file, or give one with --name: lower-case letters, digits, "-" and "_".',
    at,
  );

export const scopedVariable = (name: string, place: string, at: At): Diagnostic =>
  warning(
    'scoped-variable',
    `${place} uses the variable ${name} of an include's env file. Its value cannot be a default, so it becomes part of the project.`,
    'Look whether that value may stand there.',
    at,
  );

export const valuesOutside = (file: string, at: At): Diagnostic =>
  warning(
    'values-outside',
    `The variables of ${excerpt(file)} stay variables: that file is outside the project, so its values stay out of the stack.`,
    'Pass the file to docker compose with --env-file, or copy it into the project.',
    at,
  );

export const unknownPath = (path: string, folder: string, at: At): Diagnostic =>
  warning(
    'path-depends-on-variable',
    `The path ${path} begins with a variable, so it is unknown whether it is relative to ${excerpt(folder)}.`,
    'Look whether it leads to the right place.',
    at,
  );

export const moreProblems = (count: number): Diagnostic =>
  error(
    'more-problems',
    count === 1 ? 'There is one more problem.' : `There are ${count} more problems.`,
    'Correct the ones above first.',
    undefined,
  );

function chain(steps: readonly string[]): string {
  const shown = steps.length <= 12 ? steps : [...steps.slice(0, 6), '…', ...steps.slice(-5)];
  return shown.map((step) => (step === '…' ? step : excerpt(step))).join(' → ');
}

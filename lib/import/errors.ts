/**
 * The catalogue of what can go wrong between Compose files and a stack.
 *
 * @module
 */
import type { Diagnostic, Location } from '../core';

type Place = Location | undefined;

const at = (location: Place): { readonly location?: Location } => (location ? { location } : {});

const quoted = (text: string): string => JSON.stringify(text);

export const versionOne = (location: Place): Diagnostic => ({
  id: 'version-one',
  severity: 'error',
  message: 'The file is of version 1, with its services at the top, which Compose does not read any more.',
  remedy: 'Add --modernize: it says the same in the words of today.',
  ...at(location),
});

export const modernized = (note: string, location: Place): Diagnostic => ({
  id: 'modernized',
  severity: 'warning',
  message: note,
  remedy: 'Look whether that is what you meant.',
  ...at(location),
});

export const isFragment = (names: readonly string[], location: Place): Diagnostic => ({
  id: 'fragment',
  severity: 'warning',
  message: `The files do not define everything that they name: ${names.join('; ')}.`,
  remedy:
    'Import them together with the files that do, or keep `fragment: true` and read the output together with those.',
  ...at(location),
});

export const projectNameInvalid = (name: string): Diagnostic => ({
  id: 'project-name-invalid',
  severity: 'error',
  message: `${quoted(name)} cannot be the name of a Compose project.`,
  // https://docs.docker.com/reference/compose-file/version-and-name/
  remedy: 'Give one with --name: lower-case letters, digits, "-" and "_", beginning with a letter or a digit.',
});

export const pathOfVariable = (variable: string, location: Place): Diagnostic => ({
  id: 'path-of-variable',
  severity: 'warning',
  message: `The variable ${variable} says a path, and a relative value would start from the folder of the output.`,
  remedy: `Set ${variable} to an absolute path, or name the file that sets it with --env-file.`,
  ...at(location),
});

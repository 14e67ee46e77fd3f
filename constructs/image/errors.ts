/**
 * The catalogue of what images can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const imageReferenceInvalid = (reference: string): DiagnosticProps => ({
  id: 'image-reference-invalid',
  message: `${quoted(reference)} cannot be the name of an image.`,
  remedy: reference.includes('${')
    ? 'Strings are taken as they are; for a value of the deploying shell write text`acme/web:${Variable.required("TAG")}`.'
    : 'Write registry, name and tag, such as "ghcr.io/acme/web:1.4".',
});

export const lockfileMissing = (source: string): DiagnosticProps => ({
  id: 'lockfile-missing',
  message: `The folder ${quoted(source)} has no package-lock.json, so its build would install other versions each time.`,
  remedy: 'Run `npm install --package-lock-only` in it and commit the file.',
});

export const sourceFileMissing = (source: string, file: string): DiagnosticProps => ({
  id: 'source-file-missing',
  message: `The folder ${quoted(source)} has no ${file}, which its build needs.`,
  remedy: 'Create the file, or correct `source`; it is relative to the folder of stack.ts.',
});

export const packageInvalid = (name: string): DiagnosticProps => ({
  id: 'package-invalid',
  message: `${quoted(name)} cannot be the name of a Debian package.`,
  // https://www.debian.org/doc/debian-policy/ch-controlfields.html#source
  remedy: 'Use the name as `apt-get install` takes it, with "=version" behind it if you pin one.',
});

export const outputInvalid = (output: string): DiagnosticProps => ({
  id: 'output-invalid',
  message: `${quoted(output)} cannot be the folder that the build writes to: it would publish more than the built files.`,
  remedy: 'Name a folder inside `source`, such as "dist".',
});

export const scriptMissing = (source: string, script: string): DiagnosticProps => ({
  id: 'script-missing',
  message: `The package.json in ${quoted(source)} has no script ${quoted(script)}, which its build runs.`,
  remedy: 'Add the script, or name the one that builds with `build`.',
});

export const imageNameInvalid = (name: string): DiagnosticProps => ({
  id: 'image-name-invalid',
  message: `The image that is built here would be named ${quoted(name)}, which the engine does not take.`,
  remedy: 'Use ids of lower-case letters and digits, with single "-", "_" or "." between them.',
});

export const registryInvalid = (registry: string): DiagnosticProps => ({
  id: 'registry-invalid',
  message: `${quoted(registry)} cannot be the registry that images are named after.`,
  remedy: 'Write a host and a path in lower case, such as "ghcr.io/acme", without "https://" and without a final "/".',
});

export const imageTagInvalid = (tag: string): DiagnosticProps => ({
  id: 'image-tag-invalid',
  message: `${quoted(tag)} cannot be the tag of an image.`,
  remedy: 'Use letters, digits, "_", "." and "-", or give the environment a `tag` besides its name.',
});

export const mixAppInvalid = (name: string): DiagnosticProps => ({
  id: 'mix-app-invalid',
  message: `${quoted(name)} cannot be the name of a Mix app.`,
  remedy: 'Use the atom after `app:` in mix.exs, without its colon.',
});

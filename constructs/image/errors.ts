/**
 * The catalogue of what images can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { anyOf, nearest, quoted, quotedList } from '../../lib/words';

export const imageReferenceInvalid = (reference: string): DiagnosticProps => ({
  id: 'image-reference-invalid',
  message: `${quoted(reference)} cannot be the name of an image.`,
  remedy: reference.includes('${')
    ? 'Strings are taken as they are; for a value of the deploying shell write text`acme/web:${Variable.required("TAG")}`.'
    : 'Write registry, name and tag, such as "ghcr.io/acme/web:1.4".',
});

export const lockfileMissing = (source: string): DiagnosticProps => ({
  id: 'lockfile-missing',
  message: `The folder ${quoted(source)} has no lock file, so its build would install other versions each time.`,
  remedy:
    'Run `npm install --package-lock-only` in it and commit the package-lock.json; a pnpm-lock.yaml or yarn.lock is as good.',
});

export const lockfileAmbiguous = (source: string, files: readonly string[]): DiagnosticProps => ({
  id: 'lockfile-ambiguous',
  message: `The folder ${quoted(source)} has the lock files of several package managers: ${files.join(', ')}.`,
  remedy: 'Remove the one that is out of date, or say with "packageManager" in package.json which program it is.',
});

export const packageManagerUnsupported = (source: string, name: string, instead: string): DiagnosticProps => ({
  id: 'package-manager-unsupported',
  message: `The folder ${quoted(source)} is installed with ${name}, which no recipe here knows.`,
  remedy: `Use ${instead}, or build the image elsewhere and name it with Image.registry.`,
});

/** https://yarnpkg.com/features/pnp */
export const yarnPlugAndPlay = (source: string): DiagnosticProps => ({
  id: 'yarn-plug-and-play',
  message: `Yarn installs the folder ${quoted(source)} without a node_modules folder, and the image needs one.`,
  remedy: 'Write `nodeLinker: node-modules` into .yarnrc.yml and run `yarn install`.',
});

export const workspaceNotRoot = (source: string, root: string, workspace: string): DiagnosticProps => ({
  id: 'workspace-not-root',
  message: `The folder ${quoted(source)} has no lock file: it is a workspace of ${quoted(root)}, whose lock file is there.`,
  remedy: `Write { source: ${quoted(root)}, workspace: ${quoted(workspace)} }.`,
});

export const workspaceUnknown = (source: string, workspace: string, known: readonly string[]): DiagnosticProps => {
  const meant = nearest(workspace, known);
  return {
    id: 'workspace-unknown',
    message: `The project in ${quoted(source)} has no workspace in the folder ${quoted(workspace)}.`,
    remedy:
      known.length === 0
        ? 'Name its workspaces in package.json or pnpm-workspace.yaml, or leave `workspace` out.'
        : meant === undefined
          ? `Use one of ${quotedList(known)}.`
          : `Did you mean ${quoted(meant)}?`,
  };
};

export const envFileLeftOut = (source: string, file: string, variables: readonly string[]): DiagnosticProps => ({
  id: 'env-file-left-out',
  severity: 'warning',
  message: `The file ${file} in ${quoted(source)} stays out of the build, which may want ${anyOf(variables)}.`,
  remedy: `Name the values in \`variables\`, or let the file in with a line !${file} in the .dockerignore of the folder.`,
});

export const commandOfBuild = (program: string, start: string | undefined): DiagnosticProps => ({
  id: 'command-of-build',
  message: `The command begins with ${quoted(program)}, which the image does not have: its build alone installs packages.`,
  remedy:
    start === undefined
      ? 'Name the program itself, such as ["node", "server.js"].'
      : `Name the program itself; the script "start" is ${quoted(start)}.`,
});

export const buildVariableSecret = (name: string): DiagnosticProps => ({
  id: 'build-variable-secret',
  message: `The variable ${quoted(name)} would stay in the history of the image, for everybody who has it.`,
  remedy: 'Pass it in `secrets` of the image, where the build finds it under the same name.',
});

export const buildVariableInvalid = (name: string): DiagnosticProps => ({
  id: 'build-variable-invalid',
  message: `${quoted(name)} cannot be a variable of a build.`,
  remedy: 'Use letters, digits and "_", not beginning with a digit.',
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

export const composerInvalid = (source: string, file = 'composer.json'): DiagnosticProps => ({
  id: 'composer-invalid',
  message: `The ${file} in ${quoted(source)} is no JSON.`,
  remedy: 'Run `composer validate` in the folder, which says where.',
});

export const composerLockMissing = (source: string): DiagnosticProps => ({
  id: 'composer-lock-missing',
  message: `The folder ${quoted(source)} has no composer.lock, so its build would install other versions each time.`,
  remedy: 'Run `composer update` in it and commit the composer.lock.',
});

/** https://getcomposer.org/doc/05-repositories.md#path */
export const composerPathOutside = (source: string, path: string): DiagnosticProps => ({
  id: 'composer-path-outside',
  message: `The composer.json in ${quoted(source)} takes packages from ${quoted(path)}, which the build does not see.`,
  remedy: 'Move the packages into the folder, such as "packages/*", and run `composer update`.',
});

export const extensionUnknown = (name: string, known: readonly string[]): DiagnosticProps => {
  const meant = nearest(name, known);
  return {
    id: 'extension-unknown',
    message: `Nobody knows how to add an extension ${quoted(name)} to PHP.`,
    remedy:
      meant === undefined
        ? `Name it with a version of pecl, such as "${/^[a-z][a-z0-9_]*$/.test(name) ? name : 'name'}-1.0.0", and its libraries in \`buildPackages\`.`
        : `Did you mean ${quoted(meant)}?`,
  };
};

export const iniInvalid = (name: string): DiagnosticProps => ({
  id: 'ini-invalid',
  message: `The setting ${quoted(name)} cannot stand in a php.ini.`,
  remedy: 'Use the name of a directive, and a number, a boolean or a text without quotes and line breaks.',
});

/**
 * The catalogue of what constructs can be given wrong.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { type Problem, traceOf } from '../lib/core';

const quoted = (text: string): string => JSON.stringify(text);

export const optionUnknown = (
  taker: string,
  name: string,
  accepted: readonly string[],
  meant: string | undefined,
): Problem => ({
  id: 'option-unknown',
  message: `${taker} takes no ${quoted(name)}.`,
  remedy: meant === undefined ? `It takes ${accepted.map(quoted).join(', ')}.` : `Did you mean ${quoted(meant)}?`,
});

export const numberInvalid = (what: string, value: number, remedy: string): Problem => ({
  id: 'number-invalid',
  message: `${what} is ${value}.`,
  remedy,
});

export const commandEmpty = (what: string): Problem => ({
  id: 'command-empty',
  message: `${what} has no words.`,
  remedy: 'Name the program and its arguments, such as ["node", "migrate.js"].',
});

export const folderOfImage = (at: string): Problem => ({
  id: 'folder-of-image',
  message: `A volume at ${quoted(at)} would hide what the image has there, and keep the first version of it for ever.`,
  remedy: 'Mount it at a folder for data, such as "/var/data".',
});

export const imageReferenceInvalid = (reference: string): Problem => ({
  id: 'image-reference-invalid',
  message: `${quoted(reference)} cannot be the name of an image.`,
  remedy: reference.includes('${')
    ? 'Strings are taken as they are; for a value of the deploying shell write text`acme/web:${Variable.required("TAG")}`.'
    : 'Write registry, name and tag, such as "ghcr.io/acme/web:1.4".',
});

export const secretPathEmpty = (): Problem => ({
  id: 'secret-path-empty',
  message: 'The path of the secret file is empty.',
  remedy: 'Name the file, relative to the folder of stack.ts.',
});

export const versionUnknown = (product: string, version: string, examples: string): Problem => ({
  id: 'version-unknown',
  message: `${product} ${quoted(version)} is no version that has an image.`,
  remedy: `Use one such as ${examples}.`,
});

export const databaseNameInvalid = (name: string): Problem => ({
  id: 'database-name-invalid',
  message: `${quoted(name)} cannot be the name of a database or of its user.`,
  remedy: 'Use lower-case letters, digits and "_", begin with a letter, 63 characters at most.',
});

export const secondWriter = (volume: string, first: IConstruct): Problem => ({
  id: 'second-writer',
  message: `Two services write to the volume ${quoted(volume)}.`,
  remedy: 'Let one of them write and mount it with { readOnly: true } in the others.',
  related: [{ message: 'the first writer', construct: first, trace: traceOf(first) }],
});

export const folderNotWritable = (volume: string, at: string, uid: number | undefined): Problem => ({
  id: 'folder-not-writable',
  severity: 'warning',
  message: `The volume ${quoted(volume)} may not be writable at ${quoted(at)}: the image runs as ${uid === undefined ? 'a user that nobody knows' : `user ${uid}`}, and a new volume belongs to root unless the image has that folder.`,
  remedy: `Create ${quoted(at)} in the image with that owner and name it in Image.registry(…, { folders: [${quoted(at)}] }).`,
});

export const healthCheckUnknown = (image: string): Problem => ({
  id: 'health-check-unknown',
  message: `Nobody knows which programs are in the image ${quoted(image)}, so its health cannot be checked over HTTP.`,
  remedy: 'Pass healthCheck: HealthCheck.command([…]) with a program that the image has, or HealthCheck.none("why").',
});

export const healthPathInvalid = (path: string): Problem => ({
  id: 'health-path-invalid',
  message: `The health check cannot ask for ${quoted(path)}.`,
  remedy: 'Begin the path with "/", and percent-encode spaces and what is not ASCII.',
});

export const commandUnknown = (image: string): Problem => ({
  id: 'command-unknown',
  message: `A secret is to become an environment variable when the app starts, but what the image ${quoted(image)} starts is not known.`,
  remedy:
    "Say it in Image.registry(…, { command: […] }), or let the app read files: connect(…, { secrets: 'file' }), readSecret(…, { fileVariable: … }).",
});

export const variableInvalid = (name: string): Problem => ({
  id: 'variable-invalid',
  message: `${quoted(name)} cannot be the name of an environment variable.`,
  remedy:
    'Use letters, digits and "_", and do not begin with a digit; connect() takes another beginning as { as: "…" }.',
});

export const variablesTaken = (names: readonly string[]): Problem => ({
  id: 'environment-set-twice',
  message: `The environment already has ${names.map(quoted).join(', ')}.`,
  remedy:
    'Set each variable once; two connections of one kind each need a name of their own, such as connect(db, { as: "REPORTS" }).',
});

export const portVariable = (): Problem => ({
  id: 'port-variable',
  message: 'The environment sets "PORT", which `port` sets already.',
  remedy: 'Leave it out of `environment`: health check and proxy ask at `port`.',
});

export const portInvalid = (port: number): Problem => ({
  id: 'port-invalid',
  message: `${port} is no port.`,
  remedy: 'Use a whole number from 1 to 65535.',
});

export const lockfileMissing = (source: string): Problem => ({
  id: 'lockfile-missing',
  message: `The folder ${quoted(source)} has no package-lock.json, so its build would install other versions each time.`,
  remedy: 'Run `npm install --package-lock-only` in it and commit the file.',
});

export const sourceFileMissing = (source: string, file: string): Problem => ({
  id: 'source-file-missing',
  message: `The folder ${quoted(source)} has no ${file}, which its build needs.`,
  remedy: 'Create the file, or correct `source`; it is relative to the folder of stack.ts.',
});

export const packageInvalid = (name: string): Problem => ({
  id: 'package-invalid',
  message: `${quoted(name)} cannot be the name of a Debian package.`,
  // https://www.debian.org/doc/debian-policy/ch-controlfields.html#source
  remedy: 'Use the name as `apt-get install` takes it, with "=version" behind it if you pin one.',
});

export const hostInvalid = (host: string): Problem => ({
  id: 'host-invalid',
  message: `${quoted(host)} cannot be a host name.`,
  remedy: 'Use letters, digits, "-" and ".", such as "images.example.org".',
});

export const addressInvalid = (address: string): Problem => ({
  id: 'address-invalid',
  message: `${quoted(address)} is neither an IP address nor a network.`,
  remedy: 'Write one such as "10.0.0.5" or "10.0.0.0/8".',
});

export const trustedEmpty = (): Problem => ({
  id: 'trusted-empty',
  message: 'Something in front of the proxy ends TLS, but it is not said from which addresses it connects.',
  remedy: 'List them, such as behind: { trusted: ["10.0.0.0/8"] }.',
});

export const hostTaken = (host: string): Problem => ({
  id: 'host-taken',
  message: `The proxy serves the host ${quoted(host)} twice.`,
  remedy: 'Call host() once for it, keep what it returns, and add all routes to that.',
});

export const routeInvalid = (path: string): Problem => ({
  id: 'route-invalid',
  message: `${quoted(path)} cannot be the path of a route.`,
  remedy: 'Begin it with "/" and write it decoded, without "//", "..", query and fragment.',
});

export const filesRouteInvalid = (path: string): Problem => ({
  id: 'route-invalid',
  message: `${quoted(path)} is to answer with the files of a volume, and stands for one path alone.`,
  remedy: 'End it with "/": the files are below it.',
});

export const routeTaken = (host: string, path: string): Problem => ({
  id: 'route-taken',
  message: `The host ${quoted(host)} has two routes for the path ${quoted(path)}.`,
  remedy: 'Remove one of them.',
});

export const sizeInvalid = (what: string, size: string): Problem => ({
  id: 'size-invalid',
  message: `${what} is ${quoted(size)}, which is no size.`,
  remedy: 'Write a number and a unit, such as "512m" or "1g"; a container needs 6m at least.',
});

export const secretLengthInvalid = (length: number): Problem => ({
  id: 'secret-length-invalid',
  message: `A generated secret of ${length} characters is not possible.`,
  remedy: 'Use a whole number from 16 to 4096.',
});

export const outputInvalid = (output: string): Problem => ({
  id: 'output-invalid',
  message: `${quoted(output)} cannot be the folder that the build writes to: it would publish more than the built files.`,
  remedy: 'Name a folder inside `source`, such as "dist".',
});

export const scriptMissing = (source: string, script: string): Problem => ({
  id: 'script-missing',
  message: `The package.json in ${quoted(source)} has no script ${quoted(script)}, which its build runs.`,
  remedy: 'Add the script, or name the one that builds with `build`.',
});

export const fallbackInvalid = (path: string): Problem => ({
  id: 'fallback-invalid',
  message: `${quoted(path)} cannot be the page for paths that are no file.`,
  remedy: 'Name a file of the site as a path, such as "/index.html".',
});

export const imageNameInvalid = (name: string): Problem => ({
  id: 'image-name-invalid',
  message: `The image that is built here would be named ${quoted(name)}, which the engine does not take.`,
  remedy: 'Use ids of lower-case letters and digits, with single "-", "_" or "." between them.',
});

export const registryInvalid = (registry: string): Problem => ({
  id: 'registry-invalid',
  message: `${quoted(registry)} cannot be the registry that images are named after.`,
  remedy: 'Write a host and a path in lower case, such as "ghcr.io/acme", without "https://" and without a final "/".',
});

export const imageTagInvalid = (tag: string): Problem => ({
  id: 'image-tag-invalid',
  message: `${quoted(tag)} cannot be the tag of an image.`,
  remedy: 'Use letters, digits, "_", "." and "-", or give the environment a `tag` besides its name.',
});

export const mixAppInvalid = (name: string): Problem => ({
  id: 'mix-app-invalid',
  message: `${quoted(name)} cannot be the name of a Mix app.`,
  remedy: 'Use the atom after `app:` in mix.exs, without its colon.',
});

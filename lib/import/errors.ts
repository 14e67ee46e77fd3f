/**
 * The catalogue of what can go wrong between Compose files and a stack.
 *
 * @module
 */
import type { Diagnostic, RelatedLocation, SourceLocation } from '../core';
import { quoted } from '../words';
import type { WantedEnvironment } from './request';

const at = (location?: SourceLocation): { readonly location?: SourceLocation } => (location ? { location } : {});

export const versionOne = (location?: SourceLocation): Diagnostic => ({
  id: 'version-one',
  severity: 'error',
  message: 'The file is of version 1, with its services at the top, which Compose does not read any more.',
  remedy: 'Add --modernize: it says the same in the words of today.',
  ...at(location),
});

export const modernized = (note: string, location?: SourceLocation): Diagnostic => ({
  id: 'modernized',
  severity: 'warning',
  message: note,
  remedy: 'Look whether that is what you meant.',
  ...at(location),
});

/** @param missing what nothing defines, or the first ones of `count` */
export const isFragment = (missing: readonly RelatedLocation[], count: number): Diagnostic => {
  const [first] = missing;
  const isOne = first !== undefined && count === 1;
  const more = count - missing.length;
  const rest: readonly RelatedLocation[] = more > 0 ? [{ message: `and ${more} more` }] : [];
  return {
    id: 'fragment',
    severity: 'warning',
    message: isOne
      ? first.message
      : `The files do not define ${count} things that they name, so Compose refuses them by themselves.`,
    remedy: `Correct the ${isOne ? 'name' : 'names'}, or import the files that define ${isOne ? 'it' : 'them'} as well; until then the stack says \`fragment\`, with ${isOne ? 'it' : 'them'}.`,
    ...at(first?.location),
    ...(!isOne && { related: [...missing, ...rest] }),
  };
};

export const pathOfVariable = (variables: readonly string[], location?: SourceLocation): Diagnostic => ({
  id: 'path-of-variable',
  severity: 'warning',
  message: `Paths begin with ${variables.join(', ')}, whose values are unknown: a relative one would start from the output folder.`,
  remedy: 'Import where they are set, or name the file that sets them with --env-file; or set them to absolute paths.',
  ...at(location),
});

export const environmentTwice = (name: string): Diagnostic => ({
  id: 'environment-twice',
  severity: 'error',
  message: `Environment ${quoted(name)} is given twice.`,
  remedy: 'Give each environment one name, with --environment or with --alone.',
});

/** Kinds of warnings that a person decides about at once. */
const KINDS: Readonly<Record<string, (count: number) => readonly [message: string, remedy: string]>> = {
  'secret-in-clear': (count) => [
    `The files have ${count} secrets in clear text.`,
    'Let the services read a SecretFile, or let `connect` set the variables.',
  ],
  'host-exposed': (count) => [
    `${count} settings open the host to containers.`,
    'Take away what is not needed; where a tool manages the host, accept the rule with your reason.',
  ],
  'health-unknown': (count) => [
    `${count} services wait for the health of a service that has no check of its own.`,
    'Give that service a `healthcheck`, or wait with "service_started".',
  ],
  'database-published': (count) => [
    `${count} ports of databases are published on every address of the host, past its firewall.`,
    'Publish each on one address, such as "127.0.0.1:5432:5432". Services reach it through a network without `ports`.',
  ],
  'quotes-kept': (count) => [
    `${count} variables keep the quotes around their values.`,
    'Take the quotes away where the program does not want them.',
  ],
  'unused-element': (count) => [`Nothing uses ${count} elements of the files.`, 'Use them, or leave them out.'],
  'repeated-entry': (count) => [`${count} entries stand in their lists twice.`, 'Leave the second one out.'],
  'host-name-underscore': (count) => [
    `${count} host names have an underscore, which some programs refuse.`,
    'Give the services aliases without one, or accept the rule with your reason.',
  ],
};

/** One warning for all of a kind that a person decides about at once; undefined for any other kind. */
export const several = (
  first: Diagnostic,
  places: readonly RelatedLocation[],
  count: number,
): Diagnostic | undefined => {
  const more = count - places.length;
  const [message, remedy] = KINDS[first.id]?.(count) ?? [];
  if (message === undefined || remedy === undefined) return undefined;
  return { ...first, message, remedy, related: [...places, ...(more > 0 ? [{ message: `and ${more} more` }] : [])] };
};

/** @param added what the environment has and its own files do not say, or the first ones of `count` */
export const fileStandsAlone = (
  { name, files }: WantedEnvironment,
  added: readonly RelatedLocation[],
  count: number,
  location?: SourceLocation,
): Diagnostic => {
  const isOne = files.length === 1;
  const more = count - added.length;
  return {
    id: 'file-stands-alone',
    severity: 'warning',
    message: `${files.map(quoted).join(' and ')} ${isOne ? 'is a project by itself' : 'are a project by themselves'}. ${isOne ? 'It was' : 'They were'} merged over the files before, which add ${count === 1 ? 'something' : `${count} things`} to ${name} that ${isOne ? 'it does' : 'they do'} not say.`,
    remedy: `If ${name} is run from ${isOne ? 'this file' : 'these files'} alone, say --alone ${name}=${files.join(',')}; else look whether that may be there.`,
    ...at(location),
    related: [...added, ...(more > 0 ? [{ message: `and ${more} more` }] : [])],
  };
};

/**
 * Several Compose files as environments of one stack.
 *
 * @module
 */
import { basename } from 'node:path';
import type { Diagnostic } from '../core';
import * as errors from './errors';
import { isWhole, type ReadProject, readProject } from './read';
import type { ImportRequest } from './request';
import { questionOf } from './stand-alone';

/** An environment, and what it has. */
export interface ReadEnvironment {
  readonly name: string;
  readonly read: ReadProject;
  /** Whether its files say all of it. */
  readonly isAlone?: boolean;
}

export interface Environments {
  /** The files of all environments, unless each stands alone. */
  readonly base: ReadProject;
  /** At least one. */
  readonly environments: readonly ReadEnvironment[];
  /** Mistakes and questions about the choice of files. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what a request asks for. The common files are an environment, too, if they are a project of their own and a
 * name is left. Files without names belong to one environment, if the name of one file says which.
 */
export function readEnvironments(request: ImportRequest): Environments {
  const given = request.environments ?? [];
  const twice = given.find(({ name }, index) => given.findIndex((other) => other.name === name) < index);
  const { whole, isBorrowed } = readFirst(request);
  const paths = request.files.length > 0 ? request.files : whole.loaded.files.map(({ path }) => path);
  const [first, ...others] = paths;
  const last = others.at(-1);
  if (twice) return { ...alone(whole, 'development'), diagnostics: [errors.environmentTwice(twice.name)] };
  if (first === undefined || (given.length === 0 && last === undefined)) return alone(whole, 'development');
  if (given.length === 0) return severalFiles(request, whole, [first, ...others]);

  const isLookedUp = request.files.length === 0 && last !== undefined && isOverrideFile(last);
  const shared = isLookedUp ? [first] : paths;
  const base = isLookedUp ? readProject(request, shared) : whole;
  const environments = given.map(({ name, files, isAlone = false }, index): ReadEnvironment => {
    const isBase = isBorrowed && index === 0;
    return { name, isAlone, read: isBase ? base : readProject(request, isAlone ? files : [...shared, ...files]) };
  });
  const diagnostics = given.flatMap((one, index) => {
    const read = environments[index]?.read;
    return one.isAlone || read === undefined ? [] : questionOf(request, one, read);
  });
  // without any file names, the files are those that Compose finds on a developer's machine
  const isOverridden = isLookedUp && !given.some(({ name }) => isDevelopment(name));
  const nameLeft = nameOfBase(given.map(({ name }) => name));
  const isStanding = nameLeft !== undefined && !isBorrowed && isWhole(base);
  const standing = isStanding ? [{ name: nameLeft, read: base }] : [];
  const before = isOverridden ? [{ name: 'development', read: whole }] : standing;
  return { base, environments: [...before, ...environments], diagnostics };
}

/** The files of the command line, or those that Compose finds. Without any, the files of the first environment. */
function readFirst(request: ImportRequest): { readonly whole: ReadProject; readonly isBorrowed: boolean } {
  const whole = readProject(request, request.files);
  const [first, ...others] = request.environments ?? [];
  const isNone = request.files.length === 0 && whole.loaded.files.length === 0;
  const isBorrowed = isNone && first?.isAlone === true && others.every(({ isAlone }) => isAlone);
  return isBorrowed ? { whole: readProject(request, first.files), isBorrowed } : { whole, isBorrowed };
}

/** Files that are given one after the other, as to `docker compose`. */
function severalFiles(request: ImportRequest, whole: ReadProject, [first, ...others]: readonly string[]): Environments {
  const name = others.map(nameOfFile).findLast((word) => word !== undefined);
  if (first === undefined || name === undefined) return alone(whole, 'development');
  const base = readProject(request, [first]);
  const diagnostics =
    request.files.length > 0 && isWhole(base) ? questionOf(request, { name, files: others }, whole) : [];
  return { ...named(base, whole, name), diagnostics };
}

function named(base: ReadProject, read: ReadProject, name: string): Environments {
  if (!isWhole(base)) return alone(read, name === 'production' ? name : 'development');
  const nameLeft = nameOfBase([name]);
  const standing = nameLeft === undefined ? [] : [{ name: nameLeft, read: base }];
  return { base, environments: [{ name, read }, ...standing], diagnostics: [] };
}

function alone(read: ReadProject, name: string): Environments {
  return { base: read, environments: [{ name, read }], diagnostics: [] };
}

/** https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/ */
function isOverrideFile(path: string): boolean {
  return /^(docker-)?compose\.override\.ya?ml$/.test(basename(path));
}

/**
 * The name of an environment without a given name: `docker-compose.staging.yml` is for `staging`. A file with another
 * name, such as `compose.mariadb.yml`, is a part of the project, not an environment.
 */
function nameOfFile(path: string): string | undefined {
  const words = basename(path.replaceAll('\\', '/'))
    .replace(/\.ya?ml$/i, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  // an override is what a developer's machine adds
  if (words.some(isProduction)) return 'production';
  if (words.some((word) => word === 'override' || isDevelopment(word))) return 'development';
  return words.find((word) => OTHERS.has(word));
}

/** Common names of environments, beside development and production. */
const OTHERS: ReadonlySet<string> = new Set(
  'staging stage test tests testing ci e2e qa uat preview demo sandbox debug preprod integration acceptance'.split(' '),
);

/** A name for what all environments have; undefined if there is none left that tells anything. */
function nameOfBase(others: readonly string[]): string | undefined {
  if (!others.some(isDevelopment)) return 'development';
  return others.some(isProduction) ? undefined : 'production';
}

function isDevelopment(name: string): boolean {
  return /^(dev|devel|develop|development|local)$/i.test(name);
}

function isProduction(name: string): boolean {
  return /^(prod|production|live)$/i.test(name);
}

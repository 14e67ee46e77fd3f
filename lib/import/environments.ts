/**
 * Several Compose files as environments of one stack.
 *
 * @module
 */
import { basename } from 'node:path';
import { type ReadProject, readProject } from './read';
import type { ImportRequest } from './request';

/** An environment, and what it has. */
export interface ReadEnvironment {
  readonly name: string;
  readonly read: ReadProject;
}

export interface Environments {
  /** What all environments have. */
  readonly base: ReadProject;
  /** At least one. */
  readonly environments: readonly ReadEnvironment[];
}

/**
 * Reads what a request asks for. What all environments have is one of them, too, if it is a project of its own and a name is
 * left for it. Files that are given without names are those of one environment, if the name of one says which.
 */
export function readEnvironments(request: ImportRequest): Environments {
  const whole = readProject(request, request.files);
  const paths = request.files.length > 0 ? request.files : whole.loaded.files.map(({ path }) => path);
  const [first, ...others] = paths;
  const last = others.at(-1);
  const given = request.environments ?? [];
  if (first === undefined || (given.length === 0 && last === undefined)) return alone(whole, 'development');
  if (given.length === 0) {
    const name = others.map(nameOfFile).findLast((word) => word !== undefined);
    return name === undefined ? alone(whole, 'development') : named(readProject(request, [first]), whole, name);
  }

  const isLookedUp = request.files.length === 0 && last !== undefined && isOverrideFile(last);
  const shared = isLookedUp ? [first] : paths;
  const base = isLookedUp ? readProject(request, shared) : whole;
  const environments = given.map(({ name, files }) => ({ name, read: readProject(request, [...shared, ...files]) }));
  // whoever names no files at all has those that Compose finds on a developer's machine
  const isOverridden = isLookedUp && !given.some(({ name }) => isDevelopment(name));
  if (isOverridden) return { base, environments: [{ name: 'development', read: whole }, ...environments] };
  const nameLeft = nameOfBase(given.map(({ name }) => name));
  const standing = nameLeft !== undefined && isWhole(base) ? [{ name: nameLeft, read: base }] : [];
  return { base, environments: [...standing, ...environments] };
}

function named(base: ReadProject, read: ReadProject, name: string): Environments {
  if (!isWhole(base)) return alone(read, name === 'production' ? name : 'development');
  const nameLeft = nameOfBase([name]);
  return { base, environments: [{ name, read }, ...(nameLeft === undefined ? [] : [{ name: nameLeft, read: base }])] };
}

function alone(read: ReadProject, name: string): Environments {
  return { base: read, environments: [{ name, read }] };
}

/** Whether files are a project without any others. */
function isWhole({ isFragment, diagnostics }: ReadProject): boolean {
  return !isFragment && !diagnostics.some(({ severity }) => severity === 'error');
}

/** https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/ */
function isOverrideFile(path: string): boolean {
  return /^(docker-)?compose\.override\.ya?ml$/.test(basename(path));
}

/**
 * What an environment is called that nobody gave a name: `docker-compose.staging.yml` is for `staging`. What is called
 * otherwise, such as `compose.mariadb.yml`, is a part of the project and no environment.
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

/** Words by which people call environments, beside those for development and production. */
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

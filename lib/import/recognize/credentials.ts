/**
 * Names and password in the variables of a server: https://hub.docker.com/_/postgres#environment-variables
 *
 * @module
 */

import { isDeferred, isPlainMap, type PlainMap, partsOf, readKeyValues, type Text } from '../../languages/compose';
import { quoted } from '../../words';
import type { Origin } from './model';

export interface Credentials {
  readonly database: string;
  readonly user: string;
  readonly password: Origin | { readonly kind: 'literal'; readonly value: string };
  /** Id of the secret that the password is read from. */
  readonly secret?: string;
  /** Variables that the server gets as they are. */
  readonly others: PlainMap;
}

type Answer<T> = T | { readonly why: string };

const OWN = ['POSTGRES_DB', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE'];
/** Variables that change neither where the data is nor who may read it. */
const HARMLESS = /^(TZ|LANG|LC_\w+|PGTZ|PGUSER|PGDATABASE|PGAPPNAME|POSTGRES_INITDB_ARGS|POSTGRES_HOST_AUTH_METHOD)$/;
/** What a Database takes for a name. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * @param service in long syntax
 * @param secrets those of the project
 */
export function credentialsOf(service: PlainMap, secrets: PlainMap): Answer<Credentials> {
  if (service['env_file'] !== undefined) return { why: 'some of its variables are in a file, which env_file names' };
  const read = readKeyValues(service['environment'] ?? {});
  if (!('value' in read)) return { why: 'a variable says which variables it has' };
  const variables = read.value;
  const strange = [...variables.keys()].find((name) => !OWN.includes(name) && !HARMLESS.test(name));
  if (strange !== undefined) return { why: `it sets ${strange}` };
  const user = nameIn(variables, 'POSTGRES_USER', 'postgres');
  if (typeof user !== 'string') return user;
  const database = nameIn(variables, 'POSTGRES_DB', user);
  if (typeof database !== 'string') return database;
  const password = passwordIn(variables, service, secrets);
  if ('why' in password) return password;
  const others = Object.fromEntries([...variables].filter(([name]) => !OWN.includes(name)));
  return { database, user, ...password, others };
}

/** An empty name is the image's default, too. */
function nameIn(variables: ReadonlyMap<string, Text | null>, variable: string, usual: string): Answer<string> {
  const name = variables.get(variable) === '' ? usual : (variables.get(variable) ?? usual);
  if (isDeferred(name) || (variables.has(variable) && variables.get(variable) === null)) {
    return { why: `${variable} is a variable, and a Database has to know the name` };
  }
  return NAME.test(name)
    ? name
    : { why: `${variable} is ${quoted(name)}, and a Database takes lower-case letters, digits and "_" only` };
}

function passwordIn(
  variables: ReadonlyMap<string, Text | null>,
  service: PlainMap,
  secrets: PlainMap,
): Answer<Pick<Credentials, 'password' | 'secret'>> {
  const isRead = variables.has('POSTGRES_PASSWORD_FILE');
  const wanted = isRead ? secretAt(variables.get('POSTGRES_PASSWORD_FILE'), service['secrets']) : undefined;
  const other = listOf(service['secrets']).find(({ source }) => source !== wanted);
  if (other) return { why: `it reads the secret ${String(other['source'])}` };
  if (!variables.has('POSTGRES_PASSWORD')) {
    if (wanted !== undefined) return originOf(wanted, secrets);
    return { why: isRead ? 'POSTGRES_PASSWORD_FILE is no secret of its own' : 'it has no password' };
  }
  if (isRead) return { why: 'it has two passwords, POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE' };
  return literalOrVariable(variables.get('POSTGRES_PASSWORD') ?? null);
}

function literalOrVariable(value: Text | null): Answer<Pick<Credentials, 'password'>> {
  if (value === null) return { password: { kind: 'environment', variable: 'POSTGRES_PASSWORD' } };
  if (!isDeferred(value)) {
    // the image's script drops line ends at the end of a file
    if (value === '' || value.endsWith('\n')) return { why: 'its password is empty or ends in a line end' };
    return { password: { kind: 'literal', value } };
  }
  const [only, ...more] = partsOf(value);
  if (only === undefined || typeof only === 'string' || more.length > 0) {
    return { why: 'its password is a text with a variable in it' };
  }
  const isPlain = ['', '?', ':?'].includes(only.operator);
  return isPlain
    ? { password: { kind: 'environment', variable: only.name } }
    : { why: `its password is ${only.name} or else a default, and a secret has one source` };
}

/** The source of the secret that is at a path in the container. */
function secretAt(path: Text | null | undefined, secrets: unknown): string | undefined {
  const found = listOf(secrets).find(({ source, target = source }) => {
    const file = String(target).startsWith('/') ? target : `/run/secrets/${String(target)}`;
    return typeof path === 'string' && file === path;
  });
  return typeof found?.['source'] === 'string' ? found['source'] : undefined;
}

function originOf(id: string, secrets: PlainMap): Answer<Pick<Credentials, 'password' | 'secret'>> {
  const password = secretOrigin(secrets[id]);
  return password ? { password, secret: id } : { why: `its secret ${id} is neither a file nor a variable` };
}

/** Where a secret comes from, if that is all that is said of it. */
export function secretOrigin(secret: unknown): Origin | undefined {
  if (!isPlainMap(secret)) return undefined;
  const [entry, ...more] = Object.entries(secret).filter(([, value]) => value !== undefined);
  if (entry === undefined || more.length > 0) return undefined;
  const [key, value] = entry;
  if (typeof value !== 'string' || value === '') return undefined;
  if (key === 'file') return { kind: 'file', file: value };
  return key === 'environment' && /^[A-Za-z_]\w*$/.test(value) ? { kind: 'environment', variable: value } : undefined;
}

function listOf(value: unknown): readonly PlainMap[] {
  return Array.isArray(value) ? value.filter(isPlainMap) : [];
}

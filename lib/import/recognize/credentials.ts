/**
 * Names and passwords in the variables of a server.
 *
 * @module
 */
import type { DatabaseFamily, DatabaseName } from '../../images';
import { type ComposeText, isDeferred, partsOf, readKeyValues, Variable } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { quoted } from '../../words';
import type { ServerNames, ValueSource } from './model';

/** A password, and where it stands. */
export interface Password {
  readonly origin: ValueSource | { readonly kind: 'literal'; readonly value: string };
  /** Id of the secret that it is read from. */
  readonly secret?: string;
  /** Whether the file had a default for the variable that it is in. */
  readonly hasDefault?: boolean;
}

export interface Credentials {
  readonly names: ServerNames;
  /** @default clients need none */
  readonly password?: Password;
  /** The administrator's password, if the product has one and the files contain it. */
  readonly rootPassword?: Password;
  /** Variables that the server gets as they are. */
  readonly others: PlainMap;
  /** Those among them that the files do not have: the image's own, which a Database decides otherwise. */
  readonly kept: readonly string[];
  /** The command, where the construct would have another one. */
  readonly command?: readonly ComposeText[];
  /** Whether its command lets it keep nothing. */
  readonly isForgetful?: boolean;
  /** Its changes, one sentence each. */
  readonly changes?: readonly string[];
}

/** A part of a construct, or the reason why there is none. */
export type OrWhy<T> = T | { readonly why: string };
type Variables = ReadonlyMap<string, ComposeText | null>;

/**
 * @param service in long syntax
 * @param secrets the project's secrets
 */
export function credentialsOf(service: PlainMap, secrets: PlainMap, family: DatabaseFamily): OrWhy<Credentials> {
  if (service['env_file'] !== undefined) return { why: 'some of its variables are in a file, which env_file names' };
  const read = readKeyValues(service['environment'] ?? {});
  if (!('value' in read)) return { why: 'a variable says which variables it has' };
  const variables = read.value;
  const { database, user, password, rootPassword = [], randomRootPassword = [] } = family.variables;
  const passwords = [...password, ...rootPassword].flatMap((name) => [name, fileOf(name)]);
  const own = [...database, ...user, ...passwords, ...randomRootPassword];
  const strange = [...variables.keys()].find((name) => !own.includes(name) && family.decisive.test(name));
  if (strange !== undefined) return { why: `it sets ${strange}` };

  const userName = nameIn(variables, family, 'user', family.usualUser);
  if (isWhy(userName)) return userName;
  const databaseName = nameIn(variables, family, 'database', family.usualUser && userName);
  if (isWhy(databaseName)) return databaseName;
  const ofUser = passwordIn(variables, password, service, secrets);
  if (ofUser === undefined) return { why: 'it has no password' };
  if ('why' in ofUser) return ofUser;
  const ofRoot = passwordIn(variables, rootPassword, service, secrets);
  if (ofRoot && 'why' in ofRoot) return ofRoot;
  const wanted = [ofUser.secret, ofRoot?.secret];
  const unread = listOf(service['secrets']).find(({ source }) => !wanted.includes(String(source)));
  if (unread) return { why: `it reads the secret ${String(unread['source'])}` };

  const kept = Object.keys(family.usual).filter((name) => !variables.has(name));
  const others = {
    ...Object.fromEntries(kept.map((name) => [name, family.usual[name]])),
    ...Object.fromEntries([...variables].filter(([name]) => !own.includes(name))),
  };
  return {
    names: { database: databaseName, user: userName },
    password: ofUser,
    ...(ofRoot && { rootPassword: ofRoot }),
    others,
    kept,
  };
}

function isWhy(answer: OrWhy<DatabaseName>): answer is { readonly why: string } {
  return typeof answer === 'object' && 'why' in answer;
}

/** The variable that names a file with the value of another one. */
function fileOf(variable: string): string {
  return `${variable}_FILE`;
}

/** An empty name is the image's default, too. @param usual the image's default */
function nameIn(
  variables: Variables,
  { product, naming, variables: names }: DatabaseFamily,
  of: 'database' | 'user',
  usual: DatabaseName | undefined,
): OrWhy<DatabaseName> {
  const variable = names[of].find((name) => variables.has(name)) ?? names[of][0];
  const said = variables.get(variable);
  const name = said === '' || said === undefined ? usual : said;
  if (name === undefined) return { why: `it makes no ${of}, and a Database has one` };
  if (name === null) return Variable.of(variable);
  if (isDeferred(name)) {
    const [only, ...more] = partsOf(name);
    if (only !== undefined && typeof only !== 'string' && more.length === 0) return Variable.from(only);
    return { why: `${variable} is a text with a variable in it` };
  }
  if (naming.taken[of].test(name)) return { why: `${variable} is ${quoted(name)}, which ${product} has for itself` };
  return naming.pattern.test(name)
    ? name
    : { why: `${variable} is ${quoted(name)}, and a Database takes ${naming.characters} only` };
}

/** @param names of the variables that hold it, or with `_FILE` at the end name its file */
function passwordIn(
  variables: Variables,
  names: readonly string[],
  service: PlainMap,
  secrets: PlainMap,
): OrWhy<Password> | undefined {
  const [first, second] = names.flatMap((name) => [name, fileOf(name)]).filter((name) => variables.has(name));
  if (first === undefined) return undefined;
  if (second !== undefined) return { why: `it has two passwords, ${first} and ${second}` };
  const value = variables.get(first) ?? null;
  if (names.includes(first)) return literalOrVariable(first, value);
  const secret = secretAt(value, service['secrets']);
  return secret === undefined ? { why: `${first} is no secret of its own` } : originOf(secret, secrets);
}

/** A password that stands in a variable or in a setting. @param variable that it has the value of, if it says none */
export function literalOrVariable(variable: string, value: ComposeText | null): OrWhy<Password> {
  if (value === null) return { origin: { kind: 'environment', variable } };
  if (!isDeferred(value)) {
    // the image's script drops line ends at the end of a file
    if (value === '' || value.endsWith('\n')) return { why: 'its password is empty or ends in a line end' };
    return { origin: { kind: 'literal', value } };
  }
  const [only, ...more] = partsOf(value);
  if (only === undefined || typeof only === 'string' || more.length > 0) {
    return { why: 'its password is a text with a variable in it' };
  }
  if (['+', ':+'].includes(only.operator)) return { why: `its password is a text wherever ${only.name} is set` };
  const hasDefault = ['-', ':-'].includes(only.operator);
  return { origin: { kind: 'environment', variable: only.name }, ...(hasDefault && { hasDefault }) };
}

/** The source of the secret that is at a path in the container. */
function secretAt(path: ComposeText | null | undefined, secrets: unknown): string | undefined {
  const found = listOf(secrets).find(({ source, target = source }) => {
    const file = String(target).startsWith('/') ? target : `/run/secrets/${String(target)}`;
    return typeof path === 'string' && file === path;
  });
  return typeof found?.['source'] === 'string' ? found['source'] : undefined;
}

function originOf(id: string, secrets: PlainMap): OrWhy<Password> {
  const origin = secretOrigin(secrets[id]);
  return origin ? { origin, secret: id } : { why: `its secret ${id} is neither a file nor a variable` };
}

/** The source of a secret, if the project says nothing else about it. */
export function secretOrigin(secret: unknown): ValueSource | undefined {
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

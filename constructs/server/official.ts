/**
 * Engines of official images.
 *
 * @module
 */
import { type DiagnosticProps, inspect, string } from '../../lib/core';
import type {
  CacheFamily,
  DatabaseFamily,
  DatabaseLogin,
  DatabaseName,
  ImageFamily,
  ObjectStoreFamily,
  QueueFamily,
  SearchFamily,
  ServerFacts,
} from '../../lib/images';
import { versionUnknown } from '../checked';
import type { CacheEngine, DatabaseEngine, ObjectStoreEngine, QueueEngine, SearchEngine, ServerEngine } from './engine';
import { databaseNameInvalid, databaseNameTaken } from './errors';

/** A family that has facts about its official image. */
interface Family<Facts extends ServerFacts> extends ImageFamily {
  facts(tag: string): Facts | undefined;
}

type EngineOf<Facts> = Omit<ServerEngine, 'image' | 'kind'> & { readonly image: Facts };

/** The common part of all products; mistakes in the version are kept for the construct that gets the engine. */
function official<Facts extends ServerFacts>(family: Family<Facts>, asked: string): EngineOf<Facts> {
  const { id: name, product, versions, example } = family;
  const argument = inspect(`Engine.${name}`, { version: asked }, { version: string }, { version: example });
  const { version } = argument.props;
  const found = family.facts(version);
  return {
    name,
    product,
    version,
    // a version that has facts, so that building can go on
    image: found ?? (family.facts(example) as Facts),
    problems: [...argument.problems, ...(found ? [] : [versionUnknown(product, version, versions)])],
  };
}

/** A database whose official image takes names and passwords from variables. */
export function databaseEngine(family: DatabaseFamily, version: string): DatabaseEngine {
  const {
    database: [database],
    user: [user],
    password: [password],
    rootPassword,
  } = family.variables;
  const engine = official(family, version);
  return {
    ...engine,
    kind: 'database',
    check: (login) => problemsOf(login, family),
    environment: (login) => ({ [database]: login.database, [user]: login.user, ...engine.image.environment }),
    passwordFile: `${password}_FILE`,
    ...(rootPassword && { rootPasswordFile: `${rootPassword[0]}_FILE` }),
  };
}

/** A cache whose official image takes what it needs from its command. */
export function cacheEngine(family: CacheFamily, version: string): CacheEngine {
  return { ...official(family, version), kind: 'cache' };
}

/** A message broker whose official image takes what it needs from a file of settings. */
export function queueEngine(family: QueueFamily, version: string): QueueEngine {
  return { ...official(family, version), kind: 'queue' };
}

/** A search engine whose official image takes what it needs from variables or its command. */
export function searchEngine(family: SearchFamily, version: string): SearchEngine {
  return { ...official(family, version), kind: 'search' };
}

/** An object store whose official image takes what it needs from variables or its command. */
export function objectStoreEngine(family: ObjectStoreFamily, version: string): ObjectStoreEngine {
  return { ...official(family, version), kind: 'object store' };
}

function problemsOf(login: DatabaseLogin, { product, naming }: DatabaseFamily): readonly DiagnosticProps[] {
  const isKnown = (name: DatabaseName): name is string => typeof name === 'string';
  const known = [...new Set([login.database, login.user])].filter(isKnown);
  const invalid = known.filter((name) => !naming.pattern.test(name));
  const taken = (['database', 'user'] as const).flatMap((what) => {
    const name = login[what];
    return isKnown(name) && naming.taken[what].test(name) ? [databaseNameTaken(what, name, product)] : [];
  });
  return [...invalid.map((name) => databaseNameInvalid(name, naming.characters, naming.longest)), ...taken];
}

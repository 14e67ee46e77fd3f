/**
 * @module
 */
import type { DiagnosticProps } from '../../../lib/core';
import type { DatabaseFacts, DatabaseFamily, DatabaseLogin, DatabaseName } from '../../../lib/images';
import { versionUnknown } from '../../checked';
import type { DatabaseEngine } from '../engine';
import { databaseNameInvalid, databaseNameTaken } from '../errors';

/**
 * A product whose official image takes names and passwords from variables.
 *
 * @param settings further variables
 */
export function official(
  family: DatabaseFamily,
  version: string,
  settings: (image: DatabaseFacts) => Readonly<Record<string, string>> = () => ({}),
): DatabaseEngine {
  const { product, versions, variables } = family;
  const {
    database: [database],
    user: [user],
    password: [password],
    rootPassword,
  } = variables;
  const found = family.facts(String(version));
  // a version that has facts, so that building can go on
  const image = found ?? (family.facts(family.example) as DatabaseFacts);
  return {
    name: family.id,
    product,
    version: String(version),
    image,
    problems: found ? [] : [versionUnknown(product, String(version), versions)],
    check: (login) => problemsOf(login, family),
    environment: (login) => ({ [database]: login.database, [user]: login.user, ...settings(image) }),
    passwordFile: `${password}_FILE`,
    ...(rootPassword && { rootPasswordFile: `${rootPassword[0]}_FILE` }),
  };
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

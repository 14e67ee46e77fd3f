/**
 * The catalogue of what databases can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const databaseNameInvalid = (name: string, characters: string, longest: number): DiagnosticProps => ({
  id: 'database-name-invalid',
  message: `${quoted(name)} cannot be the name of a database or of its user.`,
  remedy: `Use ${characters}, begin with a letter, ${longest} characters at most.`,
});

export const databaseNameTaken = (what: 'database' | 'user', name: string, product: string): DiagnosticProps => ({
  id: 'database-name-taken',
  message: `${product} has a ${what} called ${quoted(name)} for itself.`,
  remedy: 'Choose another name.',
});

export const engineInvalid = (engine: unknown): DiagnosticProps => ({
  id: 'engine-invalid',
  message: `A Database was given ${quoted(engine)} as its engine.`,
  remedy: "Pass one such as Engine.postgres('17').",
});

export const noRootPassword = (product: string): DiagnosticProps => ({
  id: 'root-password-unused',
  message: `${product} has no administrator beside the user, so there is nobody for rootPassword.`,
  remedy: 'Leave it out: password is the one that counts.',
});

export const databaseNameHidden = (): DiagnosticProps => ({
  id: 'database-name-hidden',
  message: 'Clients cannot be told about this Database: a Variable says the name of its database or user.',
  remedy:
    'Give `database` and `user` as strings. Or set variables of the client, and let it join the network of the Database.',
});

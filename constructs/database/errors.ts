/**
 * The catalogue of what databases can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const noRootPassword = (product: string): DiagnosticProps => ({
  id: 'root-password-unused',
  message: `${product} has no administrator beside the user, so there is nobody for rootPassword.`,
  remedy: 'Leave it out: password is the one that counts.',
});

export const databaseTwice = (what: 'database' | 'user', name: string): DiagnosticProps => ({
  id: 'database-twice',
  message: `The server has a ${what} ${quoted(name)} already.`,
  remedy: 'Choose another name: each database has a user of its own.',
});

export const databaseCannot = (product: string, what: string): DiagnosticProps => ({
  id: 'database-cannot',
  message: `A Database of ${product} has no ${what}.`,
  remedy: 'Leave it out, or use an engine that has it.',
});

export const databaseNameHidden = (): DiagnosticProps => ({
  id: 'database-name-hidden',
  message: 'Clients cannot be told about this Database: a Variable says the name of its database or user.',
  remedy:
    'Give `database` and `user` as strings. Or set variables of the client, and let it join the network of the Database.',
});

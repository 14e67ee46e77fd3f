/**
 * The catalogue of what databases can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';

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

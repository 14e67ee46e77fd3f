/**
 * The catalogue of what databases can be given wrong.
 *
 * @module
 */
import type { Problem } from '../../lib/core';

const quoted = (text: string): string => JSON.stringify(text);

export const databaseNameInvalid = (name: string): Problem => ({
  id: 'database-name-invalid',
  message: `${quoted(name)} cannot be the name of a database or of its user.`,
  remedy: 'Use lower-case letters, digits and "_", begin with a letter, 63 characters at most.',
});

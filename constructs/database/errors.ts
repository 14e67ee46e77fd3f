/**
 * The catalogue of what databases can be given wrong.
 *
 * @module
 */

import type { Problem } from '../../lib/core';
import { quoted } from '../../lib/words';

export const databaseNameInvalid = (name: string): Problem => ({
  id: 'database-name-invalid',
  message: `${quoted(name)} cannot be the name of a database or of its user.`,
  remedy: 'Use lower-case letters, digits and "_", begin with a letter, 63 characters at most.',
});

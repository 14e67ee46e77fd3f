/**
 * The catalogue of what object stores can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const bucketNameInvalid = (name: string): DiagnosticProps => ({
  id: 'bucket-name-invalid',
  message: `${quoted(name)} cannot be the name of a bucket.`,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  remedy: 'Use 3 to 63 lower-case letters, digits, "-" and "."; begin and end with a letter or a digit.',
});

export const keyIdInvalid = (id: string): DiagnosticProps => ({
  id: 'key-id-invalid',
  message: `${quoted(id)} cannot be the id of a key.`,
  remedy: 'Use 3 to 64 letters and digits.',
});

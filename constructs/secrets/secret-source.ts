/**
 * Where the value of a secret comes from.
 *
 * @module
 */

import { form, number, record, string, union } from '../../lib/core';

/** Where the value of a secret comes from; the value itself is never in the tree. */
export type SecretSource =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'generated'; readonly length: number };

const KIND = form('a kind of source', () => true);

/** The form of a source. */
export const secretSourceForm = union('a source of secrets, such as SecretSource.generated()', {
  file: record('a source of secrets', { kind: KIND, file: string }),
  environment: record('a source of secrets', { kind: KIND, variable: string }),
  generated: record('a source of secrets', { kind: KIND, length: number }),
});

/**
 * Factories of secret sources.
 *
 * @example
 * ```ts
 * const key = new SecretFile(this, 'api-key', { source: SecretSource.file('./secrets/api-key') });
 * web.readSecret(key, { fileVariable: 'API_KEY_FILE' });
 * ```
 */
export const SecretSource = {
  /** A file that exists on the deploying host, relative to the folder of `stack.ts`. */
  file: (file: string): SecretSource => ({ kind: 'file', file }),
  /**
   * An environment variable of the shell that runs `docker compose`. Compose copies the value into the container, so
   * services that read it get a writable root file system.
   */
  environment: (variable: string): SecretSource => ({ kind: 'environment', variable }),
  /**
   * Made once, at random, into a git-ignored file of `secrets/`, which later runs leave alone. `synth` makes it for
   * development, and `synth secrets` where any other environment runs.
   *
   * @param options.length number of letters and digits, @default 32
   */
  generated: (options: { readonly length?: number } = {}): SecretSource => ({
    kind: 'generated',
    length: options?.length ?? 32, // a program without types can pass null,
  }),
} as const;

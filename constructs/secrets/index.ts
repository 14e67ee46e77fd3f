/**
 * Secrets as files, and where their values come from.
 *
 * @module
 */
export { SecretFile, type SecretFileProps } from './secret-file';
export { SecretSource } from './secret-source';

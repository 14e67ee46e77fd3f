/**
 * Secrets as files, and where their values come from.
 *
 * @module
 */
export { SecretFile, type SecretFileProps } from './secret-file';
export { SecretSource, secretSourceForm } from './secret-source';

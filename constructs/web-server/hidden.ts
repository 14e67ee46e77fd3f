/**
 * @module
 */

/**
 * Expression for paths with a part that begins with a dot: `.env`, `.git`. `.well-known` is made to be asked for,
 * https://www.rfc-editor.org/rfc/rfc8615.
 */
export const HIDDEN = '/\\.(?!well-known(?:/|$))';

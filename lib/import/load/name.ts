/**
 * The name of a project where nobody gave it one.
 *
 * @module
 */

/**
 * A text as the name of a project: in lower case, without what names cannot hold. Empty if nothing remains.
 *
 * @see https://docs.docker.com/compose/how-tos/project-name/
 * @example
 * ```ts
 * normalizeProjectName('My.Shop_2'); // 'myshop_2'
 * ```
 */
export function normalizeProjectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

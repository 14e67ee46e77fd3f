/**
 * Names of services in a line.
 *
 * @module
 */

/** As many names as a line holds. */
const MOST_NAMES = 4;

/** `web, worker and 3 more` */
export function firstFew(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more <= 1 ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}

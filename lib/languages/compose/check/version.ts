/**
 * Releases of Docker Compose and their order: https://github.com/docker/compose/releases
 *
 * @module
 */

/** Major, minor and patch. */
export type ComposeVersion = readonly [number, number, number];

/** `2.26`, `2.26.1`, `v2.26.1`, and what packagers append: `2.26.1-4`. Compose 1 was another program. */
const FORM = /^v?([2-9]|[1-9]\d)\.(\d{1,4})(?:\.(\d{1,4}))?(?:[-+~][\w.+~-]*)?$/;

/** The release that a string names, or undefined if it names none. */
export function parseVersion(version: unknown): ComposeVersion | undefined {
  const found = typeof version === 'string' ? FORM.exec(version) : null;
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
}

/** Whether one release came before another; none is older than one that is not known. */
export function isOlder(one: ComposeVersion | undefined, other: string | undefined): boolean {
  const known = parseVersion(other);
  if (one === undefined || known === undefined) return false;
  const at = one.findIndex((number, index) => number !== known[index]);
  return at !== -1 && (one[at] ?? 0) < (known[at] ?? 0);
}

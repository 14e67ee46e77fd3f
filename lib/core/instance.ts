/**
 * Several copies of one development stack on one machine: each has ports of its own.
 *
 * @module
 */
import { form } from './form';

/** Compose's rule for a project name, which an instance becomes a part of. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,31}$/;

export const instanceForm = form(
  'a name of at most 32 lower-case letters, digits, "-" and "_", such as "review"',
  (value) => typeof value === 'string' && NAME.test(value),
);

/** No user needs rights for these ports, and Linux gives them to no connection: https://docs.kernel.org/networking/ip-sysctl.html. */
const [FIRST, PAST] = [10_000, 32_768];

/** The port of an instance in the place of another one: always the same, and most probably no other instance's. */
export function portOfInstance(instance: string, port: number): number {
  return FIRST + ((port + hash(instance)) % (PAST - FIRST));
}

/** FNV-1a, https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}

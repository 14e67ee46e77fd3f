/**
 * Places where Compose turns what it read into another form before it merges the next file into it.
 *
 * @see https://github.com/compose-spec/compose-go/tree/v2.9.1/transform
 * @module
 */
import { isPlainMap, toMap } from '../data';
import { asText, cutText } from '../forms/texts';
import type { Family } from './family';
import { plain } from './plain';
import { equal } from './values';

/** Plain once the base is in the form that `canonical` gives; what that form is, `canonical` leaves alone. */
function onceCanonical(canonical: (value: unknown) => unknown): Family {
  return {
    merge(base, overlay, place, way) {
      if (overlay === null || equal(base, overlay)) return base;
      const held = way.isCanonical ? canonical(base) : base;
      const merged = plain.merge(held, overlay, place, way);
      return merged === held ? base : merged;
    },
    meaning: (value, place) => plain.meaning(canonical(value), place),
    propose: (from, to, place) => plain.propose(canonical(from), canonical(to), place),
  };
}

/** Networks, volumes, secrets and configs: `external: { name }` is a name and `external: true`. */
export const resource = onceCanonical((value) => {
  if (!isPlainMap(value)) return value ?? {};
  const { external, ...rest } = value;
  if (!isPlainMap(external)) return value;
  return { ...(external['name'] === undefined ? {} : { name: external['name'] }), ...rest, external: true };
});

/** `gpus`: `all` is a list of one request. */
export const gpus = onceCanonical((value) => (asText(value) === undefined ? value : [{ count: 'all' }]));

/** `build.ssh`: a list is a map. */
export const ssh = onceCanonical((value) => {
  if (!Array.isArray(value) || !value.every((key) => typeof key === 'string')) return value;
  return toMap(value.map((key) => [...(cutText(key, '=') ?? [key, null])] as [string, unknown])); // a key and its value
});

/** A map that may be null: an empty one. */
export const optionalMap = onceCanonical((value) => value ?? {});

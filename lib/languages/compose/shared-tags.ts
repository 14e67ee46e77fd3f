/**
 * `!reset` and `!override` behind aliases and merge keys.
 *
 * Compose notes the paths of both in the tree of a file. It takes a value with `!reset` out of the tree. So an alias of
 * the map around that value never sees it. A path behind `<<` counts as a path of the map that has the key, whichever value
 * wins there. In a list of maps to merge, paths lead nowhere.
 *
 * @see https://github.com/compose-spec/compose-go/blob/main/loader/reset.go
 * @module
 */
import { isPlainMap, mapValues, type PlainMap, type Sharing } from '../yaml';
import { hasTags, isOverride, isReset, Remove, Replace } from './overlay';

export const sharing: Sharing = {
  aliased: (value) => (isReset(value) || !hasTags(value) ? value : withoutResets(value)),
  listed: (value) => (hasTags(value) ? plain(value) : value),
  joined,
  merged: (map, source) => (isReset(source) || isOverride(source) ? new Replace(plain(map)) : map),
};

/** The value after its anchor was read: nothing in it is taken away any more. */
function withoutResets(value: unknown): unknown {
  if (isOverride(value)) return value;
  if (Array.isArray(value)) return value.filter((item) => !isReset(item)).map(withoutResets);
  return isPlainMap(value) ? mapValues(kept(value), withoutResets) : value;
}

/** The value alone, whatever it does to files below. */
function plain(value: unknown): unknown {
  if (isOverride(value)) return plain(value.value);
  if (isReset(value)) return {};
  if (Array.isArray(value)) return value.filter((item) => !isReset(item)).map(plain);
  return isPlainMap(value) ? mapValues(kept(value), plain) : value;
}

function kept(map: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries(map).filter(([, item]) => !isReset(item)));
}

/** The map's own value, with the paths of both. */
function joined(own: unknown, brought: unknown): unknown {
  if (isReset(own)) return isReset(brought) ? own : new Replace(plain(brought));
  if (isOverride(own) || !hasTags(brought)) return own;
  if (isReset(brought) || isOverride(brought)) return new Replace(plain(own));
  if (!isPlainMap(own) || !isPlainMap(brought)) return own;
  const added = Object.entries(brought).filter(([, item]) => hasTags(item));
  return { ...own, ...Object.fromEntries(added.map(([key, item]) => [key, joinedAt(own, key, item)])) };
}

function joinedAt(own: PlainMap, key: string, brought: unknown): unknown {
  if (Object.hasOwn(own, key)) return joined(own[key], brought);
  if (isReset(brought) || isOverride(brought)) return new Remove();
  return isPlainMap(brought) ? joined({}, brought) : new Remove();
}

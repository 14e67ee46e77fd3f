/**
 * Elements that exist outside the project.
 *
 * @see https://docs.docker.com/reference/compose-file/networks/#external
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/transform/external.go
 * @module
 */
import { isPlainMap } from '../data';

/** `external: { name: x }` is `external: true` and `name: x`, where the two do not contradict each other. */
export function expandExternal(value: unknown): unknown {
  if (!isPlainMap(value)) return value;
  const { external, name } = value;
  if (!isPlainMap(external)) return value;
  const outside = external['name'];
  if (outside !== undefined && name !== undefined && outside !== name) return value;
  const rest = Object.entries(value).filter(([key]) => key !== 'name' && key !== 'external');
  const known = name ?? outside;
  return Object.fromEntries([...(known === undefined ? [] : [['name', known] as const]), ['external', true], ...rest]);
}

/**
 * Paths of the host seen from another folder.
 *
 * @module
 */
import { posix } from 'node:path';
import type { Reference } from '../text/reference';
import { type ComposeText, partsOf } from '../text/variable';
import { joinParts } from './texts';

/**
 * The path relative to another folder; `prefix` leads from there to the path's former base. Absolute paths, paths of
 * the home folder (`~`) and paths that begin with a variable without a default stay. A relative default gets the
 * prefix.
 *
 * @example
 * ```ts
 * rebaseText('./data', '../..'); // '../../data'
 * ```
 */
export function rebaseText(path: ComposeText, prefix: string): ComposeText {
  if (typeof path === 'string') return isRelative(path) ? posix.join(prefix, path) : path;
  const [first = '', ...rest] = partsOf(path);
  if (typeof first === 'string') {
    // The last name may continue in the variable, so only a trailing slash ends a whole path.
    const end = first.lastIndexOf('/') + 1;
    return isRelative(first)
      ? joinParts([`${posix.join(prefix, first.slice(0, end), './')}${first.slice(end)}`, ...rest])
      : path;
  }
  const rebased = rebaseDefault(first, prefix);
  return rebased === first ? path : joinParts([rebased, ...rest]);
}

function rebaseDefault(reference: Reference, prefix: string): Reference {
  const { operator, operand } = reference;
  if (operand.length === 0 || operator === '' || operator.endsWith('?')) return reference;
  const before = joinParts(operand);
  const after = rebaseText(before, prefix);
  return after === before ? reference : { ...reference, operand: partsOf(after) };
}

/** Whether a path is relative on every system. */
export function isRelative(path: string): boolean {
  return path !== '' && !/^(?:[/~]|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/**
 * Instructions of an overlay that replace merging: Compose's two YAML tags, as values.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/#reset-value
 * @module
 */
import { isPlainMap } from '../yaml';

/** Marks both across copies of this package. */
export const TAG = Symbol.for('compose-constructs.compose.tag');

/**
 * `!reset`: the property of the file below is taken away.
 *
 * @example
 * ```ts
 * mergeElement('services', { image: 'nginx:1.27', hostname: 'web' }, { hostname: new Remove() });
 * // { image: 'nginx:1.27' }
 * ```
 */
export class Remove {
  /** Tells it from other objects where two copies of this package have types of their own. No object has it at run time. */
  declare readonly '~tag': 'reset';
  /** @internal */
  readonly [TAG] = 'reset';
}

/**
 * `!override`: the value takes the place of the one in the file below, where Compose would merge them.
 *
 * @example
 * ```ts
 * mergeElement('services', { expose: ['80', '81'] }, { expose: new Replace(['82']) });
 * // { expose: ['82'] }
 * ```
 */
export class Replace<T = unknown> {
  /** The same as of {@link Remove}. */
  declare readonly '~tag': 'override';
  /** @internal */
  readonly [TAG] = 'override';

  constructor(readonly value: T) {}
}

/** Whether a value is `!reset`, of this copy of the package or another. */
export function isReset(value: unknown): value is Remove {
  return tagOf(value) === 'reset';
}

/** Whether a value is `!override`, of this copy of the package or another. */
export function isOverride(value: unknown): value is Replace {
  return tagOf(value) === 'override';
}

/** Whether data takes away or replaces anything below it. */
export function hasTags(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isReset(value) || isOverride(value)) return true;
  if (Array.isArray(value)) return value.some(hasTags);
  return isPlainMap(value) && Object.values(value).some(hasTags);
}

function tagOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && TAG in value ? value[TAG] : undefined;
}

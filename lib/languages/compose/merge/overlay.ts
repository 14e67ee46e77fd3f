/**
 * The type of an overlay: what a second Compose file says about a first.
 *
 * @module
 */
import type { Remove, Replace } from '../overlay';
import type { Template, Variable } from '../text/variable';

/**
 * A part of `T`: each property may be omitted, merged, removed (`Remove`) or replaced (`Replace`). Items of lists are
 * whole: Compose merges lists, not what is in them.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/
 */
export type Overlay<T> = T extends string | number | bigint | boolean | null | undefined | Variable | Template
  ? T
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { readonly [Key in keyof T]?: OverlayValue<T[Key]> }
      : T;

/** The forms of one property in an overlay. */
export type OverlayValue<T> = unknown extends T ? unknown : Overlay<T> | Remove | Replace<Exclude<T, undefined>>;

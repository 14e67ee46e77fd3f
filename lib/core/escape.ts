/**
 * Escape hatches: what an author says of an element's Compose form when neither properties nor verbs say it.
 *
 * They are kept in order and applied when the tree is lowered, after everything else.
 *
 * @module
 */
import {
  type Applied,
  applyOverride,
  applyPatch,
  type Elements,
  type Finding,
  mergeElement,
  type Overlay,
  type PatchOperation,
  type Path,
  Reset,
} from '../languages/compose';
import type { Kind } from './element';
import { type Trace, trace } from './place';

/** One change to an element's Compose form, and where it was asked for. */
export interface Escape {
  readonly trace: Trace;
  /** Which properties it writes, as pointers, so that a mistake in one of them is reported where it was made. */
  readonly writes: readonly (readonly string[])[];
  apply(element: object): Applied;
}

export function overriding(path: Path, value: unknown): Escape {
  const keys = typeof path === 'string' ? path.split('.') : path.map(String);
  const wanted = value === undefined ? new Reset() : value;
  return { trace: trace(), writes: [keys], apply: (element) => applyOverride(element, keys, wanted) };
}

export function merging(kind: Kind, overlay: object): Escape {
  const writes = Object.keys(overlay ?? {}).map((key) => [key]);
  return { trace: trace(), writes, apply: (element) => merged(kind, element, overlay) };
}

function merged(kind: Kind, element: object, overlay: object): Applied {
  let refused: Finding | undefined;
  const report = (finding: Finding): void => {
    refused ??= finding;
  };
  // what a class lowers to and what its overlay is made of are of one kind, which types cannot follow from here
  const value = mergeElement(kind, element as Elements[Kind], overlay as Overlay<Elements[Kind]>, { report });
  if (refused === undefined) return { value };
  const [, , ...path] = refused.pointer;
  return { problem: `${path.join('.')}: ${refused.message}`, remedy: refused.remedy, path };
}

export function patching(operations: readonly PatchOperation[]): Escape {
  const writes = operations.flatMap(({ path }) =>
    typeof path === 'string' ? [path.split('/').slice(1).map(unescapeToken)] : [],
  );
  return { trace: trace(), writes, apply: (element) => applyPatch(element, operations) };
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-4 */
function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

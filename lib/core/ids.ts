/**
 * Which ids a construct may have. The `constructs` package accepts more, and punishes some of it silently.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { idInvalid, idReserved, idTaken, idWholeNumber, scopeMissing } from './errors';
import { type Problem, report } from './problem';

const VALID = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/**
 * Checks an id before a construct takes it. A bad one is reported and replaced, so that building goes on and the run
 * can report everything else too.
 *
 * @throws Error if `scope` is no construct: there is nothing to report to
 */
export function admit(scope: IConstruct, id: string): string {
  if (!Construct.isConstruct(scope)) throw scopeMissing(id);
  const problem =
    problemWith(id) ?? (scope.node.tryFindChild(id) ? idTaken(id, scope.node.tryFindChild(id)) : undefined);
  if (!problem) return id;
  report(scope, problem);
  return substitute(scope, id);
}

/** What is wrong with an id, wherever it stands; undefined if nothing is. */
export function problemWith(id: string): Problem | undefined {
  // `constructs` keeps children in a plain object: what every object has already looks like a child,
  // https://github.com/aws/constructs/blob/10.x/src/construct.ts
  if (typeof id !== 'string') return idInvalid(id);
  if (id in Object.prototype) return idReserved(id);
  // and keys that look like whole numbers move to the front of such an object
  if (/^(0|[1-9]\d*)$/.test(id)) return idWholeNumber(id);
  if (!VALID.test(id)) return idInvalid(id);
  return undefined;
}

function substitute(scope: IConstruct, id: string): string {
  // a program without types can pass anything
  const base = `replaced-${String(id).replace(/[^A-Za-z0-9_.-]/g, '-')}`;
  let candidate = base;
  for (let n = 2; scope.node.tryFindChild(candidate); n += 1) candidate = `${base}-${n}`;
  return candidate;
}

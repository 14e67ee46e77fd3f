/**
 * Which ids a construct may have. The `constructs` package accepts more, and punishes some of it silently.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { shown } from '../words';
import { idInvalid, idReserved, idTaken, idWholeNumber, scopeMissing } from './errors';
import { type DiagnosticProps, report } from './problem';

const VALID = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** The names of services and other elements: Compose's own rule, in its schema. */
const VALID_ELEMENT = /^[A-Za-z0-9_.-]+$/;

/**
 * Checks an id before a construct takes it. A bad one is reported and replaced, so that building goes on and the run
 * can report everything else too.
 *
 * @throws Error if `scope` is no construct: there is nothing to report to
 */
export function admit(scope: IConstruct, id: string): string {
  if (!Construct.isConstruct(scope)) throw scopeMissing(id);
  const problem = problemWith(id);
  const taken = problem ? undefined : scope.node.tryFindChild(id);
  return accept(scope, id, id, problem ?? (taken ? idTaken(id, taken) : undefined));
}

/**
 * The same for an element. In Compose a service and a volume may share a name, so they may share an id here. The word
 * of its class distinguishes the second.
 *
 * @param word what it is, such as `volume`
 * @param isOther whether a construct is an element of another section
 */
export function admitElement(
  scope: IConstruct,
  id: string,
  word: string,
  isOther: (construct: IConstruct) => boolean,
): string {
  if (!Construct.isConstruct(scope)) throw scopeMissing(id);
  const problem = problemWithElement(id);
  if (problem) return accept(scope, id, id, problem);
  const isKept = problemWith(id) === undefined; // else `constructs` itself would stumble over the id
  const taken = isKept ? scope.node.tryFindChild(id) : undefined;
  const apart = `${id} (${word})`;
  if (taken && !isOther(taken)) return accept(scope, id, id, idTaken(id, taken));
  const takenApart = scope.node.tryFindChild(apart);
  if (takenApart) return accept(scope, id, apart, idTaken(id, takenApart));
  return taken || !isKept ? apart : id;
}

/**
 * The same for what may be called anything, and twice in one scope: an id that nobody has there.
 *
 * @param word what it is, such as `extension`
 */
export function admitAny(scope: IConstruct, id: string, word: string): string {
  if (!Construct.isConstruct(scope)) throw scopeMissing(id);
  // what makes paths cannot be part of one, https://github.com/aws/constructs/blob/10.x/src/construct.ts
  const base = wordOf(id).replaceAll('%', '%25').replaceAll('/', '%2F') || word;
  if (problemWith(base) === undefined && !scope.node.tryFindChild(base)) return base;
  let apart = `${base} (${word})`;
  for (let n = 2; scope.node.tryFindChild(apart); n += 1) apart = `${base} (${word} ${n})`;
  return apart;
}

function accept(scope: IConstruct, id: string, nodeId: string, problem: DiagnosticProps | undefined): string {
  if (!problem) return nodeId;
  report(scope, problem);
  return substitute(scope, id);
}

/** The mistake in the id of an element; its scope keeps it under another name where necessary. */
function problemWithElement(id: string): DiagnosticProps | undefined {
  if (typeof id !== 'string' || !VALID_ELEMENT.test(id)) return idInvalid(id);
  return id === '__proto__' ? idReserved(id) : undefined;
}

/** The mistake in an id, in any scope; undefined for a valid one. */
export function problemWith(id: string): DiagnosticProps | undefined {
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
  const base = `replaced-${wordOf(id).replace(/[^A-Za-z0-9_.-]/g, '-')}`;
  let candidate = base;
  for (let n = 2; scope.node.tryFindChild(candidate); n += 1) candidate = `${base}-${n}`;
  return candidate;
}

/** A program without types can pass anything. */
function wordOf(id: unknown): string {
  return typeof id === 'string' ? id : shown(id);
}

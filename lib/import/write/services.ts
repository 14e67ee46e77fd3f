/**
 * One service as statements: its declaration, and what verbs say of it.
 *
 * @module
 */
import { isPlainMap, type Note, type PlainMap, type Section } from '../../languages/compose';
import {
  call,
  type Expression,
  expressionStatement,
  object,
  type Property,
  propertyAccess,
  type Statement,
} from '../../languages/typescript';
import type { Elements } from './elements';
import { PAIRS, pairsOf } from './pairs';
import { withReferences } from './references';
import type { Special, Values } from './values';
import { isVerbal, splitVerbs, VERBAL, type Verb, type Verbal } from './verbs';

export interface ServiceParts {
  readonly props: Expression;
  /** What follows the declaration. */
  readonly calls: readonly Statement[];
}

/** What it takes to write services. */
export interface ServiceContext {
  readonly elements: Elements;
  readonly values: Values;
  /** Keys of what a service merges from constants. */
  readonly mergedKeys: (service: PlainMap, note: Note | undefined) => ReadonlySet<string>;
  /** Whether a verb comes to the same for this element. */
  readonly accepts: (section: Section, id: string) => boolean;
  /** How entries of other elements are written. */
  readonly special: Special;
}

/** A service that has been declared, in parts. */
export function writeService(
  id: string,
  service: PlainMap,
  note: Note | undefined,
  context: ServiceContext,
): ServiceParts {
  const { elements, values } = context;
  const merged = context.mergedKeys(service, note);
  const verbs = new Map<Verbal, readonly Verb[]>();
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(service)) {
    const inner = note?.entries?.get(key);
    const canSplit = isVerbal(key) && !merged.has(key) && inner?.alias === undefined && inner?.merges === undefined;
    const split = canSplit ? splitVerbs(key, value, inner, elements, context.accepts) : undefined;
    if (split && isVerbal(key)) verbs.set(key, split.verbs);
    const remains = split ? split.rest : value;
    if (remains !== undefined) Object.defineProperty(rest, key, { value: remains, enumerable: true });
  }
  const self = (): Expression => elements.element('services', id);
  return {
    props: multiLine(writeEntries(rest, note, elements, values)),
    calls: VERBAL.flatMap((key) => verbs.get(key) ?? []).map((verb) => writeVerb(verb, self(), elements, values)),
  };
}

/** The properties of a service, or of a change to one, with references to what is declared. */
export function writeEntries(
  service: PlainMap,
  note: Note | undefined,
  elements: Elements,
  values: Values,
): ReturnType<Values['map']> {
  return values.map(service, note, (key, value, inner) => {
    const constant = values.constant(value, inner);
    if (constant) return constant;
    return withReferences(key, value, inner, elements, values) ?? withPairs(key, value, inner, values);
  });
}

/** With lists of `KEY=value` as maps, here and one level below (`build.args`, `deploy.labels`). */
export function withPairs(
  key: string,
  value: unknown,
  note: Note | undefined,
  values: Values,
  isTop = true,
): Expression | undefined {
  const pairs = PAIRS.has(key) ? pairsOf(value, note) : undefined;
  if (pairs) return values.map(pairs.map, pairs.note);
  if (!isTop || (key !== 'build' && key !== 'deploy') || !isPlainMap(value)) return undefined;
  return values.map(value, note, (inner, item, itemNote) => withPairs(inner, item, itemNote, values, false));
}

/** `web.join(backend);` */
export function writeVerb(verb: Verb, self: Expression, elements: Elements, values: Values): Statement {
  const target = elements.element(verb.section, verb.id);
  const said = call(propertyAccess(self, verb.method), target, ...verb.options.map((option) => values.of(option)));
  return expressionStatement(said, verb.comment === '' ? undefined : { above: verb.comment });
}

/** A service reads as a list of its properties; only one or two short ones stand on the line of its name. */
function multiLine(props: ReturnType<Values['map']>): Expression {
  const { properties, closing } = props;
  const isLong = properties.length > 2 || properties.some(isMap);
  return object(properties, { multiLine: isLong, ...(closing !== undefined && { closing }) });
}

function isMap(property: Property): boolean {
  return property.kind === 'PropertyAssignment' && property.initializer.kind === 'ObjectLiteralExpression';
}

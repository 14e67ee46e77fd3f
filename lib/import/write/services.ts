/**
 * One service as statements: its declaration, and what verbs say of it.
 *
 * @module
 */
import {
  call,
  type Expression,
  expressionStatement,
  object,
  type Property,
  propertyAccess,
  type Statement,
} from '../../languages/typescript';
import { isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import { PAIRS, pairsOf } from './pairs';
import type { Program } from './program';
import { withReferences } from './references';
import type { Values } from './values';
import { isVerbal, splitVerbs, VERBAL, type Verb, type Verbal } from './verbs';

export interface ServiceParts {
  readonly props: Expression;
  /** The statements after the declaration. */
  readonly calls: readonly Statement[];
}

/** A service that has been declared, in parts. */
export function writeService(id: string, service: PlainMap, note: Note | undefined, program: Program): ServiceParts {
  const { verbs, rest } = splitService(service, note, program);
  const self = (): Expression => program.elements.element('services', id);
  return {
    props: writeRest(rest, note, program),
    calls: verbs.map((verb) => writeVerb(verb, self(), program)),
  };
}

/** The parts of a service that verbs express, in a program's order, and the rest. */
export function splitService(
  service: PlainMap,
  note: Note | undefined,
  program: Program,
): { readonly verbs: readonly Verb[]; readonly rest: PlainMap } {
  const merged = program.anchors.mergedInto(service, note)?.map ?? {};
  const verbs = new Map<Verbal, readonly Verb[]>();
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(service)) {
    const inner = note?.entries?.get(key);
    const canSplit =
      isVerbal(key) && !Object.hasOwn(merged, key) && inner?.alias === undefined && inner?.merges === undefined;
    const split = canSplit ? splitVerbs(key, value, inner, program) : undefined;
    if (split && isVerbal(key)) verbs.set(key, split.verbs);
    const remains = split ? split.rest : value;
    if (remains !== undefined) Object.defineProperty(rest, key, { value: remains, enumerable: true });
  }
  return { verbs: VERBAL.flatMap((key) => verbs.get(key) ?? []), rest };
}

/** The properties that no verb says. */
export function writeRest(rest: PlainMap, note: Note | undefined, program: Program): Expression {
  return multiLine(writeEntries(rest, note, program));
}

/** The properties of a service, or of a change to one, with references to what is declared. */
export function writeEntries(service: PlainMap, note: Note | undefined, program: Program): ReturnType<Values['map']> {
  const { values } = program;
  return values.map(service, note, (key, value, inner) => {
    const constant = values.constant(value, inner);
    if (constant) return constant;
    return withReferences(key, value, inner, program) ?? withPairs(key, value, inner, values);
  });
}

/** The properties of an element that is no service, or of a change to one. */
export function writeProperties(
  properties: PlainMap,
  note: Note | undefined,
  { values }: Program,
): ReturnType<Values['map']> {
  return values.map(
    properties,
    note,
    (key, value, inner) => values.constant(value, inner) ?? withPairs(key, value, inner, values),
  );
}

/** With lists of `KEY=value` as maps, here and one level below (`build.args`, `deploy.labels`). */
function withPairs(
  key: string,
  value: unknown,
  note: Note | undefined,
  values: Values,
  isTop = true,
): Expression | undefined {
  const pairs = PAIRS.has(key) ? pairsOf(value, note, PAIRS.get(key)) : undefined;
  if (pairs) return values.map(pairs.map, pairs.note);
  if (!isTop || (key !== 'build' && key !== 'deploy') || !isPlainMap(value)) return undefined;
  return values.map(value, note, (inner, item, itemNote) => withPairs(inner, item, itemNote, values, false));
}

/** `web.join(backend);` */
export function writeVerb(verb: Verb, self: Expression, { elements, values }: Program): Statement {
  const target = elements.element(verb.section, verb.id);
  const said = call(propertyAccess(self, verb.method), target, ...verb.options.map((option) => values.of(option)));
  return expressionStatement(said, verb.comment === '' ? undefined : { above: verb.comment });
}

/** A service reads as a list of its properties; only one or two short ones stand on its first line. */
function multiLine(props: ReturnType<Values['map']>): Expression {
  const { properties, closing } = props;
  const isLong = properties.length > 2 || properties.some(isMap);
  return object(properties, { multiLine: isLong, ...(closing !== undefined && { closing }) });
}

function isMap(property: Property): boolean {
  return property.kind === 'PropertyAssignment' && property.initializer.kind === 'ObjectLiteralExpression';
}

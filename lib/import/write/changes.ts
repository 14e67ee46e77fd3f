/**
 * The changes of an environment to a common element.
 *
 * @module
 */
import { isReset, type Section } from '../../languages/compose';
import {
  call,
  type Expression,
  expressionStatement,
  propertyAccess,
  type Statement,
  thisKeyword,
} from '../../languages/typescript';
import { isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import type { Program } from './program';
import { writeEntries, writeProperties, writeVerb } from './services';
import { commentsOf } from './values';
import { addingVerbs, isVerbal, type Verb } from './verbs';

/** One change: of what, to what. */
export interface ElementChange {
  readonly section: Section;
  readonly id: string;
  /** The common project of all environments. */
  readonly base: unknown;
  readonly overlay: unknown;
  readonly note: Note | undefined;
}

/** `web.merge({ … })`, verbs for what they can add, or the end of an element. */
export function writeChange(change: ElementChange, program: Program): readonly Statement[] {
  const { section, id, overlay, note } = change;
  const { elements, values } = program;
  const element = (): Expression => elements.element(section, id);
  if (isReset(overlay))
    return [
      expressionStatement(removal(propertyAccess(propertyAccess(element(), 'node'), 'id')), commentsOf(note, {})),
    ];
  if (!isPlainMap(overlay)) return [];
  const constant = values.constant(overlay, note);
  if (constant) return [merging(element(), constant, note)];
  const { verbs, rest } = section === 'services' ? inVerbs(change, overlay, program) : { verbs: [], rest: overlay };
  const merged = section === 'services' ? writeEntries(rest, note, program) : writeProperties(rest, note, program);
  const isMerged = merged.properties.length > 0 || merged.closing !== undefined;
  const calls = verbs.map((verb) => writeVerb(verb, element(), program));
  if (isMerged) return [merging(element(), merged, note), ...calls];
  const [first, ...others] = calls;
  const above = [commentsOf(note, {})?.above, first?.comments?.above].filter((text) => text !== undefined).join('\n');
  return first === undefined ? [] : [above === '' ? first : { ...first, comments: { above } }, ...others];
}

function merging(element: Expression, changes: Expression, note: Note | undefined): Statement {
  return expressionStatement(call(propertyAccess(element, 'merge'), changes), commentsOf(note, {}));
}

/** `this.node.tryRemoveChild('x-team')` */
export function removal(id: Expression): Expression {
  return call(propertyAccess(propertyAccess(thisKeyword, 'node'), 'tryRemoveChild'), id);
}

/** The overlay of a service without what verbs add to it. */
function inVerbs(
  { base, note }: ElementChange,
  overlay: PlainMap,
  program: Program,
): { readonly verbs: readonly Verb[]; readonly rest: PlainMap } {
  const verbs: Verb[] = [];
  const rest = Object.entries(overlay).filter(([key, value]) => {
    const inner = note?.entries?.get(key);
    if (!isVerbal(key) || inner?.alias !== undefined || inner?.merges !== undefined) return true;
    const added = addingVerbs(key, isPlainMap(base) ? base[key] : undefined, value, inner, program);
    verbs.push(...(added ?? []));
    return added === undefined;
  });
  return { verbs, rest: Object.fromEntries(rest) };
}

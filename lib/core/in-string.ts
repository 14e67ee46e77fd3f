/**
 * Constructs that became a part of a text. JavaScript makes a text of everything, so `postgres://${db}` would hold the
 * path of a construct, which is no host. It holds a mark instead, and synth says where that came into being.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { shared } from '../process';
import type { RelatedLocation } from './diagnostic';
import { locate, type Trace, trace } from './place';
import { pathOf } from './problem';

/** A construct that became a text. */
export interface InString {
  readonly path: string;
  /** Where that happened, each place once. */
  readonly places: readonly RelatedLocation[];
  /** The property that is a name, as in `its.property`. @default nobody knows */
  readonly property?: string;
}

interface Noted {
  readonly construct: IConstruct;
  readonly traces: Trace[];
}

/** By mark. */
const noted = shared('compose-constructs.inString', () => new Map<string, Noted>());

/** The mark that stands for a construct in a text. */
export function markOf(construct: IConstruct): string {
  const mark = `[construct ${pathOf(construct)}]`;
  const known = noted.get(mark);
  const at = trace();
  if (known?.construct === construct) known.traces.push(at);
  else noted.set(mark, { construct, traces: [at] });
  return mark;
}

/** Whether any construct has become a text: most runs need not look at any. */
export function hasMarks(): boolean {
  return noted.size > 0;
}

/** The constructs of this tree whose marks are in a text. */
export function constructsIn(text: string, root: IConstruct): readonly InString[] {
  return [...noted].flatMap(([mark, { construct, traces }]) =>
    text.includes(mark) && construct.node.root === root ? [describe(construct, traces)] : [],
  );
}

function describe(construct: IConstruct, traces: readonly Trace[]): InString {
  const places = traces.flatMap((at): RelatedLocation[] => {
    const location = locate(at);
    return location ? [{ message: 'it became a text here', location }] : [];
  });
  const property = propertyOf(construct);
  return {
    path: pathOf(construct),
    places: [...new Map(places.map((place) => [JSON.stringify(place), place])).values()],
    ...(property !== undefined && { property }),
  };
}

/** Names of elements, and of constructs that stand for one. */
function propertyOf(construct: object): string | undefined {
  const has = (value: unknown, key: string): boolean =>
    typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string';
  const own = ['name', 'file'].find((key) => has(construct, key));
  if (own !== undefined) return own;
  const holder = ['service', 'volume', 'secret', 'config', 'network'].find((key) =>
    has(Reflect.get(construct, key), 'name'),
  );
  return holder === undefined ? undefined : `${holder}.name`;
}

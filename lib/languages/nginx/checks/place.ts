import type { NginxFinding } from '../finding';
import type { Argument, Directive, NginxNode, Variable } from '../model';

/** A directive and what encloses it, outermost first. */
export interface DirectivePlace {
  readonly directive: Directive;
  readonly parents: readonly Directive[];
}

/** One check: gets every directive at any depth, parents before children, and the nodes. */
export type Check = (places: readonly DirectivePlace[], nodes: readonly NginxNode[]) => readonly NginxFinding[];

/** Every directive at any depth, parents before children. */
export function placesIn(
  nodes: readonly NginxNode[],
  parents: readonly Directive[] = [],
  found: DirectivePlace[] = [],
): readonly DirectivePlace[] {
  for (const node of nodes) {
    if (node.kind === 'entry') continue;
    found.push({ directive: node, parents });
    if (node.block !== undefined) placesIn(node.block, [...parents, node], found);
  }
  return found;
}

const NONE: readonly Directive[] = [];

/** Siblings by name, kept so that asking at each of many siblings stays linear. */
const indexes = new WeakMap<readonly NginxNode[], ReadonlyMap<string, readonly Directive[]>>();

/** The directives of this name directly in a list of nodes. */
export function named(nodes: readonly NginxNode[] | undefined, name: string): readonly Directive[] {
  if (nodes === undefined) return NONE;
  let index = indexes.get(nodes);
  if (index === undefined) {
    index = group(nodes);
    indexes.set(nodes, index);
  }
  return index.get(name) ?? NONE;
}

function group(nodes: readonly NginxNode[]): ReadonlyMap<string, readonly Directive[]> {
  const index = new Map<string, Directive[]>();
  for (const node of nodes) {
    if (node.kind === 'entry') continue;
    const same = index.get(node.name);
    if (same === undefined) index.set(node.name, [node]);
    else same.push(node);
  }
  return index;
}

/** The certain value of the argument; `undefined` for variables and regular expressions. */
export function literalText(argument: Argument | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (typeof argument !== 'object') return String(argument);
  if (argument.kind === 'verbatim') return argument.text.includes('$') ? undefined : argument.text;
  if (argument.kind !== 'expression' || variablesOf(argument).length > 0) return undefined;
  return argument.parts.join('');
}

/** The variables that an argument reads. */
export function variablesOf(argument: Argument | undefined): readonly Variable[] {
  if (typeof argument !== 'object') return [];
  if (argument.kind === 'variable') return [argument];
  if (argument.kind !== 'expression') return [];
  return argument.parts.filter((part): part is Variable => typeof part === 'object');
}

/** The argument as a person recognizes it. */
export function shownArgument(argument: Argument): string {
  if (typeof argument !== 'object') return String(argument);
  switch (argument.kind) {
    case 'variable':
      return `$${argument.name}`;
    case 'expression':
      return argument.parts.map((part) => (typeof part === 'string' ? part : `$${part.name}`)).join('');
    case 'regex':
      return argument.source;
    case 'verbatim':
      return argument.text;
  }
}

/** The path of a finding: `['http', 'server', 'location /i']`. */
export function pathOf({ directive, parents }: DirectivePlace): readonly string[] {
  return [...parents, directive].map(({ name, args, block }) =>
    block === undefined ? name : [name, ...args.map(shownArgument)].join(' '),
  );
}

/**
 * Whether an `include` may add directives that are not in view. Media types and nginx's own parameter files do not
 * count.
 */
export function hidesDirectives(nodes: readonly NginxNode[] | undefined): boolean {
  return named(nodes, 'include').some(
    ({ args }) => !/(?:^|\/)(?:mime\.types|(?:fastcgi|uwsgi|scgi)_params)$/.test(literalText(args[0]) ?? ''),
  );
}

/**
 * Constructs that remember where the user's code made them.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { type Trace, trace } from './place';

const traces = new WeakMap<IConstruct, Trace>();

/** Remembers that a construct is being made here. */
export function remember(construct: IConstruct): void {
  traces.set(construct, trace());
}

/**
 * Where a construct was made. A user's own class may keep no trace. Then its first child with a trace answers, because
 * that trace runs through the class's constructor.
 */
export function traceOf(construct: IConstruct): Trace | undefined {
  const own = traces.get(construct);
  if (own) return own;
  for (const child of construct.node.children) {
    const found = traceOf(child);
    if (found) return found;
  }
  return undefined;
}

/**
 * Constructs by what they have, of whichever copy of this library.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { Element, isProvider, type Service, type StartCondition } from '../../lib/core';
import type { DataVolume } from '../storage';

/** Whether something notes who writes to it: a DataVolume. */
export function isWatched(what: unknown): what is Pick<DataVolume, 'writtenBy'> {
  return typeof what === 'object' && what !== null && 'writtenBy' in what;
}

/** Whether something is a workload: it has a service, and says when others may start after it. */
export function isWorkload(
  candidate: IConstruct,
): candidate is IConstruct & { readonly service: Service; readonly readiness: StartCondition } {
  return 'readiness' in candidate && 'service' in candidate;
}

/** Whether a program can start after something: a workload, a provider or a service. */
export function isAwaitable(candidate: IConstruct): boolean {
  const isService = Element.isElement(candidate) && candidate.section === 'services';
  return isWorkload(candidate) || isService || isProvider(candidate);
}

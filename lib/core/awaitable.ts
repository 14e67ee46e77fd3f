/**
 * The constructs that a service can start after.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { accepts } from './accepts';
import { isProvider, type Provider } from './connection';
import { Element } from './element';
import type { StartCondition } from './wiring';

/** A construct that stands for a service, such as a workload or a ReverseProxy. */
export interface ServiceHolder extends IConstruct {
  /** The Compose element. */
  readonly service: Element;
  /** When those that start after it start. @internal */
  readonly readiness?: StartCondition;
}

/** A service, or a construct with one: a workload, a provider such as a Database, a ReverseProxy. */
export type Awaitable = Element | Provider | ServiceHolder;

/** The service that `startAfter` was given, and the condition unless its author names one. Anything else is reported. */
export function awaitableOf(
  self: IConstruct,
  other: Awaitable,
): { readonly service: Element; readonly condition: StartCondition } | undefined {
  if (!accepts(self, 'startAfter', 'a workload, a provider or a Service', other, isAwaitable)) return undefined;
  const service = serviceOf(other);
  if (isHolder(other) && other.readiness) return { service, condition: other.readiness };
  const isReady = !isProvider(other) || other.connection().healthy;
  return { service, condition: isReady ? 'service_healthy' : 'service_started' };
}

/** The service that a construct stands for. */
export function serviceOf(other: Awaitable): Element {
  if (isHolder(other)) return other.service;
  return isProvider(other) ? other.connection().service : other;
}

/** Whether a construct stands for a service. */
export function isAwaitable(candidate: IConstruct): boolean {
  return isService(candidate) || isHolder(candidate) || isProvider(candidate);
}

function isHolder(candidate: IConstruct): candidate is ServiceHolder {
  return 'service' in candidate && isService(candidate.service);
}

function isService(candidate: unknown): candidate is Element {
  return Element.isElement(candidate) && candidate.section === 'services';
}

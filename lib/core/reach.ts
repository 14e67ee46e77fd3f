/**
 * @module
 */
import { Construct } from 'constructs';
import { accepts } from './accepts';
import { type Awaitable, isAwaitable, serviceOf } from './awaitable';
import { reachOfNothing } from './errors';
import { form } from './form';
import { takes } from './inspect';
import { intend } from './intent';

const CALLERS = form('a list of services, such as [web]', Array.isArray);

/**
 * Promises that nobody but some services reaches a service. `synth` holds the stack against it, overrides included: the
 * networks, a network of the host, and published ports. A service that is named and cannot reach it is a mistake, too.
 *
 * @param target a Service, or a construct with one: a workload, a Database, a ReverseProxy
 * @param callers the services that may reach it, and their tasks with them
 * @example
 * ```ts
 * const keys = new Service(this, 'keys', { image: 'acme/keys:2' });
 * const web = new Service(this, 'web', { image: 'acme/web:2' });
 * const backend = new Network(this, 'backend', Network.closed);
 * for (const each of [keys, web]) each.join(backend);
 * reachableOnlyFrom(keys, [web]);
 * ```
 */
export function reachableOnlyFrom(target: Awaitable, callers: readonly Awaitable[]): void {
  if (!Construct.isConstruct(target)) throw reachOfNothing(target);
  const isFit = (candidate: unknown): boolean =>
    accepts(target, 'reachableOnlyFrom', 'a workload, a provider or a Service', candidate, isAwaitable);
  if (!isFit(target) || !takes(target, 'reachableOnlyFrom', 'callers', callers, CALLERS)) return;
  if (!callers.every(isFit)) return;
  const from = callers.map((caller) => serviceOf(caller).name);
  intend(target, { kind: 'reach', service: serviceOf(target).name, from });
}

/**
 * The order of a service's keys: identity, command, relations, then everything else in the author's order. Constructs
 * say things when they know them; a reader wants them in one order everywhere.
 *
 * @module
 */
import type * as compose from '../languages/compose';

const FIRST: readonly string[] = [
  'profiles',
  'image',
  'build',
  'user',
  'entrypoint',
  'command',
  'environment',
  'env_file',
  'depends_on',
  'networks',
  'ports',
  'volumes',
  'secrets',
  'configs',
  'healthcheck',
  'restart',
] satisfies readonly (keyof compose.Service)[];

/** The same service with its keys in order. */
export function inOrder(service: compose.Service): compose.Service {
  const known = FIRST.filter((key) => Object.hasOwn(service, key)).map((key) => [
    key,
    service[key as keyof compose.Service],
  ]);
  return { ...Object.fromEntries(known), ...service };
}

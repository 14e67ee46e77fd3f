/**
 * Changes of an environment that a construct cannot follow.
 *
 * @module
 */
import { sectionOf } from '../../languages/compose';
import { isPlainMap } from '../../languages/yaml';
import type { RecognizedServer, RecognizeRequest } from './model';
import { isCarried } from './properties';
import { isNothing } from './texts';

/** Properties that are merged, and that decide about other parts of the construct. */
const TOLD: ReadonlySet<string> = new Set(['command', 'ports']);

/** Environments may change what is merged anyway, and nothing that the construct decides. */
export function whyNotChanges(
  id: string,
  {
    volume,
    passwords,
    clients,
  }: {
    readonly volume: string | undefined;
    readonly passwords: readonly { readonly secret?: string }[];
    readonly clients: RecognizedServer['clients'];
  },
  { environments }: RecognizeRequest,
): string[] {
  return environments.flatMap(({ name, overlay }) => {
    const services = sectionOf(overlay, 'services');
    const change = services[id];
    const key = isPlainMap(change) ? Object.keys(change).find((one) => !isCarried(one) || TOLD.has(one)) : undefined;
    const isGone = change !== undefined && !isPlainMap(change);
    const moved = clients.find((client) => {
      const other = services[client.id];
      return isPlainMap(other) && !isNothing(other['network_mode']);
    });
    return [
      isGone ? `the environment ${name} changes it as a whole` : undefined,
      key === undefined ? undefined : `the environment ${name} changes its ${key}`,
      volume !== undefined && Object.hasOwn(sectionOf(overlay, 'volumes'), volume)
        ? `the environment ${name} changes its volume`
        : undefined,
      passwords.some(({ secret = '' }) => Object.hasOwn(sectionOf(overlay, 'secrets'), secret))
        ? `the environment ${name} changes its secret`
        : undefined,
      moved && `the environment ${name} gives ${moved.id} another network mode`,
    ].filter((reason) => reason !== undefined);
  });
}

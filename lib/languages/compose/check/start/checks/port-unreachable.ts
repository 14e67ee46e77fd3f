import { excerpt } from '../../../../../words';
import { isPlainMap, mapOf } from '../../../data';
import { castString } from '../../cast';
import { listOf, mentionsIn, type View } from '../../meaning/view';
import type { StartCheck } from '../check';

/**
 * The engine publishes no port of a container whose networks are all internal, and says nothing:
 * https://github.com/moby/moby/issues/36174
 */
export const portUnreachable: StartCheck = {
  id: 'port-unreachable',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const { ports, networks, network_mode: mode } = service;
      if (listOf(ports).length === 0) continue;
      const names = networksOf(networks);
      const isClosed = mode === undefined && names.length > 0 && names.every((network) => isInternal(view, network));
      if (!isClosed && mode !== 'none') continue;
      const [only = '', ...others] = names;
      const where =
        mode === 'none'
          ? 'it has no network'
          : others.length === 0
            ? `its network ${excerpt(only)} is internal`
            : 'all of its networks are internal';
      yield {
        pointer: [...pointer, ...(mode === 'none' ? ['network_mode'] : ['ports', '0'])],
        message: `Service "${name}" publishes a port that nobody reaches: ${where}.`,
        remedy: 'Let it join a network that is not internal, or leave `ports` out: its own networks reach all ports.',
      };
    }
  },
};

/** Compose puts a service without networks into the one called "default". */
function networksOf(networks: unknown): readonly string[] {
  const names = mentionsIn(networks, []).map(({ name }) => name);
  return names.length === 0 && !isPlainMap(networks) && listOf(networks).length === 0 ? ['default'] : names;
}

function isInternal(view: View, name: string): boolean {
  const { internal, external } = mapOf(view.defined('networks')[name]);
  const isTrue = (flag: unknown): boolean =>
    flag === true || (typeof flag === 'string' && castString(flag, 'boolean') === true);
  return isTrue(internal) && (external === undefined || external === false);
}

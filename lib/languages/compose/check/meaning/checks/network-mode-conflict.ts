import { excerpt } from '../../../../../words';
import { isDeferred } from '../../../text/variable';
import type { Check } from '../check';
import { mentionsIn } from '../view';

/** A service with a network mode joins no networks. */
export const networkModeConflict: Check = {
  id: 'network-mode-conflict',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const mode = service.network_mode;
      if (typeof mode !== 'string' || mode === '' || isDeferred(mode)) continue;
      const networks = mentionsIn(service.networks, pointer).map((network) => excerpt(network.name));
      if (networks.length === 0) continue;
      yield {
        pointer: [...pointer, 'network_mode'],
        message: `Service "${name}" has both "network_mode" and "networks" (${networks.join(', ')}).`,
        remedy: 'Remove one of the two properties.',
      };
    }
  },
};

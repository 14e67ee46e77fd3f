import { inWords } from '../../../../../words';
import { isPlainMap } from '../../../data';
import type { Check } from '../check';
import { at, listOf } from '../view';

/** Compose copies what changed to a place in the container. */
export const watchIncomplete: Check = {
  id: 'watch-incomplete',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const [index, watch] of listOf(at(service, 'develop', 'watch')).entries()) {
        if (!isPlainMap(watch)) continue;
        const place = [...pointer, 'develop', 'watch', String(index)];
        const needsTarget = typeof watch.action === 'string' && !['rebuild', 'restart'].includes(watch.action);
        if (needsTarget && (watch.target === undefined || watch.target === '')) {
          yield {
            pointer: place,
            message: `Service "${name}" has a watch with the action "${inWords(watch.action)}" and no target.`,
            remedy: 'Add "target" with the path in the container, or use the action "rebuild" or "restart".',
          };
        }
      }
    }
  },
};

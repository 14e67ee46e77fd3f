import { isPlainMap } from '../../../data';
import type { Check } from '../check';
import { at, listOf } from '../view';

const PLACES = [['gpus'], ['deploy', 'resources', 'reservations', 'devices']] as const;

/** Devices are asked for by number or by name. */
export const deviceCountAndIds: Check = {
  id: 'device-count-and-ids',
  early: true,
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const path of PLACES) {
        for (const [index, request] of listOf(at(service, ...path)).entries()) {
          if (!isPlainMap(request) || request.count === undefined || request.device_ids === undefined) continue;
          yield {
            pointer: [...pointer, ...path, String(index)],
            message: `Service "${name}" asks for devices both by "count" and by "device_ids".`,
            remedy: 'Keep one of them.',
          };
        }
      }
    }
  },
};

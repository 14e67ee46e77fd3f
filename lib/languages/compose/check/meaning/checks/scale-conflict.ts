import type { Check } from '../check';
import { integerOf } from '../numbers';
import { at } from '../view';

/** The number of containers is given once, and is not negative. */
export const scaleConflict: Check = {
  id: 'scale-conflict',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const scale = integerOf(service.scale);
      const replicas = integerOf(at(service, 'deploy', 'replicas'));
      if (scale !== undefined && replicas !== undefined && scale !== replicas) {
        yield {
          pointer: [...pointer, 'scale'],
          message: `Service "${name}" has two numbers of containers: scale ${scale} and deploy.replicas ${replicas}.`,
          remedy: 'Remove "scale", or make both the same.',
        };
      } else if ((scale ?? replicas ?? 0) < 0) {
        yield {
          pointer: scale === undefined ? [...pointer, 'deploy', 'replicas'] : [...pointer, 'scale'],
          message: `Service "${name}" cannot run ${scale ?? replicas} times.`,
          remedy: 'Give 0 or more.',
        };
      }
    }
  },
};

import type { Check } from '../check';
import { at } from '../view';

/** A build has one Dockerfile. */
export const dockerfileTwice: Check = {
  id: 'dockerfile-twice',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      if (!isWritten(at(service, 'build', 'dockerfile')) || !isWritten(at(service, 'build', 'dockerfile_inline'))) {
        continue;
      }
      yield {
        pointer: [...pointer, 'build', 'dockerfile_inline'],
        message: `The build of service "${name}" has both "dockerfile" and "dockerfile_inline".`,
        remedy: 'Keep one of them.',
      };
    }
  },
};

function isWritten(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

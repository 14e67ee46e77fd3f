import { excerpt, quotedList } from '../../../../../words';
import type { Check } from '../check';
import { at, listOf } from '../view';

/** A service that is built for some platforms runs on one of them. */
export const platformNotBuilt: Check = {
  id: 'platform-not-built',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const platforms = listOf(at(service, 'build', 'platforms'));
      const { platform } = service;
      if (typeof platform !== 'string' || platform === '' || platforms.length === 0) continue;
      if (platforms.includes(platform) || !platforms.every((one) => typeof one === 'string')) continue;
      yield {
        pointer: [...pointer, 'platform'],
        message: `Service "${name}" runs on ${excerpt(platform)}, but its build has no such platform.`,
        remedy: `Add it to "build.platforms", or use one of ${quotedList(platforms)}.`,
      };
    }
  },
};

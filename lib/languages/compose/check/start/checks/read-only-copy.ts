import { mapOf } from '../../../data';
import { castString } from '../../cast';
import { sourcesIn, type View } from '../../meaning/view';
import type { StartCheck } from '../check';

/**
 * Compose copies a config or secret that is no file into the container before it starts. It refuses a read-only root,
 * also with a file system in memory at the place: https://github.com/docker/compose/blob/v2.40.3/pkg/compose/secrets.go.
 */
export const readOnlyCopy: StartCheck = {
  id: 'read-only-copy',
  severity: 'error',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      if (!isTrue(service['read_only'])) continue;
      for (const section of ['secrets', 'configs'] as const) {
        for (const mention of sourcesIn(service[section], [...pointer, section])) {
          const source = copiedFrom(view, section, mention.name);
          if (source === undefined) continue;
          yield {
            pointer: mention.pointer,
            message: `Service "${name}" has a read-only root, and Compose cannot copy the ${section.slice(0, -1)} "${mention.name}" into it, which has \`${source}\`.`,
            remedy: 'Take it from a `file`, or leave `read_only` out.',
          };
        }
      }
    }
  },
};

/** The property that holds the value, where it is no file. */
function copiedFrom(view: View, section: 'secrets' | 'configs', name: string): string | undefined {
  const element = mapOf(view.defined(section)[name]);
  return ['environment', 'content'].find((property) => element[property] !== undefined);
}

function isTrue(flag: unknown): boolean {
  return flag === true || (typeof flag === 'string' && castString(flag, 'boolean') === true);
}

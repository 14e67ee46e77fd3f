import { excerpt } from '../../../../../words';
import { isPlainMap } from '../../../data';
import type { Check, Violation } from '../check';
import { tableOf, visitPlaces } from '../places';

/**
 * Lists where Compose keeps the last of several entries with one key.
 *
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/override/uncity.go
 */
const KEYED = tableOf([
  [
    [
      ...['environment', 'labels', 'annotations', 'sysctls', 'build.args', 'build.labels', 'deploy.labels'],
      ...['cap_add', 'cap_drop', 'dns', 'dns_opt', 'dns_search', 'env_file', 'expose', 'links', 'ports', 'profiles'],
      ...['secrets', 'configs', 'tmpfs', 'volumes', 'devices', 'networks.*.aliases'],
    ],
    undefined,
  ],
]);

/** Of entries that say the same twice, Compose drops all but the last. */
export const repeatedEntry: Check = {
  id: 'repeated-entry',
  severity: 'warning',
  check(view) {
    const problems: Violation[] = [];
    for (const { name, pointer: service, service: properties } of view.services) {
      visitPlaces(properties, KEYED, service, (value, _, pointer) => {
        if (!Array.isArray(value) || value.length < 2) return;
        const last = new Map<string, number>();
        for (const [index, entry] of value.entries()) last.set(keyOf(entry) ?? '', index);
        for (const [index, entry] of value.entries()) {
          const key = keyOf(entry);
          if (key === undefined || last.get(key) === index) continue;
          problems.push({
            pointer: [...pointer, String(index)],
            message: `Service "${name}" says ${excerpt(key)} twice, and only the last one counts.`,
            remedy: 'Remove one of them.',
          });
        }
      });
    }
    return problems;
  },
};

function keyOf(entry: unknown): string | undefined {
  if (typeof entry === 'number') return String(entry);
  if (typeof entry === 'string') return entry.split('=')[0];
  if (!isPlainMap(entry)) return undefined;
  const key = entry.path ?? entry.source;
  return typeof key === 'string' && entry.target === undefined ? key : undefined;
}

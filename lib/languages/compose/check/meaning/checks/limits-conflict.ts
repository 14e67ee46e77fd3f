import { mapOf } from '../../../data';
import { readSize, valueIn } from '../../../forms';
import type { Check } from '../check';
import { integerOf, numberOf } from '../numbers';
import { at } from '../view';

type Reader = (value: unknown) => number | bigint | undefined;

const PAIRS: readonly (readonly [old: string, section: 'limits' | 'reservations', key: string, read: Reader])[] = [
  ['cpus', 'limits', 'cpus', (value) => rounded(numberOf(value))],
  ['mem_limit', 'limits', 'memory', bytesOf],
  ['mem_reservation', 'reservations', 'memory', bytesOf],
  ['pids_limit', 'limits', 'pids', integerOf],
];

/** Limits can be said for Compose alone and under `deploy`; where both are there they must agree. */
export const limitsConflict: Check = {
  id: 'limits-conflict',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const [old, section, key, read] of PAIRS) {
        const resources = at(service, 'deploy', 'resources', section);
        if (service[old] === undefined || resources === undefined || resources === null) continue;
        const value = read(service[old]);
        // Where `deploy` has the section but not the limit, Compose compares with 0.
        const other = mapOf(resources)[key] === undefined ? 0 : read(mapOf(resources)[key]);
        // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint of the same value are the same limit
        if (value === undefined || other === undefined || value == 0 || value == other) continue;
        yield {
          pointer: [...pointer, old],
          message: `Service "${name}" has two limits: ${old} ${value} and deploy.resources.${section}.${key} ${other}.`,
          remedy: `Move it to "deploy.resources.${section}.${key}" and remove "${old}".`,
        };
      }
    }
  },
};

function bytesOf(value: unknown): number | bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : 0;
  return typeof value === 'bigint' ? value : valueIn(readSize(value));
}

/** Compose compares numbers of 32 bits. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.fround(value);
}

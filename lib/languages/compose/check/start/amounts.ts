/**
 * Sizes and times that the engine refuses, each for itself or beside another one.
 *
 * @module
 */
import type { PlainMap } from '../../data';
import { readDuration, readSize, valueIn } from '../../forms';
import { at } from '../meaning/view';
import type { EngineRefusal } from './refusal';

export function* amountsRefused(service: PlainMap): Iterable<EngineRefusal> {
  yield* sizes(service);
  yield* times(service);
}

/** https://docs.docker.com/engine/containers/resource_constraints/ */
function* sizes({ mem_limit, memswap_limit, mem_reservation, deploy }: PlainMap): Iterable<EngineRefusal> {
  const bytes = (value: unknown): number | undefined => {
    const size = value === undefined ? undefined : valueIn(readSize(value));
    return typeof size === 'number' || typeof size === 'bigint' ? Number(size) : undefined;
  };
  const deployed = at(deploy, 'resources', 'limits', 'memory');
  const limit = bytes(mem_limit ?? deployed);
  if (limit === undefined || limit <= 0) return;
  const pointer = mem_limit === undefined ? ['deploy', 'resources', 'limits', 'memory'] : ['mem_limit'];
  if (limit < 6 * 2 ** 20) {
    yield {
      pointer,
      problem: 'its memory limit is below 6 MB',
      remedy: 'Give it at least 6m; without a unit it is bytes.',
    };
  }
  const swap = bytes(memswap_limit) ?? -1;
  if (swap > 0 && swap < limit) {
    const remedy = 'Memory counts as a part of it: write the sum of memory and swap.';
    yield { pointer: ['memswap_limit'], problem: '`memswap_limit` is below the memory limit', remedy };
  }
  const reserved = bytes(mem_reservation ?? at(deploy, 'resources', 'reservations', 'memory')) ?? 0;
  if (reserved > limit) {
    const place =
      mem_reservation === undefined ? ['deploy', 'resources', 'reservations', 'memory'] : ['mem_reservation'];
    yield {
      pointer: place,
      problem: 'it reserves more memory than it may use',
      remedy: 'Reserve less than the limit.',
    };
  }
}

/** https://github.com/docker/compose/blob/v2.40.3/pkg/compose/convert.go */
function* times({ healthcheck }: PlainMap): Iterable<EngineRefusal> {
  if (at(healthcheck, 'start_interval') !== undefined && at(healthcheck, 'start_period') === undefined) {
    const remedy = 'Add `start_period`, during which it counts.';
    yield {
      pointer: ['healthcheck', 'start_interval'],
      problem: 'its health check has a `start_interval` without a `start_period`',
      remedy,
    };
  }
  for (const key of ['interval', 'timeout', 'start_period', 'start_interval']) {
    const value = at(healthcheck, key);
    const duration = value === undefined ? undefined : valueIn(readDuration(value));
    if (typeof duration !== 'bigint' || duration <= 0n || duration >= 1_000_000n) continue;
    const problem = `\`${key}\` of its health check is below a millisecond`;
    yield { pointer: ['healthcheck', key], problem, remedy: 'Write a longer time, such as "10s".' };
  }
}

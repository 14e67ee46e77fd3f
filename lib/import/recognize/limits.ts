/**
 * Limits of a container, in each of the places where Compose takes them.
 *
 * @module
 */
import { Remove, readSize } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import type { RecognizedServer } from './model';
import { isNothing } from './texts';

export interface RecognizedLimits {
  readonly limits: RecognizedServer['limits'];
  /** The rest of `deploy`. */
  readonly deploy: PlainMap;
}

/** Docker takes no less: https://docs.docker.com/engine/containers/resource_constraints/ */
const LEAST = 6n * 2n ** 20n;

/** @param isTuned whether the project sets the server's memory use, so no limit may be invented */
export function limitsOf(service: PlainMap, isTuned: boolean): RecognizedLimits | { readonly why: string } {
  const { mem_limit, cpus, pids_limit, deploy = {} } = service;
  if (!isPlainMap(deploy)) return { why: 'its deploy is no map' };
  const { resources = {}, replicas, ...others } = deploy;
  if (replicas !== undefined && replicas !== 1) return { why: 'it has replicas' };
  if (!isPlainMap(resources)) return { why: 'its resources are no map' };
  const { limits = {}, ...reserved } = resources;
  if (!isPlainMap(limits)) return { why: 'its limits are no map' };
  const strange = Object.keys(limits).find((key) => !['memory', 'cpus', 'pids'].includes(key));
  if (strange !== undefined) return { why: `it has a limit for ${strange}` };

  const memory = limits['memory'] ?? mem_limit;
  if (memory !== undefined && !isMemory(memory)) return { why: 'its memory limit is not a size such as 512m' };
  const cores = limits['cpus'] ?? cpus;
  if (cores !== undefined && !(Number(visibleNumber(cores)) > 0)) return { why: 'its limit of cores is no number' };
  const processes = limits['pids'] ?? pids_limit;
  if (processes !== undefined && !isCount(processes)) return { why: 'its limit of processes is no number above 0' };

  const unlimited = memory === undefined && isTuned ? { limits: { memory: new Remove() } } : {};
  const remaining = { ...reserved, ...unlimited };
  return {
    limits: {
      ...(memory !== undefined && { memory }),
      ...(cores !== undefined && { cpus: Number(cores) }),
      ...(processes !== undefined && { processes: Number(processes) }),
    },
    deploy: { ...others, ...(isNothing(remaining) ? {} : { resources: remaining }) },
  };
}

/** Whether it is a limit that a container of ours takes. */
export function isMemory(memory: unknown): memory is string {
  if (typeof memory !== 'string' || !/^\d+(\.\d+)?[kmg]b?$/i.test(memory)) return false;
  const read = readSize(memory);
  return 'value' in read && read.value >= LEAST;
}

function visibleNumber(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? value : undefined;
}

function isCount(value: unknown): boolean {
  return /^[1-9]\d*$/.test(typeof value === 'string' || typeof value === 'number' ? String(value) : '');
}

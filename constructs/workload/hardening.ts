/**
 * What every container of ours gets without being asked.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { report, type ServiceProps, Stack } from '../../lib/core';
import { numberInvalid, sizeInvalid } from '../checked';

/** How much of the host a container may use. */
export interface Limits {
  /** Most memory that the container may use, such as `512m` or `2g`. The kernel ends what asks for more. */
  readonly memory?: string;
  /** Most processor time, in cores: `0.5` is half of one. @default no limit */
  readonly cpus?: number;
  /** Most processes and threads. @default 512 */
  readonly processes?: number;
}

/** What the hardening of a container depends on. */
export interface Hardening extends Limits {
  /** Most memory that the container may use, such as `512m` or `2g`. */
  readonly memory: string;
  /** Whether the root file system is read-only. @default true */
  readonly readOnlyRoot?: boolean;
  /** Folders that stay writable, in memory. @default `/tmp` */
  readonly tmpfs?: readonly string[];
  /** Whether the program ends by itself: then it is never started again. @default false */
  readonly ends?: boolean;
}

/**
 * The properties that every container of our constructs has: no capability, no way to gain privileges, a read-only root
 * file system, limits, and logs that do not fill the disk. On a server the container comes back after a crash or a
 * reboot.
 *
 * @example
 * ```ts
 * new Service(this, 'exporter', { image: 'prom/node-exporter:v1.9.1', ...hardened(this, { memory: '64m' }) });
 * ```
 */
export function hardened(scope: Construct, props: Hardening): ServiceProps {
  const { memory, cpus, processes, readOnlyRoot = true, tmpfs = ['/tmp'], ends = false } = props;
  const { isDevelopment } = Stack.of(scope).environment;
  // Docker takes no less, and zero for no limit: https://docs.docker.com/engine/containers/resource_constraints/
  if (bytesOf(memory) < 6 * 2 ** 20) report(scope, sizeInvalid('The memory limit', memory));
  if (cpus !== undefined && !(Number.isFinite(cpus) && cpus > 0)) {
    report(scope, numberInvalid('The limit of cores', cpus, 'Use a number above 0, such as 0.5.'));
  }
  if (processes !== undefined && !(Number.isInteger(processes) && processes > 0)) {
    report(scope, numberInvalid('The limit of processes', processes, 'Use a whole number above 0.'));
  }
  const limits = { memory, ...(cpus !== undefined && { cpus: String(cpus) }), pids: processes ?? 512 };
  return {
    init: true,
    ...(readOnlyRoot && { read_only: true, tmpfs: [...tmpfs] }),
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    deploy: { resources: { limits } },
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
    ...(ends ? { restart: 'no' } : !isDevelopment && { restart: 'unless-stopped' }),
  };
}

/** A size such as `512m` in bytes, and 0 for what is no size. */
function bytesOf(size: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmg])b?$/i.exec(String(size));
  const exponent = { k: 10, m: 20, g: 30 }[match?.[2]?.toLowerCase() ?? ''] ?? 0;
  return Number(match?.[1] ?? 0) * 2 ** exponent;
}

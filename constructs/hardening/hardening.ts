/**
 * The default hardening of every container of a construct.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  boolean,
  either,
  type Forms,
  inspected,
  named,
  number,
  optional,
  record,
  report,
  type ServiceProps,
  Stack,
  string,
  strings,
} from '../../lib/core';
import { numberInvalid, sizeInvalid } from '../checked';

/** How much of the host a container may use. */
export interface ResourceLimits {
  /** Most memory that the container may use, such as `512m` or `2g`. The kernel ends what asks for more. */
  readonly memory?: string;
  /** Most processor time, in cores: `0.5` is half of one. @default no limit */
  readonly cpus?: number;
  /** Most processes and threads. @default 512 */
  readonly processes?: number;
}

/** The forms of the limits. */
export const LIMITS: Forms<ResourceLimits> = {
  memory: named('a size, such as "512m"', string),
  cpus: named('a number of cores, such as 0.5', number),
  processes: named('a number of processes', number),
};

/** How a program ends that ends by itself. */
export interface Ending {
  /** How often it is started again after it has failed. @default 0 */
  readonly retries?: number;
}

/** The facts that a container's hardening depends on. */
export interface Hardening extends ResourceLimits {
  /** Most memory that the container may use, such as `512m` or `2g`. */
  readonly memory: string;
  /** Whether the root file system is read-only. @default true */
  readonly readOnlyRoot?: boolean;
  /** Folders that stay writable, in memory. @default `/tmp`, if the root file system is read-only */
  readonly tmpfs?: readonly string[];
  /** Capabilities that the container keeps, such as `CHOWN`. @default none */
  readonly capabilities?: readonly string[];
  /** Whether the program ends by itself: then it is not started again, unless it fails and has retries. @default false */
  readonly ends?: boolean | { readonly retries?: number };
}

const HARDENING: Forms<Hardening> = {
  ...LIMITS,
  readOnlyRoot: boolean,
  tmpfs: strings,
  capabilities: strings,
  ends: either('a boolean, or { retries: … }', boolean, record('', { retries: optional(number) })),
};

/** The settings of a container that is not hardened. */
export type Unhardened = Partial<Hardening>;

/**
 * The properties of a construct's container: no capabilities or new privileges, a read-only root, limits, and bounded
 * logs. On a server the container comes back after a crash or a reboot.
 *
 * @example
 * ```ts
 * new Service(this, 'exporter', { image: 'prom/node-exporter:v1.9.1', ...hardened(this, { memory: '64m' }) });
 * ```
 */
export function hardened(scope: Construct, props: Hardening): ServiceProps {
  return hardening(scope, inspected(scope, 'hardened', props, HARDENING, { memory: '64m' }));
}

/** The same for properties of the right form. */
export function hardening(scope: Construct, props: Hardening): ServiceProps {
  const { memory, cpus, processes = 512, readOnlyRoot = true, capabilities = [] } = props;
  const { tmpfs = readOnlyRoot ? ['/tmp'] : [] } = props;
  return {
    init: true,
    ...(readOnlyRoot && { read_only: true }),
    ...((readOnlyRoot || tmpfs.length > 0) && { tmpfs: [...tmpfs] }),
    cap_drop: ['ALL'],
    ...(capabilities.length > 0 && { cap_add: [...capabilities] }),
    security_opt: ['no-new-privileges:true'],
    ...limitsOf(scope, { memory, ...(cpus !== undefined && { cpus }), processes }),
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
    ...restartOf(scope, props),
  };
}

/** The properties of a container with only its author's settings; on a server it restarts like any other. */
export function unhardened(scope: Construct, props: Unhardened): ServiceProps {
  const { readOnlyRoot = false, tmpfs = [], capabilities = [] } = props;
  return {
    ...(readOnlyRoot && { read_only: true }),
    ...(tmpfs.length > 0 && { tmpfs: [...tmpfs] }),
    ...(capabilities.length > 0 && { cap_add: [...capabilities] }),
    ...limitsOf(scope, props),
    ...restartOf(scope, props),
  };
}

function restartOf(scope: Construct, { ends = false }: Unhardened): Pick<ServiceProps, 'restart'> {
  if (ends === false) return Stack.of(scope).environment.isDevelopment ? {} : { restart: 'unless-stopped' };
  const { retries = 0 } = ends === true ? {} : ends;
  if (!Number.isInteger(retries) || retries < 0) {
    report(scope, numberInvalid('The number of retries', retries, 'Use a whole number, 0 or more.'));
  }
  // https://docs.docker.com/engine/containers/start-containers-automatically/#use-a-restart-policy
  return { restart: retries === 0 ? 'no' : `on-failure:${retries}` };
}

/** Mistakes in limits are reported. */
function limitsOf(scope: Construct, { memory, cpus, processes }: ResourceLimits): Pick<ServiceProps, 'deploy'> {
  // Docker takes no less, and zero for no limit: https://docs.docker.com/engine/containers/resource_constraints/
  if (memory !== undefined && bytesOf(memory) < 6 * 2 ** 20) report(scope, sizeInvalid('The memory limit', memory));
  if (cpus !== undefined && !(Number.isFinite(cpus) && cpus > 0)) {
    report(scope, numberInvalid('The limit of cores', cpus, 'Use a number above 0, such as 0.5.'));
  }
  if (processes !== undefined && !(Number.isInteger(processes) && processes > 0)) {
    report(scope, numberInvalid('The limit of processes', processes, 'Use a whole number above 0.'));
  }
  const limits = {
    ...(memory !== undefined && { memory }),
    ...(cpus !== undefined && { cpus: String(cpus) }),
    ...(processes !== undefined && { pids: processes }),
  };
  return Object.keys(limits).length === 0 ? {} : { deploy: { resources: { limits } } };
}

/** A size such as `512m` in bytes, and 0 for what is no size. */
function bytesOf(size: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmg])b?$/i.exec(String(size));
  const exponent = { k: 10, m: 20, g: 30 }[match?.[2]?.toLowerCase() ?? ''] ?? 0;
  return Number(match?.[1] ?? 0) * 2 ** exponent;
}

/**
 * The settings of a container that no other construct takes part in.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { type Names, report, type ServiceProps, type Text } from '../../lib/core';
import { timeZoneUnknown } from './errors';
import type { Limits } from './hardening';

/** The settings of a container, in the words of Compose. */
export interface WorkloadSettings extends Limits {
  /** Whether the root file system is read-only. @default true */
  readonly readOnlyRoot?: boolean;
  /** Further folders that stay writable, in memory, such as `/app/.cache`. @default those of the image, such as `/tmp` */
  readonly tmpfs?: readonly string[];
  /** Profiles that it belongs to: it starts when somebody asks for one of them. @default none: it always starts */
  readonly profiles?: readonly string[];
  /** Labels of the container, which other programs read. */
  readonly labels?: Readonly<Record<string, Text>>;
  /**
   * Files with variables of its environment, relative to the folder of `stack.ts`; `environment` wins. A secret does not
   * belong there: whoever can inspect the container reads it.
   */
  readonly envFile?: string | readonly string[];
  /** The signal that asks the program to end, such as `SIGINT`. @default that of the image, `SIGTERM` without one */
  readonly stopSignal?: string;
  /** How long the program may take to end before it is killed, such as `1m30s`. @default 10 seconds */
  readonly stopGracePeriod?: string;
  /** The platform that it runs on, such as `linux/amd64`. @default that of the host */
  readonly platform?: string;
  /** Addresses of further hosts, by name. `host-gateway` stands for the host itself. */
  readonly extraHosts?: Readonly<Record<string, string>>;
  /** Further groups of the process, by name or number. */
  readonly groups?: readonly (string | number)[];
  /** Time zone of the program, such as `Europe/Berlin`, as the variable `TZ`. @default the image's, usually UTC */
  readonly timeZone?: string;
}

/** The name of every setting. */
export const SETTINGS: Names<WorkloadSettings> = {
  memory: true,
  cpus: true,
  processes: true,
  readOnlyRoot: true,
  tmpfs: true,
  profiles: true,
  labels: true,
  envFile: true,
  stopSignal: true,
  stopGracePeriod: true,
  platform: true,
  extraHosts: true,
  groups: true,
  timeZone: true,
};

/** The settings as Compose says them, but for those that hardening and environment take up. */
export function settingsOf(props: WorkloadSettings): Partial<ServiceProps> {
  const { profiles, labels, envFile, stopSignal, stopGracePeriod, platform, extraHosts, groups } = props;
  return {
    ...(profiles && { profiles: [...profiles] }),
    ...(envFile !== undefined && { env_file: [envFile].flat() }),
    ...(labels && { labels }),
    ...(stopSignal !== undefined && { stop_signal: stopSignal }),
    ...(stopGracePeriod !== undefined && { stop_grace_period: stopGracePeriod }),
    ...(platform !== undefined && { platform }),
    ...(extraHosts && { extra_hosts: extraHosts }),
    ...(groups && { group_add: groups.map(String) }),
  };
}

/** The variables that settings become. What is wrong with them is reported. */
export function variablesOf(scope: Construct, { timeZone }: WorkloadSettings): Readonly<Record<string, string>> {
  if (timeZone === undefined) return {};
  if (!isTimeZone(timeZone)) report(scope, timeZoneUnknown(timeZone));
  return { TZ: timeZone };
}

function isTimeZone(name: unknown): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(name) });
    return true;
  } catch {
    return false;
  }
}

/**
 * The settings of a container that no other construct takes part in.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  boolean,
  type ComposeText,
  either,
  type Forms,
  listOf,
  mapOf,
  named,
  number,
  oneOrMore,
  type ServiceProps,
  scalars,
  string,
  strings,
  words,
} from '../../lib/core';
import { type Ending, hardening, LIMITS, type ResourceLimits, unhardened } from '../hardening';
import type { Image } from '../image';
import { LIVE, type Live } from './live/props';

/** The settings of a container, in the words of Compose. */
export interface WorkloadSettings extends ResourceLimits {
  /** Whether the root file system is read-only. @default true */
  readonly readOnlyRoot?: boolean;
  /**
   * Further folders that stay writable, in memory, such as `/app/.cache`. @default the folders of the image, such as
   * `/tmp`
   */
  readonly tmpfs?: readonly string[];
  /**
   * Whether the container is hardened. With `false` only these settings apply: for an image that needs root's rights,
   * or to be process 1.
   *
   * @default true
   */
  readonly hardened?: boolean;
  /** Capabilities that the container has, such as `CHOWN`. @default none, if it is hardened */
  readonly capabilities?: readonly string[];
  /**
   * Words before the command, instead of the image's entrypoint; without `command`, no command remains. @default the
   * image's own
   */
  readonly entrypoint?: readonly string[];
  /** Profiles that it belongs to: it starts when somebody asks for one of them. @default none: it always starts */
  readonly profiles?: readonly string[];
  /** Labels of the container, which other programs read. */
  readonly labels?: Readonly<Record<string, ComposeText>>;
  /**
   * Files with variables of its environment, relative to the folder of `stack.ts`; `environment` wins. A secret does
   * not belong there: everybody who can inspect the container reads it.
   */
  readonly envFile?: string | readonly string[];
  /** The signal that asks the program to end, such as `SIGINT`. @default the image's signal, `SIGTERM` without one */
  readonly stopSignal?: string;
  /** How long the program may take to end before it is killed, such as `1m30s`. @default 10 seconds */
  readonly stopGracePeriod?: string;
  /** The platform that it runs on, such as `linux/amd64`. @default the host's */
  readonly platform?: string;
  /** Addresses of further hosts, by name. `host-gateway` stands for the host itself. */
  readonly extraHosts?: Readonly<Record<string, string>>;
  /** Further groups of the process, by name or number. */
  readonly groups?: readonly (string | number)[];
  /**
   * Whether the program runs from the source on the host, so that an edit is seen at once. A map says what is different
   * from the recipe of the image. In production nothing of it is left.
   *
   * @default false
   */
  readonly live?: boolean | Live;
  /** Time zone of the program, such as `Europe/Berlin`, as the variable `TZ`. @default the image's, usually UTC */
  readonly timeZone?: string;
}

/** The form of every setting. */
export const SETTINGS: Forms<WorkloadSettings> = {
  ...LIMITS,
  readOnlyRoot: boolean,
  tmpfs: strings,
  hardened: boolean,
  capabilities: strings,
  entrypoint: words,
  profiles: strings,
  labels: scalars,
  envFile: oneOrMore('the path of a file, or a list of them', string),
  stopSignal: string,
  stopGracePeriod: named('a duration, such as "1m30s"', string),
  platform: string,
  extraHosts: mapOf('a map of addresses by name', string),
  groups: listOf('a list of groups', either('the name or the number of a group', string, number)),
  live: LIVE,
  timeZone: string,
};

/** Most memory of a container whose author names none. */
export const MEMORY = '512m';

/** The restrictions of a program's container, and its share of the host. */
export function hardeningOf(
  scope: Construct,
  props: WorkloadSettings & { readonly image: Pick<Image, 'tmpfs'> },
  ends: Ending | undefined,
): ServiceProps {
  const { image, memory = MEMORY, tmpfs = [], ...others } = props;
  if (others.hardened === false) return unhardened(scope, { ...props, ...(ends && { ends }) });
  const ofImage = others.readOnlyRoot === false ? [] : image.tmpfs;
  return hardening(scope, { ...others, memory, tmpfs: [...ofImage, ...tmpfs], ...(ends && { ends }) });
}

/** The settings of whatever runs the program, its tasks included, but for those that hardening and environment take up. */
export function settingsOfProgram(props: WorkloadSettings): Partial<ServiceProps> {
  const { entrypoint, envFile, platform, extraHosts, groups } = props;
  return {
    ...(entrypoint && { entrypoint: [...entrypoint] }),
    ...(envFile !== undefined && { env_file: [envFile].flat() }),
    ...(platform !== undefined && { platform }),
    ...(extraHosts && { extra_hosts: extraHosts }),
    ...(groups && { group_add: groups.map(String) }),
  };
}

/** The settings of the program's own container: how it is found, started and ended. */
export function settingsOfContainer(props: WorkloadSettings): Partial<ServiceProps> {
  const { profiles, labels, stopSignal, stopGracePeriod } = props;
  return {
    ...(profiles && { profiles: [...profiles] }),
    ...(labels && { labels }),
    ...(stopSignal !== undefined && { stop_signal: stopSignal }),
    ...(stopGracePeriod !== undefined && { stop_grace_period: stopGracePeriod }),
  };
}

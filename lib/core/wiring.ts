/**
 * The additions of verbs to a service: networks, start order, mounts and secrets. Kept apart from what the author
 * wrote, and merged with it once, when the tree is lowered.
 *
 * @module
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as compose from '../languages/compose';
import { isText } from '../languages/compose';
import { entryOf, isPlainMap } from '../languages/yaml';
import type { Config } from './config';
import type { Element } from './element';
import type { Network } from './network';
import type { Secret } from './secret';
import type { Volume } from './volume';
import { withItems, withNamed, withVariables } from './written';

/** When a service may start after another one, https://docs.docker.com/reference/compose-file/services/#depends_on. */
export type StartCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

/** How a service stands in a network, https://docs.docker.com/reference/compose-file/services/#networks. */
export type JoinOptions = compose.ServiceNetwork;

/** How a service mounts a volume, a file or a folder. */
export interface MountOptions {
  /** Absolute path in the container. */
  readonly at: string;
  /** @default false */
  readonly readOnly?: boolean;
  /**
   * Whether a new volume stays empty. Otherwise Docker fills it from the first container that mounts it, with content
   * and owner of the image's folder.
   *
   * @default whether the mount is read-only: never from a reader
   */
  readonly nocopy?: boolean;
}

/** When a service starts after another one, and what happens without it. */
export interface StartOptions {
  /** @default 'service_healthy' */
  readonly condition?: StartCondition;
  /** Whether this service restarts when Compose restarts the other. @default false */
  readonly restart?: boolean;
  /** Whether this service can do without the other: `false`, and Compose only warns where it is missing. @default true */
  readonly required?: boolean;
}

/** How the file of a secret appears in a container. */
export interface SecretMountOptions {
  /** File name below `/run/secrets`. @default the secret's name */
  readonly as?: string;
  /** User and group whose process reads it. @default the service's `user` */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** How a config appears in a container. */
export interface ReadConfigOptions {
  /** Absolute path in the container. */
  readonly at: string;
}

/** From the weakest to the strictest. */
const CONDITIONS: readonly StartCondition[] = ['service_started', 'service_healthy', 'service_completed_successfully'];

/** The references of one service, by what they point at. Saying one twice never takes anything away. */
export class Wiring {
  readonly environment = new Map<string, compose.ComposeText>();
  readonly mounts: { readonly what: Volume | compose.ComposeText; readonly options: MountOptions }[] = [];
  /** Further groups of the process, by number. */
  readonly groups = new Set<string>();
  readonly configs: { readonly config: Config; readonly options: ReadConfigOptions }[] = [];
  readonly #networks = new Map<Network, JoinOptions>();
  readonly #dependencies = new Map<Element, StartOptions>();
  /** By name and file, because a service may read one secret under several names. */
  readonly #secrets = new Map<string, { readonly secret: Secret; readonly options: SecretMountOptions }>();

  join(network: Network, { aliases = [], ...options }: JoinOptions): void {
    const before = this.#networks.get(network);
    const all = union(before?.aliases, aliases);
    this.#networks.set(network, { ...before, ...options, ...(all.length > 0 && { aliases: all }) });
  }

  startAfter(service: Element, { condition = 'service_healthy', ...options }: StartOptions): void {
    const before = this.#dependencies.get(service);
    this.#dependencies.set(service, { ...before, ...options, condition: stricter(before?.condition, condition) });
  }

  /** @returns the path of the file in the container */
  readSecret(secret: Secret, options: SecretMountOptions): string {
    const target = options.as ?? secret.name;
    this.#secrets.set(`${secret.name} ${target}`, { secret, options });
    return `/run/secrets/${target}`;
  }

  /** Where something is mounted; a folder ends with a slash. @param root the folder that paths of the host begin at */
  places(root: string): readonly string[] {
    const mounted = this.mounts.map(({ what, options: { at } }) => {
      const isFile = typeof what === 'string' && statSync(resolve(root, what), { throwIfNoEntry: false })?.isFile();
      return isFile ? at : `${at.replace(/\/+$/, '')}/`;
    });
    return [...mounted, ...this.configs.map(({ options: { at } }) => at)];
  }

  get networks(): readonly Network[] {
    return [...this.#networks.keys()];
  }

  /** Whether Compose copies one of the secrets or configs into the container, because it is no file. */
  get readsCopies(): boolean {
    const secrets = [...this.#secrets.values()].some(({ secret }) => secret.props.environment !== undefined);
    return secrets || this.configs.some(({ config }) => config.isCopied);
  }

  /** The network that the service stands in if it joins no other one. */
  alone: Network | 'none' | undefined;

  /** The written properties with the references merged in; keys keep the author's order, new ones follow. */
  into(written: compose.Service): compose.Service {
    const merged: Record<string, unknown> = { ...written };
    const put = (key: keyof compose.Service, value: unknown): void => {
      if (isNothing(key, value)) delete merged[key];
      else merged[key] = value;
    };
    put('environment', withVariables(written.environment, this.environment));
    put('depends_on', this.#dependsOn(written.depends_on));
    put('networks', this.#joined(written.networks));
    if (merged['networks'] === undefined && this.alone !== undefined) {
      // Compose puts a service without networks into one that reaches the outside world
      if (this.alone === 'none' || this.alone.isVacant) put('network_mode', 'none');
      else put('networks', { [this.alone.name]: {} });
    }
    put('volumes', withItems(written.volumes, this.#mounted()));
    put('group_add', withItems(written.group_add, [...this.groups]));
    put('secrets', withItems(written.secrets, this.#readSecrets(written.secrets)));
    put('configs', withItems(written.configs, this.#readConfigs()));
    return merged as compose.Service; // the same keys with values of the same types
  }

  #dependsOn(written: unknown): unknown {
    const isList = Array.isArray(written);
    const added = [...this.#dependencies].map(([{ name }, { condition: wanted = 'service_healthy', ...options }]) => {
      const before = isList ? undefined : entryOf(written, name);
      const condition = stricter(conditionOf(before), wanted);
      return [name, { ...(isPlainMap(before) && before), condition, ...options }] as const;
    });
    return withNamed(written, new Map(added), () => ({ condition: 'service_started' }));
  }

  /** A list of names as long as that says it all. */
  #joined(written: unknown): unknown {
    const networks = [...this.#networks].filter(([network]) => !network.isVacant);
    const isPlain = networks.every(([, options]) => Object.keys(options).length === 0);
    if (isPlain && isList(written)) {
      const names = networks.map(([{ name }]) => name);
      const before: readonly unknown[] = Array.isArray(written) ? written : [];
      return [...before, ...names.filter((name) => !before.includes(name))];
    }
    const added = networks.map(([{ name }, { aliases = [], ...options }]) => {
      const before = entryOf(written, name) ?? null;
      const known = entryOf(before, 'aliases');
      const all: readonly unknown[] = union(Array.isArray(known) ? known : [], aliases);
      const entry = { ...(isPlainMap(before) && before), ...options, ...(all.length > 0 && { aliases: all }) };
      return [name, isEmptyMap(entry) ? before : entry] as const;
    });
    return withNamed(written, new Map(added), () => null);
  }

  #mounted(): (string | compose.ServiceVolume)[] {
    return this.mounts.map(({ what, options }) => (isText(what) ? bound(what, options) : named(what.name, options)));
  }

  #readSecrets(written: unknown): compose.ServiceSecret[] {
    const known = new Set((Array.isArray(written) ? written : []).map(secretKey));
    return [...this.#secrets.values()]
      .filter(({ secret: { name }, options }) => !known.has(JSON.stringify([name, options.as ?? name])))
      .map(({ secret, options: { as, user } }) => ({
        source: secret.name,
        ...(as !== undefined && { target: as }),
        // Compose honours these for values from the environment only, and warns where it ignores them
        ...(secret.props.environment !== undefined && owner(user)),
      }));
  }

  #readConfigs(): compose.ServiceConfig[] {
    return this.configs.map(({ config, options }) => ({ source: config.name, target: options.at }));
  }
}

/** A named volume. */
function named(source: string, options: MountOptions): string | compose.ServiceVolume {
  const { at: target, readOnly = false, nocopy = readOnly } = options;
  const modes = [...(readOnly ? ['ro'] : []), ...(nocopy ? ['nocopy'] : [])].join();
  // the short syntax ends a path at a colon, and takes one letter before a colon for a drive
  if (!target.includes(':') && source.length > 1) return `${source}:${target}${modes === '' ? '' : `:${modes}`}`;
  return {
    type: 'volume',
    source,
    target,
    ...(readOnly && { read_only: true }),
    ...(nocopy && { volume: { nocopy: true } }),
  };
}

/**
 * A file or folder of the host. The long syntax, because of the short one an upgrade of Compose makes another service,
 * and recreates its container.
 */
function bound(source: compose.ComposeText, { at: target, readOnly = false }: MountOptions): compose.ServiceVolume {
  return { type: 'bind', source, target, ...(readOnly && { read_only: true }) };
}

/** Name and file of a secret that the author wrote, in either syntax. */
function secretKey(written: unknown): string {
  if (typeof written === 'string') return JSON.stringify([written, written]);
  const source = entryOf(written, 'source');
  return JSON.stringify([source, entryOf(written, 'target') ?? source]);
}

const MAPS: ReadonlySet<string> = new Set(['environment', 'depends_on', 'networks']);

/** An empty list or map of references has no effect and is left out. An empty map where a list belongs is a mistake. */
function isNothing(key: string, value: unknown): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return MAPS.has(key) && isEmptyMap(value);
}

function isEmptyMap(value: unknown): boolean {
  return isPlainMap(value) && Object.keys(value).length === 0;
}

/** Nothing yet, or a list. */
function isList(written: unknown): boolean {
  return written === undefined || Array.isArray(written) || isEmptyMap(written);
}

function conditionOf(dependency: unknown): StartCondition | undefined {
  const condition = entryOf(dependency, 'condition');
  return CONDITIONS.find((known) => known === condition);
}

function union<T>(some: readonly T[] | undefined, others: readonly T[]): readonly T[] {
  return [...new Set([...(some ?? []), ...others])];
}

function stricter(one: StartCondition | undefined, other: StartCondition): StartCondition {
  return one !== undefined && CONDITIONS.indexOf(one) > CONDITIONS.indexOf(other) ? one : other;
}

/**
 * A file for its one reader. Of a reader whom nobody knows it stays readable by everybody in the container: it would
 * belong to root, https://github.com/docker/compose/blob/v2.40.3/pkg/compose/secrets.go.
 */
function owner(user: SecretMountOptions['user']): Partial<compose.ServiceSecret> {
  return user ? { uid: String(user.uid), gid: String(user.gid), mode: '0400' } : {};
}

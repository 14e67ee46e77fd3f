/**
 * What verbs add to a service: who it talks to, waits for, mounts and reads. Kept apart from what the author wrote, and
 * merged with it once, when the tree is lowered.
 *
 * @module
 */
import type * as compose from '../languages/compose';
import type { Config } from './config';
import type { Element } from './element';
import type { Network } from './network';
import type { Secret } from './secret';
import type { Volume } from './volume';

/** When a service may start after another one, https://docs.docker.com/reference/compose-file/services/#depends_on. */
export type StartCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface JoinOptions {
  /** Further host names that the service answers to in this network. @default only its own name */
  readonly aliases?: readonly string[];
}

export interface MountOptions {
  /** Absolute path in the container. */
  readonly at: string;
  /** @default false */
  readonly readOnly?: boolean;
}

export interface ReadSecretOptions {
  /** File name below `/run/secrets`. @default the secret's name */
  readonly as?: string;
  /** User and group whose process reads it. @default the service's `user` */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface ReadConfigOptions {
  /** Absolute path in the container. */
  readonly at: string;
}

/** From the weakest to the strictest. */
const CONDITIONS: readonly StartCondition[] = ['service_started', 'service_healthy', 'service_completed_successfully'];

type MergedMap = 'environment' | 'depends_on' | 'networks';
type MergedList = 'volumes' | 'secrets' | 'configs';

/** The references of one service, by what they point at. Saying one twice never takes anything away. */
export class Wiring {
  readonly environment = new Map<string, compose.Text>();
  readonly volumes: { readonly volume: Volume; readonly options: MountOptions }[] = [];
  readonly configs: { readonly config: Config; readonly options: ReadConfigOptions }[] = [];
  private readonly networks = new Map<Network, readonly string[]>();
  private readonly dependencies = new Map<Element, StartCondition>();
  /** By name and file, because a service may read one secret under several names. */
  private readonly secrets = new Map<string, { readonly secret: Secret; readonly options: ReadSecretOptions }>();

  join(network: Network, { aliases = [] }: JoinOptions): void {
    this.networks.set(network, union(this.networks.get(network), aliases));
  }

  startAfter(service: Element, condition: StartCondition): void {
    this.dependencies.set(service, stricter(this.dependencies.get(service), condition));
  }

  /** @returns the path of the file in the container */
  readSecret(secret: Secret, options: ReadSecretOptions): string {
    const target = options.as ?? secret.name;
    this.secrets.set(`${secret.name} ${target}`, { secret, options });
    return `/run/secrets/${target}`;
  }

  /** Whether one of the secrets comes from a variable of the deploying host. */
  get readsFromEnvironment(): boolean {
    return [...this.secrets.values()].some(({ secret }) => secret.props.environment !== undefined);
  }

  /** The written properties with the references merged in; keys keep the author's order, new ones follow. */
  into(written: compose.Service): compose.Service {
    const merged: Record<string, unknown> = { ...written };
    const put = (key: string, value: object): void => {
      if (Object.keys(value).length > 0) merged[key] = value;
      else delete merged[key];
    };
    const putMap = (key: MergedMap, added: () => object): void => {
      if (isMap(written[key] ?? {})) put(key, { ...written[key], ...added() });
    };
    const putList = (key: MergedList, added: () => readonly object[]): void => {
      if (Array.isArray(written[key] ?? [])) put(key, [...(written[key] ?? []), ...added()]);
    };
    putMap('environment', () => Object.fromEntries(this.environment));
    putMap('depends_on', () => this.dependsOn(written.depends_on));
    putMap('networks', () => this.joined(written.networks));
    putList('volumes', () => this.mounted());
    putList('secrets', () => this.readSecrets(written.secrets));
    putList('configs', () => this.readConfigs());
    return merged as compose.Service; // the same keys with values of the same types
  }

  private dependsOn(written: compose.Service['depends_on']): Record<string, compose.ServiceDependency> {
    return Object.fromEntries(
      [...this.dependencies].map(([{ name }, condition]) => {
        const before = written?.[name];
        return [name, { ...before, condition: stricter(before?.condition, condition) }];
      }),
    );
  }

  private joined(written: compose.Service['networks']): Record<string, compose.ServiceNetwork> {
    return Object.fromEntries(
      [...this.networks].map(([{ name }, more]) => {
        const before = written?.[name];
        const aliases = union(before?.aliases, more);
        return [name, { ...before, ...(aliases.length > 0 && { aliases }) }];
      }),
    );
  }

  private mounted(): compose.ServiceVolume[] {
    return this.volumes.map(({ volume, options }) => ({
      type: 'volume',
      source: volume.name,
      target: options.at,
      // a new volume takes content and owner of the image's folder from whoever mounts it first: never from a reader
      ...(options.readOnly && { read_only: true, volume: { nocopy: true } }),
    }));
  }

  private readSecrets(written: compose.Service['secrets'] = []): compose.ServiceSecret[] {
    const known = new Set(written.map(({ source, target }) => JSON.stringify([source, target ?? source])));
    return [...this.secrets.values()]
      .filter(({ secret: { name }, options }) => !known.has(JSON.stringify([name, options.as ?? name])))
      .map(({ secret, options: { as, user } }) => ({
        source: secret.name,
        ...(as !== undefined && { target: as }),
        // Compose honours these for values from the environment only, and warns where it ignores them
        ...(secret.props.environment !== undefined && { ...owner(user), mode: '0400' }),
      }));
  }

  private readConfigs(): compose.ServiceConfig[] {
    return this.configs.map(({ config, options }) => ({ source: config.name, target: options.at }));
  }
}

/** Whether it can be merged with; what cannot, because it is not what its type says, stays for the schema to reject. */
function isMap(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}

function union<T>(some: readonly T[] | undefined, others: readonly T[]): readonly T[] {
  return [...new Set([...(some ?? []), ...others])];
}

function stricter(one: StartCondition | undefined, other: StartCondition): StartCondition {
  return one !== undefined && CONDITIONS.indexOf(one) > CONDITIONS.indexOf(other) ? one : other;
}

function owner(user: ReadSecretOptions['user']): { uid?: string; gid?: string } {
  return user ? { uid: String(user.uid), gid: String(user.gid) } : {};
}

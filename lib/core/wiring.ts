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

/** The references of one service, by what they point at. */
export class Wiring {
  readonly environment = new Map<string, compose.Text>();
  readonly networks = new Map<Network, JoinOptions>();
  readonly dependencies = new Map<Element, StartCondition>();
  readonly volumes: { readonly volume: Volume; readonly options: MountOptions }[] = [];
  readonly secrets = new Map<Secret, ReadSecretOptions>();
  readonly configs: { readonly config: Config; readonly options: ReadConfigOptions }[] = [];

  /** The written properties with the references merged in; keys keep the author's order, new ones follow. */
  into(written: compose.Service): compose.Service {
    const merged: Record<string, unknown> = { ...written };
    const put = (key: string, value: object): void => {
      if (Object.keys(value).length > 0) merged[key] = value;
      else delete merged[key];
    };
    put('environment', { ...written.environment, ...Object.fromEntries(this.environment) });
    put('depends_on', { ...written.depends_on, ...this.dependsOn() });
    put('networks', { ...written.networks, ...this.joined() });
    put('volumes', [...(written.volumes ?? []), ...this.mounted()]);
    put('secrets', [...(written.secrets ?? []), ...this.readSecrets()]);
    put('configs', [...(written.configs ?? []), ...this.readConfigs()]);
    return merged as compose.Service; // the same keys with values of the same types
  }

  private dependsOn(): Record<string, compose.ServiceDependency> {
    return Object.fromEntries([...this.dependencies].map(([service, condition]) => [service.name, { condition }]));
  }

  private joined(): Record<string, compose.ServiceNetwork> {
    return Object.fromEntries(
      [...this.networks].map(([network, { aliases }]) => [network.name, aliases ? { aliases: [...aliases] } : {}]),
    );
  }

  private mounted(): compose.ServiceVolume[] {
    return this.volumes.map(({ volume, options }) => ({
      type: 'volume',
      source: volume.name,
      target: options.at,
      ...(options.readOnly && { read_only: true }),
    }));
  }

  private readSecrets(): compose.ServiceSecret[] {
    return [...this.secrets].map(([secret, { as, user }]) => ({
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

function owner(user: ReadSecretOptions['user']): { uid?: string; gid?: string } {
  return user ? { uid: String(user.uid), gid: String(user.gid) } : {};
}

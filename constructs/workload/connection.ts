/**
 * What a client needs to talk to a provider.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { Network, Secret, Service } from '../../lib/core';

/** A construct that clients connect to. */
export interface Provider extends IConstruct {
  /** What a client gets; its variables begin with `prefix`, or with the provider's own word for itself. */
  connection(prefix?: string): Connection;
}

export interface Connection {
  /** What runs the provider; clients start when it is healthy. */
  readonly service: Service;
  /** Whether the service tells its health. */
  readonly healthy: boolean;
  /** Whether it keeps data, which a migration of the client changes. @default false */
  readonly keepsData?: boolean;
  /** The network in which the provider's clients meet it, its clients are in it too. */
  readonly network: Network;
  /** Variables without any secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that hold a secret, or the path of its file. */
  readonly secrets: readonly SecretVariable[];
}

/** A secret as a client wants it. */
export interface SecretVariable {
  readonly secret: Secret;
  /** Variable that holds the path of the secret's file. */
  readonly fileVariable?: string;
  /** Variable that the start of the client's process fills from the file. */
  readonly variable?: SecretText;
}

/** A text with a secret in it, made when the process starts. */
export interface SecretText {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Whether the secret is percent-encoded, as inside a URL. */
  readonly encoded: boolean;
}

/** The names of all variables that a client gets. */
export function namesOf({ environment, secrets }: Connection): string[] {
  const ofSecrets = secrets.flatMap(({ fileVariable, variable }) => [fileVariable, variable?.name]);
  return [...Object.keys(environment), ...ofSecrets.filter((name) => name !== undefined)];
}

/** Whether clients can connect to something. */
export function isProvider(candidate: IConstruct): candidate is Provider {
  return 'connection' in candidate && typeof candidate.connection === 'function';
}

/** How a client connects. */
export interface ConnectOptions {
  /** What the variables begin with. @default the provider's own word, such as `DATABASE` */
  readonly as?: string;
  /**
   * Whether the client starts after the provider. Two apps that call each other cannot both wait.
   *
   * @default true
   */
  readonly wait?: boolean;
  /**
   * How the client reads secrets: `variable` gives it variables such as `DATABASE_URL` too, made by a small script when
   * its process starts; with `file` there are only files, for images without a shell.
   *
   * @default 'variable'
   */
  readonly secrets?: 'variable' | 'file';
}

/** A connection whose secrets the client reads in one way. */
export function withSecrets(connection: Connection, how: 'variable' | 'file'): Connection {
  if (how === 'variable') return connection;
  return { ...connection, secrets: connection.secrets.map(({ variable: _, ...files }) => files) };
}

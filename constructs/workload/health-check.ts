/**
 * How a container is asked whether it works.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { form, optional, record, report, type ServiceProps, string, union, words } from '../../lib/core';
import type { ComposeText } from '../../lib/languages/compose';
import { commandEmpty } from '../checked';
import type { BuiltImage, RegistryImage } from '../image';
import { healthCheckUnknown, healthHostInvalid, healthPathInvalid, healthPortMissing } from './errors';

/** A health check over HTTP; `HealthCheck.http` makes one. */
export interface HttpHealthCheck {
  /** Tells this kind from the others. */
  readonly kind: 'http';
  /** The path that is asked for, percent-encoded as in a URL. */
  readonly path: string;
  /** The name that is asked for, in the header `Host`. @default `localhost`, with the port */
  readonly host?: string;
}

/** A health check by a command in the container; `HealthCheck.command` makes one. */
export interface CommandHealthCheck {
  /** Tells this kind from the others. */
  readonly kind: 'command';
  /** The program and its arguments. */
  readonly command: readonly string[];
}

/** No health check, for a reason; `HealthCheck.none` makes one. */
export interface NoHealthCheck {
  /** Tells this kind from the others. */
  readonly kind: 'none';
  /** Why nothing is asked, for readers of the stack. */
  readonly reason: string;
}

/** How Docker asks a container whether it works, told apart by `kind`. The factories of the same name make one. */
export type HealthCheck = HttpHealthCheck | CommandHealthCheck | NoHealthCheck;

/**
 * Factories of health checks.
 *
 * @example
 * ```ts
 * const healthCheck = HealthCheck.command(['node', 'alive.js']);
 * new Worker(this, 'queue', { image: web.image, command: ['node', 'queue.js'], healthCheck });
 * ```
 */
export const HealthCheck = {
  /**
   * The app answers this path, percent-encoded as in a URL, with a good status, below `400`. A redirect is such an
   * answer, and nobody follows it. The app is asked at the container's own address: one that listens to `127.0.0.1`
   * alone serves nobody.
   *
   * @param options.host the host name to ask for, if the app refuses unknown names @default `localhost`, with the port
   */
  http: (path: string, options: { readonly host?: string } = {}): HttpHealthCheck => ({
    kind: 'http',
    path,
    ...(options?.host !== undefined && { host: options.host }), // a program without types can pass null
  }),
  /** This command ends with status 0; its program must be in the image. It has what the app has, variables made of secrets included. */
  command: (command: readonly string[]): CommandHealthCheck => ({ kind: 'command', command }),
  /** No check, for the given reason; dependants start when the service's process runs. */
  none: (reason: string): NoHealthCheck => ({ kind: 'none', reason }),
} as const;

const KIND = form('a kind of health check', () => true);
const COMMAND = record('a health check', { kind: KIND, command: words });
const NONE = record('a health check', { kind: KIND, reason: string });

/** The form of a health check; `HealthCheck.none('')` is one. */
export const healthCheckForm = union("a health check, such as HealthCheck.http('/')", {
  http: record('a health check', { kind: KIND, path: string, host: optional(string) }),
  command: COMMAND,
  none: NONE,
});

/**
 * A command as Compose asks it: often while the container starts, so that others wait no longer than needed.
 *
 * @example
 * ```ts
 * new Service(this, 'cache', { image: 'valkey/valkey:8.1', healthcheck: probe(['valkey-cli', 'ping']) });
 * ```
 */
export function probe(command: readonly ComposeText[]): NonNullable<ServiceProps['healthcheck']> {
  return {
    // a program without types can pass anything, and the schema tells
    test: Array.isArray(command) ? ['CMD', ...command] : (command as unknown as string[]),
    interval: '10s',
    timeout: '5s',
    retries: 3,
    start_period: '60s',
    start_interval: '500ms',
  };
}

/** Compose's health check for a container of an image; empty for none. */
export function healthcheckOf(
  scope: Construct,
  check: HealthCheck,
  image: RegistryImage | BuiltImage,
  port: number | undefined,
): Pick<ServiceProps, 'healthcheck'> {
  if (check.kind === 'none') return {};
  if (check.kind === 'command') {
    if (check.command.length === 0) report(scope, commandEmpty('The health check'));
    return { healthcheck: probe(check.command) };
  }
  if (port === undefined) {
    report(scope, healthPortMissing());
    return {};
  }
  const { path, host = `localhost:${port}` } = check;
  const isPath = /^\/[!-~]*$/.test(path);
  // a port that is none has been reported
  const isHost = check.host === undefined || HOST.test(host);
  if (!isPath) report(scope, healthPathInvalid(path));
  else if (!isHost) report(scope, healthHostInvalid(host));
  else if (!image.probe) report(scope, healthCheckUnknown(image.name));
  // reported once is enough: services that wait for its health get no second report
  return { healthcheck: probe((isPath && isHost && image.probe?.(port, path, host)) || ['false']) };
}

/** Whether a health check asks anything. */
export function isAsked(check: HealthCheck | undefined): boolean {
  return check !== undefined && check.kind !== 'none';
}

/** A name or an address, with or without a port, https://datatracker.ietf.org/doc/html/rfc9110#section-7.2. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

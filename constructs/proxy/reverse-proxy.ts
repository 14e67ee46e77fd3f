/**
 * @module
 */
import { Construct } from 'constructs';
import {
  Artifact,
  admit,
  Config,
  type DiagnosticProps,
  type Element,
  intend,
  known,
  type Names,
  Network,
  remember,
  report,
  Service,
  type ServiceProps,
  Stack,
} from '../../lib/core';
import { addressInvalid, bytesIn, isNetwork, numberInvalid, sizeInvalid } from '../checked';
import type { DataVolume } from '../storage';
import { hardened, type PublishedPort, probe, published, type ResourceLimits } from '../workload';
import { claims } from './claims';
import {
  bufferInvalid,
  choiceInvalid,
  headerNotHeldBack,
  healthPathInvalid,
  hostInvalid,
  hostTaken,
  trustedEmpty,
} from './errors';
import { type HostAddress, ProxyHost, type RouteDefaults, type Upstream } from './host';
import { nginx } from './nginx';
import { PASSAGE, type PassageProps, passageProblems, wholeRate } from './passage';
import type { Site } from './route';
import type { ProxyServer, ProxySettings } from './server';

/** What holds for the whole proxy, and, as {@link PassageProps}, for every route that does not say otherwise. */
export interface ReverseProxyProps extends PassageProps, ResourceLimits {
  /**
   * Where visitors reach it. @default `127.0.0.1:8080` in development, port 80 of every address in production, IPv4 and IPv6
   */
  readonly publish?: PublishedPort;
  /**
   * What ends TLS in front of it, such as a load balancer: visitors then use `https`, and their addresses are taken from
   * its `X-Forwarded-For`. @default nothing: visitors reach it directly, over HTTP
   */
  readonly behind?: TlsTerminator;
  /** Most bytes of the headers of a request, and of those of an answer, such as `64k`. @default '32k' */
  readonly maxHeaders?: string;
  /**
   * Requests that one visitor may have open at once, WebSockets included; further ones are answered with 429. A visitor is
   * an IPv4 address, or a /64 of IPv6. @default 1024
   */
  readonly maxConnections?: number;
  /** Part of `memory` for bodies that are received whole; where it is full, a body is answered with 500. @default '128m' */
  readonly bufferSize?: string;
  /**
   * Path at which the proxy itself answers 200 to whoever asks for none of its hosts, such as a load balancer that asks by
   * address. @default '/healthz'
   */
  readonly healthPath?: string;
  /**
   * Whether headers with `_` in their names reach the apps, such as `api_key`. Apps that read headers as CGI does cannot tell
   * them from those with `-`. @default 'drop'
   */
  readonly headersWithUnderscore?: 'drop' | 'pass';
  /** @default '256m' */
  readonly memory?: string;
}

/** Something in front of a proxy that ends TLS. */
export interface TlsTerminator {
  /**
   * Addresses or networks that it connects from, such as `10.0.0.0/8`: nobody else is believed. A container of this project
   * is believed only if its very address is in the list.
   */
  readonly trusted: readonly string[];
  /**
   * Headers that it sets and apps believe, such as `X-Forwarded-User` of a gateway that signs users in. They are passed on
   * from there, and from nobody else. @default none
   */
  readonly headers?: readonly string[];
}

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const PROPERTIES: Names<ReverseProxyProps> = {
  publish: true,
  behind: true,
  ...PASSAGE,
  maxHeaders: true,
  maxConnections: true,
  bufferSize: true,
  healthPath: true,
  headersWithUnderscore: true,
  memory: true,
  cpus: true,
  processes: true,
};

/**
 * An nginx that visitors talk to: forwards hosts and paths to services, and serves files of volumes.
 *
 * @example
 * ```ts
 * const proxy = new ReverseProxy(this, 'proxy');
 * proxy.host('example.org').forward('/', web);
 * proxy.host('images.example.org').files('/', uploads);
 * ```
 */
export class ReverseProxy extends Construct {
  /** The Compose element that runs nginx. */
  readonly service: Service;
  /** What its routes let pass if they do not say otherwise. @internal */
  readonly defaults: RouteDefaults;
  readonly #hosts = new Map<string, ProxyHost>();
  readonly #folders = new Map<DataVolume, string>();
  readonly #upstreams = new Set<Element>();
  readonly #publish: PublishedPort;
  readonly #props: ReverseProxyProps;

  constructor(scope: Construct, id: string, props: ReverseProxyProps = {}) {
    super(scope, admit(scope, id));
    this.#props = props;
    remember(this);
    known(this, 'ReverseProxy', props, PROPERTIES);
    const { isDevelopment } = Stack.of(this).environment;
    this.#publish = props.publish ?? (isDevelopment ? { port: 8080 } : { port: 80, address: 'all' });
    const { bufferSize = '128m' } = props;
    this.defaults = { passage: props, bufferSize, room: bytesIn(bufferSize) ?? 0 };
    for (const problem of problemsOf(props)) report(this, problem);
    this.service = this.#serve(props);

    const { server } = this;
    const file = new Artifact(this, 'file', {
      file: `${this.service.name}/${server.file}`,
      render: () => server.configuration(this.#sites(), settingsOf(props)),
    });
    this.service.readConfig(new Config(this, server.name, { file }), { at: server.configPath });
    this.service.whenLowered(() => this.#asOwnerOfFiles());
  }

  /** The program behind it. @internal */
  get server(): ProxyServer {
    return nginx;
  }

  /** Begins to answer under a host name; add routes to what it returns. */
  host(name: string): ProxyHost {
    const key = name.toLowerCase();
    const known = this.#hosts.get(key);
    if (known) report(this, hostTaken(name));
    const host = known ?? new ProxyHost(this, key, this.#addressOf(key));
    if (HOST.test(name)) this.#hosts.set(key, host);
    else report(this, hostInvalid(name));
    return host;
  }

  /** Joins an upstream's network. It need not be healthy: one app that is not must not keep every host down. @internal */
  reach(upstream: Upstream): void {
    const { service, network } = upstream.connection();
    this.service.join(network);
    this.service.startAfter(service, 'service_started');
    if (this.#upstreams.has(service)) return;
    this.#upstreams.add(service);
    const [from, to] = [this.service.name, service.name];
    intend(this, { kind: 'connection', from, to, network: network.name, variables: [] });
  }

  /** Mounts a volume read-only. @returns the folder in the container. @internal */
  read(volume: DataVolume): string {
    const folder = this.#folders.get(volume) ?? `/srv/${volume.volume.name}`;
    if (!this.#folders.has(volume)) this.service.mount(volume.volume, { at: folder, readOnly: true });
    this.#folders.set(volume, folder);
    return folder;
  }

  /** It runs as the user who owns the files that it serves, if there is one: apps give files modes that let nobody else in. */
  #asOwnerOfFiles(): Pick<ServiceProps, 'user'> {
    const owners = [...this.#folders.keys()].map(({ owner }) => owner);
    const [first] = owners;
    const isOne = first !== undefined && first.uid !== 0 && owners.every((owner) => owner?.uid === first.uid);
    return isOne ? { user: `${first.uid}:${first.gid}` } : {};
  }

  #sites(): Site[] {
    return [...this.#hosts.values()].map((host) => host.model());
  }

  /** How visitors reach a host: what ends TLS in front of the proxy listens where browsers expect it. */
  #addressOf(host: string): HostAddress {
    if (this.#props.behind) return { scheme: 'https', authority: host };
    const { port } = this.#publish;
    return { scheme: 'http', authority: port === 80 ? host : `${host}:${port}` };
  }

  #serve(props: ReverseProxyProps): Service {
    const { facts, port, probe: question, stopSignal, bufferFolder } = this.server;
    const { user, reference, scratch } = facts;
    const { bufferSize } = this.defaults;
    const service = new Service(this, 'Default', {
      image: reference,
      user: `${user.uid}:${user.gid}`,
      ports: published(this, this.#publish, port),
      healthcheck: probe(question),
      stop_signal: stopSignal,
      ...hardened(this, {
        ...props,
        memory: props.memory ?? MEMORY,
        tmpfs: scratch.map((folder) => (folder === bufferFolder ? `${folder}:size=${bufferSize}` : folder)),
      }),
    });
    service.join(new Network(this, 'public'));
    return service;
  }
}

const MEMORY = '256m';
const MAX_HEADERS = '32k';
const MAX_CONNECTIONS = 1024;
const HEALTH_PATH = '/healthz';

/** What holds for all sites. */
function settingsOf(props: ReverseProxyProps): ProxySettings {
  const { behind, rateLimit } = props;
  return {
    maxBody: props.maxBody ?? '10m',
    maxHeaders: props.maxHeaders ?? MAX_HEADERS,
    maxConnections: props.maxConnections ?? MAX_CONNECTIONS,
    ...(rateLimit && { rateLimit: wholeRate(rateLimit) }),
    healthPath: isPlainPath(props.healthPath) ? props.healthPath : HEALTH_PATH,
    headersWithUnderscore: props.headersWithUnderscore ?? 'drop',
    trusted: listOf(behind?.trusted),
    trustedHeaders: listOf(behind?.headers).map((name) => name.toLowerCase()),
  };
}

/** What is wrong with the properties; the types are the compiler's only. */
function problemsOf(props: ReverseProxyProps): DiagnosticProps[] {
  const { maxHeaders = MAX_HEADERS, maxConnections = MAX_CONNECTIONS, bufferSize = '128m', memory = MEMORY } = props;
  const { healthPath = HEALTH_PATH, headersWithUnderscore = 'drop' } = props;
  const room = bytesIn(bufferSize);
  const whole = bytesIn(memory);
  const fills = room !== undefined && whole !== undefined && room * 2 > whole;
  return [
    ...passageProblems(props),
    ...trustProblems(props.behind),
    ...((bytesIn(maxHeaders) ?? 0) >= 1024 ? [] : [sizeInvalid('The size of headers', maxHeaders)]),
    ...(Number.isInteger(maxConnections) && maxConnections > 0
      ? []
      : [numberInvalid('The limit of connections', maxConnections, 'Use a whole number above 0.')]),
    ...(room === undefined || room === 0 ? [sizeInvalid('The size of the buffer', bufferSize)] : []),
    ...(fills
      ? [
          bufferInvalid(
            `The proxy keeps up to ${bufferSize} of bodies in ${memory} of memory, which leaves less than half for itself.`,
          ),
        ]
      : []),
    ...(isPlainPath(healthPath) ? [] : [healthPathInvalid(healthPath)]),
    ...(['drop', 'pass'].includes(headersWithUnderscore)
      ? []
      : [choiceInvalid('headersWithUnderscore', headersWithUnderscore, ['drop', 'pass'])]),
  ];
}

function isPlainPath(path: string | undefined): path is string {
  return path !== undefined && /^(\/[\w.-]+)+$/.test(path);
}

/** What is wrong with whom the proxy believes. */
function trustProblems(behind: TlsTerminator | undefined): DiagnosticProps[] {
  if (behind === undefined) return [];
  const { trusted, headers } = behind;
  const names = listOf(headers).map((name) => String(name).toLowerCase());
  const free = names.filter((name) => !claims.includes(name)).map(headerNotHeldBack);
  if (!Array.isArray(trusted) || trusted.length === 0) return [trustedEmpty(), ...free];
  return [
    ...trusted.filter((address) => !isNetwork(address)).map((address) => addressInvalid(String(address))),
    ...free,
  ];
}

function listOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
}

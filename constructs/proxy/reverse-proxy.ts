/**
 * @module
 */

import { Construct } from 'constructs';
import {
  Artifact,
  admit,
  Config,
  type Element,
  intend,
  known,
  type Names,
  Network,
  type Problem,
  remember,
  report,
  Service,
  Stack,
} from '../../lib/core';
import { addressInvalid, isNetwork, sizeInvalid } from '../checked';
import type { DataVolume } from '../storage';
import { hardened, type Limits, type Publish, probe, published } from '../workload';
import { hostInvalid, hostTaken, trustedEmpty } from './errors';
import { Host, type HostAddress, type Upstream } from './host';
import { nginx } from './nginx';
import type { Site } from './route';
import type { ProxyServer } from './server';

export interface ReverseProxyProps extends Limits {
  /** Where visitors reach it. @default `127.0.0.1:8080` in development, port 80 of every address in production */
  readonly publish?: Publish;
  /**
   * What ends TLS in front of it, such as a load balancer: visitors then use `https`, and their addresses are taken from
   * its `X-Forwarded-For`. @default nothing: visitors reach it directly, over HTTP
   */
  readonly behind?: TlsTerminator;
  /** Largest request body that it takes, as nginx writes it. @default '10m' */
  readonly maxBody?: string;
  /** @default '128m' */
  readonly memory?: string;
}

/** Something in front of a proxy that ends TLS. */
export interface TlsTerminator {
  /** Addresses or networks that it connects from, such as `10.0.0.0/8`: nobody else is believed. */
  readonly trusted: readonly string[];
}

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const PROPERTIES: Names<ReverseProxyProps> = {
  publish: true,
  behind: true,
  maxBody: true,
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
  private readonly hosts = new Map<string, Host>();
  private readonly folders = new Map<DataVolume, string>();
  private readonly upstreams = new Set<Element>();
  private readonly publish: Publish;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ReverseProxyProps = {},
  ) {
    super(scope, admit(scope, id));
    remember(this);
    known(this, 'ReverseProxy', props, PROPERTIES);
    const { isDevelopment } = Stack.of(this).environment;
    this.publish = props.publish ?? (isDevelopment ? { port: 8080 } : { port: 80, address: '0.0.0.0' });
    const maxBody = props.maxBody ?? '10m';
    if (!/^\d+[kmg]?$/i.test(maxBody)) report(this, sizeInvalid('The largest body', maxBody));
    for (const problem of trustProblems(props.behind)) report(this, problem);
    const trusted = Array.isArray(props.behind?.trusted) ? props.behind.trusted : [];
    this.service = this.serve(props);

    const { server } = this;
    const file = new Artifact(this, 'file', {
      file: `${this.service.name}/${server.file}`,
      render: () => server.configuration(this.sites(), { trusted, maxBody }),
    });
    this.service.readConfig(new Config(this, server.name, { file }), { at: server.configPath });
  }

  /** The program behind it. @internal */
  get server(): ProxyServer {
    return nginx;
  }

  /** Begins to answer under a host name; add routes to what it returns. */
  host(name: string): Host {
    const key = name.toLowerCase();
    const known = this.hosts.get(key);
    if (known) report(this, hostTaken(name));
    const host = known ?? new Host(this, key, this.addressOf(key));
    if (HOST.test(name)) this.hosts.set(key, host);
    else report(this, hostInvalid(name));
    return host;
  }

  /** Joins an upstream's network. It need not be healthy: one app that is not must not keep every host down. @internal */
  reach(upstream: Upstream): void {
    const { service, network } = upstream.connection();
    this.service.join(network);
    this.service.startAfter(service, 'service_started');
    if (this.upstreams.has(service)) return;
    this.upstreams.add(service);
    const [from, to] = [this.service.name, service.name];
    intend(this, { kind: 'connection', from, to, network: network.name, variables: [] });
  }

  /** Mounts a volume read-only. @returns the folder in the container. @internal */
  read(volume: DataVolume): string {
    const folder = this.folders.get(volume) ?? `/srv/${volume.volume.name}`;
    if (!this.folders.has(volume)) this.service.mount(volume.volume, { at: folder, readOnly: true });
    this.folders.set(volume, folder);
    return folder;
  }

  private sites(): Site[] {
    return [...this.hosts.values()].map((host) => host.model());
  }

  /** How visitors reach a host: what ends TLS in front of the proxy listens where browsers expect it. */
  private addressOf(host: string): HostAddress {
    if (this.props.behind) return { scheme: 'https', authority: host };
    const { port } = this.publish;
    return { scheme: 'http', authority: port === 80 ? host : `${host}:${port}` };
  }

  private serve(props: ReverseProxyProps): Service {
    const { facts, port, probe: question, stopSignal } = this.server;
    const { user, reference, scratch } = facts;
    const service = new Service(this, 'Default', {
      image: reference,
      user: `${user.uid}:${user.gid}`,
      ports: published(this, this.publish, port),
      healthcheck: probe(question),
      stop_signal: stopSignal,
      ...hardened(this, { ...props, memory: props.memory ?? '128m', tmpfs: scratch }),
    });
    service.join(new Network(this, 'public'));
    return service;
  }
}

/** What is wrong with the addresses that are believed; the type is the compiler's only. */
function trustProblems(behind: TlsTerminator | undefined): Problem[] {
  if (behind === undefined) return [];
  const { trusted } = behind;
  if (!Array.isArray(trusted) || trusted.length === 0) return [trustedEmpty()];
  return trusted.filter((address) => !isNetwork(address)).map((address) => addressInvalid(String(address)));
}

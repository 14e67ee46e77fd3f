/**
 * @module
 */
import { Construct } from 'constructs';
import { Artifact, admit, Config, Network, remember, report, Service, Stack } from '../lib/core';
import { nginxFacts } from '../lib/images';
import type { DataVolume } from './data-volume';
import { hostInvalid, hostTaken, sizeInvalid } from './errors';
import { hardened, type Limits } from './hardening';
import { probe } from './health-check';
import { Host, type Upstream } from './host';
import { configuration, HEALTH_URL, PORT } from './nginx/base';
import { proxyServers } from './nginx/proxy';
import { type Publish, published } from './publish';

export interface ReverseProxyProps extends Limits {
  /** Where visitors reach it. @default `127.0.0.1:8080` in development, port 80 of every address in production */
  readonly publish?: Publish;
  /** Largest request body that it takes, as nginx writes it. @default '10m' */
  readonly maxBody?: string;
  /** @default '128m' */
  readonly memory?: string;
}

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

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
  private readonly publish: Publish;

  constructor(scope: Construct, id: string, props: ReverseProxyProps = {}) {
    super(scope, admit(scope, id));
    remember(this);
    const { isDevelopment } = Stack.of(this).environment;
    this.publish = props.publish ?? (isDevelopment ? { port: 8080 } : { port: 80, address: '0.0.0.0' });
    const maxBody = props.maxBody ?? '10m';
    if (!/^\d+[kmg]?$/i.test(maxBody)) report(this, sizeInvalid('The largest body', maxBody));
    this.service = this.serve(props);

    const file = new Artifact(this, 'file', {
      file: `${this.service.name}/nginx.conf`,
      render: () => configuration(proxyServers([...this.hosts.values()].map((host) => host.model())), { maxBody }),
    });
    this.service.readConfig(new Config(this, 'nginx', { file }), { at: nginxFacts.configPath });
  }

  /** Begins to answer under a host name; add routes to what it returns. */
  host(name: string): Host {
    const key = name.toLowerCase();
    const known = this.hosts.get(key);
    if (known) report(this, hostTaken(name));
    const host = known ?? new Host(this, key, this.publish.port === 80 ? key : `${key}:${this.publish.port}`);
    if (HOST.test(name)) this.hosts.set(key, host);
    else report(this, hostInvalid(name));
    return host;
  }

  /** Joins an upstream's network and starts after it. @internal */
  reach(upstream: Upstream): void {
    const { service, network, healthy } = upstream.connection();
    this.service.join(network);
    this.service.startAfter(service, healthy ? 'service_healthy' : 'service_started');
  }

  /** Mounts a volume read-only. @returns the folder in the container. @internal */
  read(volume: DataVolume): string {
    const folder = this.folders.get(volume) ?? `/srv/${volume.volume.name}`;
    if (!this.folders.has(volume)) this.service.mount(volume.volume, { at: folder, readOnly: true });
    this.folders.set(volume, folder);
    return folder;
  }

  private serve(props: ReverseProxyProps): Service {
    const { user, reference, scratch } = nginxFacts;
    const outside = new Network(this, 'public');
    const service = new Service(this, 'Default', {
      image: reference,
      user: `${user.uid}:${user.gid}`,
      depends_on: {},
      networks: {},
      ports: published(this, this.publish, PORT),
      volumes: [],
      configs: [],
      healthcheck: probe(nginxFacts.probe(HEALTH_URL)),
      // SIGQUIT lets nginx finish the requests that it has, https://nginx.org/en/docs/control.html
      stop_signal: 'SIGQUIT',
      ...hardened(this, { ...props, memory: props.memory ?? '128m', scratch }),
    });
    service.join(outside);
    return service;
  }
}

/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  Artifact,
  ComposeConstruct,
  Config,
  type Element,
  inspected,
  intend,
  meetingOf,
  Network,
  Service,
  type ServiceProps,
  Stack,
  string,
  takes,
} from '../../lib/core';
import { bytesIn } from '../checked';
import type { DataVolume } from '../storage';
import { addressPort, hardening, type PublishedPort, probe, published } from '../workload';
import { hostInvalid, hostTaken } from './errors';
import { type HostAddress, ProxyHost, type RouteDefaults, type Upstream } from './host';
import { nginx } from './nginx';
import { BUFFER_SIZE, MEMORY, PROPERTIES, problemsOf, type ReverseProxyProps, settingsOf } from './props';
import type { Site } from './route';
import type { ProxyServer } from './server';
import { addressOf } from './tls';

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
export class ReverseProxy extends ComposeConstruct {
  /** The Compose element that runs nginx. */
  readonly service: Service;
  /** The default limits of its routes. @internal */
  readonly defaults: RouteDefaults;
  readonly #hosts = new Map<string, ProxyHost>();
  readonly #folders = new Map<DataVolume, string>();
  readonly #upstreams = new Set<Element>();
  readonly #publish: PublishedPort;
  readonly #props: ReverseProxyProps;

  constructor(scope: Construct, id: string, props: ReverseProxyProps = {}) {
    super(scope, id, props);
    const sound = inspected(this, 'ReverseProxy', props, PROPERTIES, {});
    this.#props = sound;
    const { isDevelopment } = Stack.of(this).environment;
    this.#publish = sound.publish ?? (isDevelopment ? { port: 8080 } : { port: 80, address: 'all' });
    const { bufferSize = BUFFER_SIZE } = sound;
    this.defaults = { passage: sound, bufferSize, room: bytesIn(bufferSize) ?? 0 };
    for (const problem of problemsOf(sound)) this.report(problem);
    this.service = this.#serve(sound);

    const { server } = this;
    const file = new Artifact(this, 'file', {
      file: `${this.service.name}/${server.file}`,
      render: () => server.configuration(this.#sites(), settingsOf(sound, this.#isAlone())),
    });
    this.service.readConfig(new Config(this, server.name, { file }), { at: server.configPath });
    this.service.whenLowered(() => this.#asOwnerOfFiles());
  }

  /**
   * Where the apps behind it reach it from inside of the stack. They name one of its hosts in the header `Host`. With
   * `isolation: 'pair'` it answers no app.
   *
   * @example
   * ```ts
   * const proxy = new ReverseProxy(this, 'proxy');
   * const shop = proxy.host(this.environment.domain);
   * web.service.setEnvironment('SHOP_URL', proxy.internalUrl); // http://proxy:8080
   * web.service.setEnvironment('SHOP_HOST', shop.name);
   * ```
   */
  get internalUrl(): string {
    return `http://${this.service.name}:${this.server.port}`;
  }

  /** The program behind it. @internal */
  get server(): ProxyServer {
    return nginx;
  }

  /**
   * Begins to answer under a host name; add routes to what it returns.
   *
   * @param name the host name, such as `shop.example`
   */
  host(name: string): ProxyHost {
    const isText = takes(this, 'host', 'name', name, string);
    const key = isText ? name.toLowerCase() : 'none.invalid';
    const known = this.#hosts.get(key);
    if (known) this.report(hostTaken(name));
    const host = known ?? new ProxyHost(this, key, this.#addressOf(key));
    if (HOST.test(key) && isText) this.#hosts.set(key, host);
    else if (isText) this.report(hostInvalid(name));
    return host;
  }

  /** Joins an upstream's network. It need not be healthy: one app that is not must not keep every host down. @internal */
  reach(upstream: Upstream): void {
    const connection = upstream.connection();
    const { service } = connection;
    const network = meetingOf(connection, this.service.name);
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

  /** It runs as the user who owns the served files, if there is one: apps often give files private modes. */
  #asOwnerOfFiles(): Pick<ServiceProps, 'user'> {
    const owners = [...this.#folders.keys()].map(({ owner }) => owner);
    const [first] = owners;
    const isOne = first !== undefined && first.uid !== 0 && owners.every((owner) => owner?.uid === first.uid);
    return isOne ? { user: `${first.uid}:${first.gid}` } : {};
  }

  get #isPaired(): boolean {
    return Stack.of(this).isolation === 'pair';
  }

  /** Whether it meets only visitors and its upstreams, one by one. An author lets others in by a further network. */
  #isAlone(): boolean {
    const isMeeting = ({ node: { scope } }: Network): boolean => scope instanceof Network;
    return this.#isPaired && this.service.networks.every((one) => one.node.scope === this || isMeeting(one));
  }

  #addressOf(host: string): HostAddress {
    const { port } = this.#publish;
    const address = addressOf(host, this.#props.tls, addressPort(this, port));
    // behind TLS visitors do not see it
    return typeof port === 'number' || this.#props.tls ? address : { ...address, asksPort: true };
  }

  #sites(): Site[] {
    return [...this.#hosts.values()].map((host) => host.model());
  }

  #serve(props: ReverseProxyProps): Service {
    const { facts, port, probe: question, stopSignal, bufferFolder } = this.server;
    const { user, reference, tmpfs } = facts;
    const { bufferSize } = this.defaults;
    const command = this.server.start?.(settingsOf(props, this.#isPaired));
    const service = new Service(this, 'Default', {
      image: reference,
      ...(command && { command: [...command] }),
      user: `${user.uid}:${user.gid}`,
      ports: published(this, this.#publish, port),
      healthcheck: probe(question),
      stop_signal: stopSignal,
      ...hardening(this, {
        ...props,
        memory: props.memory ?? MEMORY,
        tmpfs: tmpfs.map((folder) => (folder === bufferFolder ? `${folder}:size=${bufferSize}` : folder)),
      }),
    });
    service.join(new Network(this, 'public', props.ipv6 ? { enable_ipv6: true } : {}));
    return service;
  }
}

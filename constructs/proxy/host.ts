/**
 * @module
 */
import type { IConstruct } from 'constructs';
import {
  accepts,
  intend,
  isProvider,
  known,
  type Provider,
  type RouteAnswer,
  report,
  type Service,
} from '../../lib/core';
import type { DataVolume } from '../storage';
import { filesRouteInvalid, routeInvalid, routeTaken } from './errors';
import type { Route, Site } from './route';
import type { ProxyServer } from './server';

/** Something that answers HTTP requests. */
export interface Upstream extends Provider {
  /** Port that it listens to. */
  readonly port: number;
}

export interface ForwardOptions {
  /** Whether the upstream sees the path without the route's own part. @default false */
  readonly stripPrefix?: boolean;
}

/** How visitors reach a host: what stands before and after `://`. */
export type HostAddress = Pick<Site, 'scheme' | 'authority'>;

/** The proxy that a host belongs to, as far as its routes need it. */
export interface HostOwner extends IConstruct {
  /** The Compose element that visitors talk to. */
  readonly service: Service;
  /** The program that answers. */
  readonly server: ProxyServer;
  /** Makes an upstream reachable for the proxy. */
  reach(upstream: Upstream): void;
  /** Mounts a volume read-only. @returns the folder in the container */
  read(volume: DataVolume): string;
}

/** One host name of a reverse proxy, and its routes. */
export class Host {
  /** What visitors write: scheme, name and port. */
  readonly url: string;
  private readonly routes: Route[] = [];

  /** @internal Use `proxy.host(name)`. */
  constructor(
    private readonly proxy: HostOwner,
    readonly name: string,
    private readonly address: HostAddress,
  ) {
    this.url = `${address.scheme}://${address.authority}`;
  }

  /**
   * Lets a service answer.
   *
   * @param path everything below it if it ends with `/`, else that path alone
   */
  forward(path: string, upstream: Upstream, options: ForwardOptions = {}): this {
    if (!accepts(this.proxy, 'forward', 'a construct that answers HTTP', upstream, isUpstream)) return this;
    known(this.proxy, 'forward', options, { stripPrefix: true });
    this.proxy.reach(upstream);
    const { port } = upstream;
    const { name: service } = upstream.connection().service;
    const stripPrefix = options.stripPrefix ?? false;
    return this.add(
      { kind: 'forward', path, upstream: service, port, stripPrefix },
      { by: 'service', service, port, stripPrefix },
    );
  }

  /**
   * Answers with the files of a volume, which the proxy can read and not change.
   *
   * @param path everything below it; ends with `/`
   */
  files(path: string, volume: DataVolume): this {
    if (!accepts(this.proxy, 'files', 'a DataVolume', volume, (candidate) => 'volume' in candidate)) return this;
    if (!String(path).endsWith('/')) {
      report(this.proxy, filesRouteInvalid(path));
      return this;
    }
    const folder = this.proxy.read(volume);
    return this.add({ kind: 'files', path, folder }, { by: 'volume', volume: volume.volume.name, folder });
  }

  private add(route: Route, answer: RouteAnswer): this {
    const { path } = route;
    if (typeof path !== 'string' || !/^\/[^?#%\0-\x1f\x7f]*$/.test(path) || !this.proxy.server.canMatch(path))
      report(this.proxy, routeInvalid(String(path)));
    else if (this.routes.some((other) => other.path === path)) report(this.proxy, routeTaken(this.name, path));
    else {
      this.routes.push(route);
      const { name: proxy } = this.proxy.service;
      intend(this.proxy, { kind: 'route', proxy, host: this.name, path, url: this.url + encoded(path), answer });
    }
    return this;
  }

  /** @internal */
  model(): Site {
    return { name: this.name, ...this.address, routes: this.routes };
  }
}

/** A path as browsers send it. */
function encoded(path: string): string {
  // half a character, which `encodeURI` refuses
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function isUpstream(candidate: IConstruct): boolean {
  return isProvider(candidate) && 'port' in candidate;
}

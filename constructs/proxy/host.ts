/**
 * @module
 */
import type { IConstruct } from 'constructs';
import {
  accepts,
  boolean,
  type Forms,
  inspected,
  intend,
  isProvider,
  named,
  type Provider,
  type RouteAnswer,
  report,
  type Service,
  string,
  strings,
  takes,
} from '../../lib/core';
import { quoted } from '../../lib/words';
import { bytesIn, secondsOf } from '../checked';
import type { DataVolume } from '../storage';
import { CORS, type Cors, corsProblems } from '../web-server';
import { claims } from './claims';
import {
  bufferInvalid,
  fastCgiBody,
  fastCgiForwarded,
  fastCgiNotSpoken,
  filesRouteInvalid,
  headerNotHeldBack,
  redirectInvalid,
  routeInvalid,
  routeTaken,
} from './errors';
import { fastCgiOf, isApp, siteOf } from './fastcgi/apps';
import { FASTCGI, type FastCgiOptions, scriptsOf } from './fastcgi/options';
import type { FastCgiApp } from './fastcgi/site';
import { durationProblems, overflows, PASSAGE, type PassageProps, passageOf, passageProblems } from './passage';
import type { Passage, Route, Site } from './route';
import type { ProxyServer } from './server';

/** Something that answers HTTP requests. */
export interface Upstream extends Provider {
  /** Port that it listens to. */
  readonly port: number;
}

/** How a proxy forwards the requests of a route to a service, for `host.forward`. */
export interface ForwardOptions extends PassageProps {
  /** Whether the upstream sees the path without the route's own part. @default false */
  readonly stripPrefix?: boolean;
  /**
   * Which pages of other hosts may use the answers. The upstream's own headers for this purpose are dropped. @default
   * none
   */
  readonly cors?: Cors;
  /**
   * Headers that visitors may set although applications believe them, such as `X-HTTP-Method-Override`. @default none
   */
  readonly passHeaders?: readonly string[];
}

/** How a proxy answers with the files of a volume, for `host.files`. */
export interface FilesOptions {
  /**
   * Whether the files are the team's own and no visitor's: then their pages and scripts may run. @default false
   */
  readonly trusted?: boolean;
  /** How long browsers may keep a file without asking again, such as `1h` or `1y`. @default browsers decide */
  readonly cache?: string;
  /** Which pages of other hosts may use the files. @default none */
  readonly cors?: Cors;
}

/** How a proxy sends visitors to another host, for `host.redirect`. */
export interface RedirectOptions {
  /** Whether browsers and search engines may remember it: 308, else 307. @default true */
  readonly permanent?: boolean;
}

/** How visitors reach a host: what stands before and after `://`. */
export type HostAddress = Pick<Site, 'scheme' | 'authority' | 'asksPort'>;

/** The settings of a proxy for all of its routes. */
export interface RouteDefaults {
  readonly passage: PassageProps;
  /** The room that it has for bodies, as its author wrote it. */
  readonly bufferSize: string;
  /** The same in bytes. */
  readonly room: number;
}

/** The proxy that a host belongs to, as far as its routes need it. */
export interface HostOwner extends IConstruct {
  /** The Compose element that visitors talk to. */
  readonly service: Service;
  /** The program that answers. */
  readonly server: ProxyServer;
  /** The default passage of its routes. */
  readonly defaults: RouteDefaults;
  /** Makes an upstream reachable for the proxy. */
  reach(upstream: Upstream): void;
  /** Mounts a volume read-only. @returns the folder in the container */
  read(volume: DataVolume): string;
}

const FORWARD: Forms<ForwardOptions> = { ...PASSAGE, stripPrefix: boolean, cors: CORS, passHeaders: strings };
const FILES: Forms<FilesOptions> = { trusted: boolean, cache: named('a duration, such as "1h"', string), cors: CORS };

/** Scheme, host and port, and nothing behind them. */
const ORIGIN = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i;

/** One host name of a reverse proxy, and its routes. */
export class ProxyHost {
  /** The address that visitors type: scheme, name and port; of a port that is a Variable, its default. */
  readonly url: string;
  readonly #routes: Route[] = [];
  readonly #proxy: HostOwner;
  readonly #address: HostAddress;

  /** @internal Use `proxy.host(name)`. */
  constructor(
    proxy: HostOwner,
    /** Its name, in lower case. */
    readonly name: string,
    address: HostAddress,
  ) {
    this.#address = address;
    this.#proxy = proxy;
    this.url = `${address.scheme}://${address.authority}`;
  }

  /**
   * Lets a service answer.
   *
   * @param path everything below it if it ends with `/`, else that path alone
   */
  forward(path: string, upstream: Upstream, options: ForwardOptions = {}): this {
    if (!takes(this.#proxy, 'forward', 'path', path, string)) return this;
    if (!accepts(this.#proxy, 'forward', 'a construct that answers HTTP', upstream, isUpstream)) return this;
    if (fastCgiOf(upstream)) {
      report(this.#proxy, fastCgiForwarded(upstream.node.path));
      return this;
    }
    const chosen = inspected(this.#proxy, 'forward', options, FORWARD, {});
    this.#proxy.reach(upstream);
    const { port } = upstream;
    const { name: service } = upstream.connection().service;
    const { stripPrefix = false } = chosen;
    const route = {
      kind: 'forward',
      path,
      upstream: service,
      port,
      stripPrefix,
      ...this.#passage(path, chosen),
      passHeaders: this.#passed(chosen.passHeaders ?? []),
      ...this.#cors(chosen.cors),
    } as const;
    return this.#add(route, { by: 'service', service, port, stripPrefix });
  }

  /**
   * Lets an app answer that speaks FastCGI. A web server has the public files of its image, and asks it for scripts. It
   * runs nothing that visitors uploaded, whatever the name is; `files` serves those.
   *
   * @param path everything below it if it ends with `/`, else that path alone
   * @example
   * ```ts
   * const php = new WebApp(this, 'php', { image: Image.php({ source: './app' }), port: 9000 });
   * proxy.host('shop.example').fastcgi('/', php, { root: '/app/public', index: 'index.php' });
   * ```
   */
  fastcgi(path: string, app: FastCgiApp, options: FastCgiOptions = {}): this {
    const proxy = this.#proxy;
    if (!takes(proxy, 'fastcgi', 'path', path, string)) return this;
    if (!accepts(proxy, 'fastcgi', 'a WebApp that speaks FastCGI', app, isApp)) return this;
    const fastcgi = fastCgiOf(app);
    if (!fastcgi) {
      report(proxy, fastCgiNotSpoken(app.node.path));
      return this;
    }
    const chosen = inspected(proxy, 'fastcgi', options, FASTCGI, {});
    const { root: _, index: __, fallback: ___, ...forwarded } = chosen;
    const { scripts, problems } = scriptsOf(chosen);
    for (const problem of problems) report(proxy, problem);
    const { maxBody } = { maxBody: fastcgi.maxBody, ...proxy.defaults.passage, ...chosen };
    if ((bytesIn(maxBody) ?? 0) > (bytesIn(fastcgi.maxBody) ?? Number.POSITIVE_INFINITY)) {
      report(proxy, fastCgiBody(path, maxBody, fastcgi.maxBody));
    }
    return this.forward(path, siteOf(app, fastcgi, scripts), { ...forwarded, maxBody });
  }

  /**
   * Answers with the files of a volume, which the proxy can read and not change.
   *
   * @param path everything below it; ends with `/`
   */
  files(path: string, volume: DataVolume, options: FilesOptions = {}): this {
    if (!takes(this.#proxy, 'files', 'path', path, string)) return this;
    if (!accepts(this.#proxy, 'files', 'a DataVolume', volume, (candidate) => 'volume' in candidate)) return this;
    if (!path.endsWith('/')) {
      report(this.#proxy, filesRouteInvalid(path));
      return this;
    }
    const chosen = inspected(this.#proxy, 'files', options, FILES, {});
    const { trusted = false, cache } = chosen;
    for (const problem of durationProblems('The time to keep files', cache)) report(this.#proxy, problem);
    const seconds = secondsOf(cache);
    const folder = this.#proxy.read(volume);
    const cors = this.#cors(chosen.cors);
    return this.#add(
      { kind: 'files', path, folder, trusted, ...(seconds !== undefined && { cache: seconds }), ...cors },
      { by: 'volume', volume: volume.volume.name, folder },
    );
  }

  /**
   * Sends visitors to the same path and query of another host; they repeat the method and the body.
   *
   * @param to another host, or its address such as `https://shop.example`
   * @example
   * ```ts
   * const site = proxy.host('shop.example');
   * proxy.host('www.shop.example').redirect(site);
   * ```
   */
  redirect(to: ProxyHost | string, options: RedirectOptions = {}): this {
    const chosen = inspected(this.#proxy, 'redirect', options, { permanent: boolean }, {});
    // a program without types passes anything
    const url = to instanceof ProxyHost ? to.url : to;
    if (typeof url !== 'string' || !ORIGIN.test(url) || url === this.url) {
      report(this.#proxy, redirectInvalid(url));
      return this;
    }
    const permanent = chosen.permanent ?? true;
    return this.#add({ kind: 'redirect', path: '/', to: url, permanent }, { by: 'redirect', to: url, permanent });
  }

  #passage(path: string, own: PassageProps): Passage {
    const { passage, room, bufferSize } = this.#proxy.defaults;
    for (const problem of passageProblems(own)) report(this.#proxy, problem);
    const found = passageOf(own, passage, room);
    if (overflows(found, room)) {
      report(
        this.#proxy,
        bufferInvalid(
          `The route ${quoted(path)} receives bodies of up to ${found.maxBody} whole, and the proxy has room for ${bufferSize}.`,
        ),
      );
    }
    return found;
  }

  #cors(cors: Cors | undefined): { readonly cors?: Cors } {
    const problems = corsProblems(cors);
    for (const problem of problems) report(this.#proxy, problem);
    return cors && problems.length === 0 ? { cors } : {};
  }

  /** Headers that visitors may set, in lower case. */
  #passed(names: readonly string[]): string[] {
    const lower = names.map((name) => name.toLowerCase());
    for (const name of lower) if (!claims.includes(name)) report(this.#proxy, headerNotHeldBack(name));
    return lower.filter((name) => claims.includes(name));
  }

  #add(route: Route, answer: RouteAnswer): this {
    const { path } = route;
    if (!/^\/[^?#%\0-\x1f\x7f]*$/.test(path) || !this.#proxy.server.canMatch(path))
      report(this.#proxy, routeInvalid(path));
    else if (this.#routes.some((other) => other.path === path)) report(this.#proxy, routeTaken(this.name, path));
    else {
      this.#routes.push(route);
      const { name: proxy } = this.#proxy.service;
      intend(this.#proxy, { kind: 'route', proxy, host: this.name, path, url: this.url + encoded(path), answer });
    }
    return this;
  }

  /** @internal */
  model(): Site {
    return { name: this.name, ...this.#address, routes: this.#routes };
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

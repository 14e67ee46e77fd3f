/**
 * Routes as every proxy understands them: no word of nginx, HAProxy or any other program is in here.
 *
 * @module
 */
import type { Cors } from '../web-server';

/** One host name, and what answers under it. */
export interface Site {
  /** Host name in lower case. */
  readonly name: string;
  /** Scheme that visitors use. */
  readonly scheme: 'http' | 'https';
  /** Name and port as visitors write them, such as `localhost:8080`. */
  readonly authority: string;
  /** Whether only visitors know the port: it is a variable of the deploying host. @default false */
  readonly asksPort?: boolean;
  readonly routes: readonly Route[];
}

/** Requests for a path, and what answers them. */
export type Route = ForwardRoute | FilesRoute | RedirectRoute;

interface Matched {
  /** Everything below it if it ends with `/`, else that path alone; decoded. */
  readonly path: string;
}

/** A service answers. */
export interface ForwardRoute extends Matched, Passage {
  readonly kind: 'forward';
  /** Name of the service. */
  readonly upstream: string;
  /** Port that the service listens to. */
  readonly port: number;
  /** Whether the service sees the path without the route's own part. */
  readonly stripPrefix: boolean;
  /** Headers that visitors may set although applications believe them, in lower case. */
  readonly passHeaders: readonly string[];
  /** Pages of other hosts that may use the answers. */
  readonly cors?: Cors;
}

/** The limits of a route. */
export interface Passage {
  /** Largest request body, such as `10m`. */
  readonly maxBody: string;
  /** Seconds that the service may be silent while it answers. */
  readonly timeout: number;
  /** Seconds that a WebSocket or a stream of events may be silent. */
  readonly idleTimeout: number;
  /** The messages that the proxy receives whole before it passes them on. */
  readonly buffer: Buffering;
  /** How often one visitor may ask for this route, counted for the route alone. */
  readonly rateLimit?: Required<RateLimit>;
}

/** Bodies that a proxy receives whole before it passes them on. */
export type Buffering = 'request' | 'response' | 'both' | 'none';

/** How often one address may ask. */
export interface RateLimit {
  /** Requests in the time that `per` says. */
  readonly requests: number;
  /** The time that `requests` is about. @default 'second' */
  readonly per?: 'second' | 'minute';
  /** Requests that may come at once, beyond the rate. @default as many as `requests` */
  readonly burst?: number;
}

/** The proxy answers with files. */
export interface FilesRoute extends Matched {
  readonly kind: 'files';
  /** Folder in the proxy's container. */
  readonly folder: string;
  /** Whether the files are the team's own, so that pages and scripts among them may run. */
  readonly trusted: boolean;
  /** Seconds that browsers may keep a file without asking again. */
  readonly cache?: number;
  /** Pages of other hosts that may use the files. */
  readonly cors?: Cors;
}

/** Visitors are sent to the same path of another site. */
export interface RedirectRoute extends Matched {
  readonly kind: 'redirect';
  /** Scheme, name and port of the other site, such as `https://shop.example`. */
  readonly to: string;
  /** Whether browsers and search engines may remember it. */
  readonly permanent: boolean;
}

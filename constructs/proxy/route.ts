/**
 * Routes as every proxy understands them: no word of nginx, HAProxy or any other program is in here.
 *
 * @module
 */

/** One host name, and what answers under it. */
export interface Site {
  /** Host name in lower case. */
  readonly name: string;
  /** Scheme that visitors use. */
  readonly scheme: 'http' | 'https';
  /** Name and port as visitors write them, such as `localhost:8080`. */
  readonly authority: string;
  readonly routes: readonly Route[];
}

/** Requests for a path, and what answers them. */
export type Route = ForwardRoute | FilesRoute;

interface Matched {
  /** Everything below it if it ends with `/`, else that path alone; decoded. */
  readonly path: string;
}

/** A service answers. */
export interface ForwardRoute extends Matched {
  readonly kind: 'forward';
  /** Name of the service. */
  readonly upstream: string;
  /** Port that the service listens to. */
  readonly port: number;
  /** Whether the service sees the path without the route's own part. */
  readonly stripPrefix: boolean;
}

/** The proxy answers with files. */
export interface FilesRoute extends Matched {
  readonly kind: 'files';
  /** Folder in the proxy's container. */
  readonly folder: string;
}

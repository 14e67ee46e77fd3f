/**
 * A program that can stand behind `ReverseProxy`.
 *
 * @module
 */
import type { ImageFacts } from '../../lib/images';
import type { RateLimit, Site } from './route';

/** A proxy program: its image, and how it says routes. */
export interface ProxyServer {
  /** Name of the program, which its configuration is named after: `nginx`. */
  readonly name: string;
  readonly facts: ImageFacts;
  /** Port that it listens to in the container. */
  readonly port: number;
  /** Name of its configuration file, such as `nginx.conf`. */
  readonly file: string;
  /** Where the image reads the configuration from. */
  readonly configPath: string;
  /** A command that ends with status 0 while the program answers. */
  readonly probe: readonly string[];
  /** The signal that lets it finish the requests that it has. */
  readonly stopSignal: string;
  /** Folder in memory where it keeps bodies that are on their way. */
  readonly bufferFolder: string;
  /** A command to start it with these settings; undefined for the image's own. */
  start?(settings: ProxySettings): readonly string[] | undefined;
  /** Whether a decoded path that begins with `/` can match a request. */
  canMatch(path: string): boolean;
  /** The whole configuration file. @throws Error if the program would not read it as meant */
  configuration(sites: readonly Site[], settings: ProxySettings): string;
}

/** The settings of all sites of a proxy. */
export interface ProxySettings {
  /** Largest request body, such as `10m`. */
  readonly maxBody: string;
  /** Most bytes of the headers of a request or an answer, such as `32k`. */
  readonly maxHeaders: string;
  /** Whether visitors arrive over IPv6, too, and not translated to IPv4. */
  readonly ipv6: boolean;
  /** Requests of one visitor that may be open at once. */
  readonly maxConnections: number;
  /** How often one visitor may ask. */
  readonly rateLimit?: Required<RateLimit>;
  /** Path where the proxy itself answers requests for none of its hosts, such as `/healthz`. */
  readonly healthPath: string;
  /** How the proxy treats headers with `_` in their names. */
  readonly headersWithUnderscore: 'drop' | 'pass';
  /** Whether containers that the proxy forwards to get no answer from it. */
  readonly refusesInside: boolean;
  /** Addresses and networks whose word about the visitor is believed. */
  readonly trusted: readonly string[];
  /** Headers that applications believe and those addresses set, in lower case. */
  readonly trustedHeaders: readonly string[];
}

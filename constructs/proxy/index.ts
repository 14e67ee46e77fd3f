/**
 * The way in: what visitors talk to.
 *
 * @module
 */
export type { FastCgiOptions } from './fastcgi/options';
export type { FastCgiApp } from './fastcgi/site';
export {
  type FilesOptions,
  type ForwardOptions,
  ProxyHost,
  type RedirectOptions,
  type Upstream,
} from './host';
export type { PassageProps } from './passage';
export type { ReverseProxyProps } from './props';
export { ReverseProxy } from './reverse-proxy';
export type { Buffering, RateLimit } from './route';
export { type TerminatedTls, Tls, type TlsTerminator } from './tls';

/**
 * The way in: what visitors talk to.
 *
 * @module
 */
export {
  type FilesOptions,
  type ForwardOptions,
  ProxyHost,
  type RedirectOptions,
  type Upstream,
} from './host';
export type { PassageProps } from './passage';
export { ReverseProxy, type ReverseProxyProps, type TlsTerminator } from './reverse-proxy';
export type { Buffering, RateLimit } from './route';

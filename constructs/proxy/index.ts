/**
 * The way in: what visitors talk to.
 *
 * @module
 */
export { type ForwardOptions, Host, type Upstream } from './host';
export { ReverseProxy, type ReverseProxyProps, type TlsTerminator } from './reverse-proxy';

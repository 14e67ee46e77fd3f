/**
 * How visitors of a proxy get TLS.
 *
 * @module
 */
export type { TerminatedTls, TlsTerminator } from './terminated';
export { addressOf, frontOf, Tls, tlsProblems } from './tls';

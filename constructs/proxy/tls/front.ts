/**
 * @module
 */
import type { ProxySettings } from '../server';

/** What stands between visitors and a proxy, as far as the proxy believes it. */
export type Front = Pick<ProxySettings, 'trusted' | 'trustedHeaders'>;

/** Visitors reach the proxy itself. */
export const NO_FRONT: Front = { trusted: [], trustedHeaders: [] };

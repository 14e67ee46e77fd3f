/**
 * @module
 */
import type { ProxySettings } from '../server';

/** The trusted servers between visitors and a proxy. */
export type Front = Pick<ProxySettings, 'trusted' | 'trustedHeaders'>;

/** Visitors reach the proxy itself. */
export const NO_FRONT: Front = { trusted: [], trustedHeaders: [] };

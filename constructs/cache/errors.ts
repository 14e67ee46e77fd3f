/**
 * The catalogue of what caches can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';

export const cacheHasNoPassword = (product: string): DiagnosticProps => ({
  id: 'cache-password-unused',
  message: `${product} asks its clients for no password, so nobody would need this one.`,
  remedy: 'Leave `password` out: only clients join the network of the Cache.',
});

export const cacheKeepsNothing = (product: string): DiagnosticProps => ({
  id: 'cache-data-unused',
  message: `${product} keeps everything in memory alone, so it would write nothing into this volume.`,
  remedy: 'Leave `data` out, or use an engine that keeps things, such as Engine.valkey.',
});

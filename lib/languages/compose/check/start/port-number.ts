/**
 * @module
 */

/** The number of a port; nothing for a range, or where only the deploying host knows. */
export function portNumber(port: unknown): number | undefined {
  if (typeof port === 'number') return port;
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : undefined;
}

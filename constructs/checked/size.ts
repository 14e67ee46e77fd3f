/**
 * @module
 */

const BYTES = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 } as const;

/** The bytes of a text such as `512k`, `10m` or `1g`; nothing for anything else. */
export function bytesIn(text: unknown): number | undefined {
  const [, count, unit] = /^(\d{1,12})([kmg]?)$/i.exec(typeof text === 'string' ? text : '') ?? [];
  return count === undefined ? undefined : Number(count) * BYTES[unit?.toLowerCase() as keyof typeof BYTES]; // see the expression
}

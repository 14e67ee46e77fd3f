/**
 * @module
 */

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 } as const;

/** The seconds of a text such as `90s`, `10m`, `2h`, `7d` or `1y`; nothing for anything else. */
export function secondsOf(text: unknown): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,7})([smhdy])$/.exec(typeof text === 'string' ? text : '') ?? [];
  return count === undefined ? undefined : Number(count) * SECONDS[unit as keyof typeof SECONDS]; // see the expression
}

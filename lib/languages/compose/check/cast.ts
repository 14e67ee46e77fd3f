/**
 * Compose's own way from a string to a number or a boolean, where it makes one right after interpolation.
 *
 * @module
 */
import type { Cast } from './shape';

const TRUE = new Set(['true', 'y', 'yes', 'on']);
const FALSE = new Set(['false', 'n', 'no', 'off']);
const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LARGEST = 2n ** 63n - 1n;

/**
 * The value that Compose makes of the string, or undefined where it gives up.
 *
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/interpolate.go
 */
export function castString(string: string, cast: Cast): number | bigint | boolean | undefined {
  switch (cast) {
    case 'integer':
      return castInteger(string);
    case 'float':
      return FLOAT.test(string) && Number.isFinite(Number(string)) ? Number(string) : undefined;
    case 'boolean':
      return castBoolean(string.toLowerCase());
  }
}

function castInteger(string: string): number | bigint | undefined {
  // Twenty characters hold the longest; a longer one would cost more than it is worth to read.
  if (!INTEGER.test(string) || string.replace(/^[+-]?0*/, '').length > 19) return undefined;
  const integer = BigInt(string.replace('+', ''));
  if (integer > LARGEST || integer < -LARGEST - 1n) return undefined;
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

function castBoolean(word: string): boolean | undefined {
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
}

/**
 * Numbers that may be written as strings.
 *
 * @module
 */
import { castString } from '../cast';

/** The integer, or undefined where it is none or a variable hides it. */
export function integerOf(value: unknown): number | undefined {
  const integer = typeof value === 'string' ? castString(value, 'integer') : value;
  return typeof integer === 'number' || typeof integer === 'bigint' ? Number(integer) : undefined;
}

/** The number, or undefined where it is none or a variable hides it. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? castString(value, 'float') : value;
  return typeof number === 'number' || typeof number === 'bigint' ? Number(number) : undefined;
}

/**
 * Sizes, counts and flags that may be written as strings.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-byte-values
 * @see https://github.com/docker/go-units/blob/v0.5.0/size.go
 * @module
 */
import * as errors from './errors';
import { DEFERRED, type Read } from './read';
import { asText } from './texts';

/** Go lets one stand between two digits. */
const UNDERSCORE = /(?<=\d)_(?=\d)/g;
const SUFFIX = /^(?:b|([kmgtp])(?:i?b)?)?$/i;
const NUMBER = /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const SIGNED = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;
const LARGEST = 2 ** 63;

/**
 * A size in bytes. Units are powers of 1024 in any case, with or without `b` or `ib`.
 *
 * @example
 * ```ts
 * readSize('1.5gb'); // { value: 1_610_612_736n }
 * ```
 */
export function readSize(size: unknown): Read<bigint> {
  if (typeof size === 'bigint') return { value: size };
  if (typeof size === 'number') return { value: Number.isSafeInteger(size) ? BigInt(size) : 0n }; // as Compose does
  const text = asText(size);
  if (text === undefined) return errors.notAForm('a size', 'Give a size such as "512m".');
  if (typeof text !== 'string') return DEFERRED;
  const space = text.indexOf(' ');
  const end = space < 0 ? endOfDigits(text) : space;
  const number = text.slice(0, end).replace(UNDERSCORE, '');
  const suffix = SUFFIX.exec(text.slice(space < 0 ? end : end + 1));
  if (suffix === null || !NUMBER.test(number)) return errors.badSize(text);
  const power = 'kmgtp'.indexOf(suffix[1]?.toLowerCase() ?? ' ') + 1;
  const bytes = Number(number) * 1024 ** power;
  return bytes < LARGEST ? { value: BigInt(Math.trunc(bytes)) } : errors.badSize(text);
}

/** A size in the largest unit that gives a whole number: `512m`. */
export function printSize(bytes: bigint): string {
  const units = ['', 'k', 'm', 'g', 't', 'p'];
  let power = 0;
  let count = bytes;
  while (power < units.length - 1 && count !== 0n && count % 1024n === 0n) {
    count /= 1024n;
    power++;
  }
  return `${count}${units[power] ?? ''}`;
}

/** A number such as `cpus`, which may be a string. */
export function readNumber(number: unknown): Read<number> {
  if (typeof number === 'number' || typeof number === 'bigint') return { value: Number(number) };
  const text = asText(number);
  if (text === undefined) return errors.notAForm('a number', 'Give a number such as 0.5.');
  if (typeof text !== 'string') return DEFERRED;
  const digits = text.replace(UNDERSCORE, '');
  if (!SIGNED.test(digits)) return errors.badNumber(text);
  return { value: /[in]/i.test(digits) ? infinite(digits) : Number(digits) };
}

/** An integer such as `replicas`, which may be a string. */
export function readInteger(number: unknown): Read<bigint> {
  if (typeof number === 'bigint') return { value: number };
  if (typeof number === 'number' && Number.isInteger(number)) return { value: BigInt(number) };
  const text = typeof number === 'number' ? String(number) : asText(number);
  if (text === undefined) return errors.notAForm('an integer', 'Give an integer such as 1024.');
  if (typeof text !== 'string') return DEFERRED;
  if (!/^[+-]?\d{1,19}$/.test(text)) return errors.badInteger(text);
  return { value: BigInt(text.replace('+', '')) };
}

/** A flag, which may be a string. */
export function readFlag(flag: unknown): Read<boolean> {
  if (typeof flag === 'boolean') return { value: flag };
  const text = asText(flag);
  if (text === undefined) return errors.notAForm('true or false', 'Give true or false.');
  if (typeof text !== 'string') return DEFERRED;
  if (/^(?:true|y|yes|on)$/i.test(text)) return { value: true };
  return /^(?:false|n|no|off)$/i.test(text) ? { value: false } : errors.badFlag(text);
}

function endOfDigits(text: string): number {
  let end = text.length;
  while (end > 0 && !/[\d.]/.test(text.charAt(end - 1))) end--;
  return end;
}

function infinite(text: string): number {
  if (/nan/i.test(text)) return Number.NaN;
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/**
 * Durations: `1m30s`, `500ms`, `1d12h`.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-durations
 * @see https://github.com/xhit/go-str2duration/blob/v2.1.0/str2duration.go
 * @module
 */
import * as errors from './errors';
import { DEFERRED, type Read } from './read';
import { asText } from './texts';

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5
  μs: 1_000n, // U+03BC
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

const UNITS = ['w', 'd', 'h', 'm', 's', 'ms', 'us', 'ns'] as const;
const LONGEST = 2n ** 63n - 1n;
const TERM = /(\d*)(?:\.(\d*))?([^\d.]+)/y;

/**
 * A duration in nanoseconds.
 *
 * @example
 * ```ts
 * readDuration('1m30s'); // { value: 90_000_000_000n }
 * ```
 */
export function readDuration(duration: unknown): Read<bigint> {
  const text = typeof duration === 'number' ? String(duration) : asText(duration);
  if (text === undefined) return errors.notAForm('a duration', 'Give a duration such as "1m30s".');
  if (typeof text !== 'string') return DEFERRED;
  const total = readTerms(text.replace(/^[+-]/, ''));
  if (total === undefined) return errors.badDuration(text);
  return { value: text.startsWith('-') ? -total : total };
}

/** A duration in the largest units that are whole: `1m30s`. */
export function printDuration(nanoseconds: bigint): string {
  let rest = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  let printed = '';
  for (const unit of UNITS) {
    const size = NANOSECONDS[unit] ?? 1n;
    if (rest >= size) printed += `${rest / size}${unit}`;
    rest %= size;
  }
  return `${nanoseconds < 0n ? '-' : ''}${printed === '' ? '0s' : printed}`;
}

function readTerms(text: string): bigint | undefined {
  if (text === '0') return 0n;
  let total = 0n;
  TERM.lastIndex = 0;
  do {
    const match = TERM.exec(text);
    const [, whole = '', fraction = '', unit = ''] = match ?? [];
    const size = NANOSECONDS[unit];
    if (match === null || size === undefined || whole + fraction === '' || whole.length + fraction.length > 1000) {
      TERM.lastIndex = 0;
      return undefined;
    }
    total += BigInt(whole === '' ? 0 : whole) * size + fractionOf(fraction, size);
    if (total > LONGEST) return undefined;
  } while (TERM.lastIndex < text.length);
  return total;
}

/** As Compose computes it, in floating point, from as many digits as fit into 64 bits. */
function fractionOf(digits: string, size: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (value > LONGEST / 10n || next > LONGEST) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(size) / scale)));
}

/**
 * The meaning of a YAML scalar in Go, whose reader mixes YAML 1.1 and 1.2.
 *
 * @see https://github.com/yaml/go-yaml/blob/v3.0.4/resolve.go
 * @module
 */
import { readTimestamp } from './timestamp';

/** A scalar as Go reads it. A date has no other form in data than its text. */
export type Resolved =
  | { readonly kind: 'string' | 'date'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null };

/** The tags of https://yaml.org/type/ that change what a scalar is, without `tag:yaml.org,2002:`. */
export type ScalarTag = 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp' | 'binary';

const WORDS = new Map<string, Resolved>([
  ...['true', 'True', 'TRUE'].map((word) => [word, { kind: 'boolean', value: true }] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, { kind: 'boolean', value: false }] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { kind: 'null', value: null }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, float(Number.NaN)] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, float(Infinity)] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, float(-Infinity)] as const),
]);

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Where the point comes first, underscores stand between digits only. */
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const HIGHEST_SIGNED = 2n ** 63n - 1n;
const HIGHEST = 2n ** 64n - 1n;

/** A plain scalar without a tag. */
export function resolvePlain(source: string): Resolved {
  // Most are words, and this is where most time would go.
  if (!/^(?:[-+.0-9~]|[tTfFnN]|$)/.test(source)) return { kind: 'string', value: source };
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (/^[-+0-9]/.test(source)) return resolveNumeric(source);
  return (
    (FRACTION.test(source) ? readFloat(source.replaceAll('_', '')) : undefined) ?? { kind: 'string', value: source }
  );
}

/**
 * A scalar with one of the tags that YAML itself knows, plain or quoted.
 *
 * @returns undefined where it cannot be that
 */
export function resolveTagged(tag: ScalarTag, source: string): Resolved | undefined {
  if (tag === 'str') return { kind: 'string', value: source };
  if (tag === 'binary') return readBinary(source);
  const plain = resolvePlain(source);
  switch (tag) {
    case 'bool':
      return plain.kind === 'boolean' ? plain : undefined;
    case 'null':
      return plain.kind === 'null' ? plain : undefined;
    case 'timestamp':
      return plain.kind === 'date' ? plain : undefined;
    case 'int':
      // what would be a date is not tried for one
      return (/^[-+0-9]/.test(source) ? [plain, resolveNumber(source)] : [plain]).find(
        ({ kind }) => kind === 'integer',
      );
    case 'float':
      return plain.kind === 'integer' && fits(plain.value)
        ? float(Number(plain.value))
        : plain.kind === 'float'
          ? plain
          : undefined;
  }
}

function resolveNumeric(source: string): Resolved {
  const date = readTimestamp(source);
  return date === undefined ? resolveNumber(source) : { kind: 'date', value: date };
}

function resolveNumber(source: string): Resolved {
  const digits = source.replaceAll('_', '');
  return (
    readInteger(digits) ??
    (FLOAT.test(digits) ? readFloat(digits) : undefined) ??
    readOddInteger(digits) ?? { kind: 'string', value: source }
  );
}

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };

/** With a sign and one of the prefixes `0b`, `0o`, `0x` and `0`, which is octal, too. */
function readInteger(digits: string): Resolved | undefined {
  const match = /^([-+]?)(?:0([box])([0-9a-f]+)|0([0-7]+)|(0|[1-9][0-9]*))$/i.exec(digits);
  if (match === null) return undefined;
  const [, sign = '', letter, prefixed, octal, decimal] = match;
  const base = letter === undefined ? (octal === undefined ? 10 : 8) : (BASES[letter.toLowerCase()] ?? 10);
  return integer(sign, prefixed ?? octal ?? decimal ?? '', base);
}

/** The sign between prefix and digits, which an old fallback in Go's reader lets pass. */
function readOddInteger(digits: string): Resolved | undefined {
  const match = /^0([bo])([-+])([0-9]+)$/.exec(digits);
  return match === null
    ? undefined
    : integer(match[2] ?? '', match[3] ?? '', BASES[match[1] ?? ''] ?? 10, HIGHEST_SIGNED);
}

function integer(sign: string, digits: string, base: number, highest = HIGHEST): Resolved | undefined {
  const value = magnitude(digits, base);
  if (value === undefined) return undefined;
  // Only an integer without a sign may need the 64th bit.
  if (sign === '-' ? value > HIGHEST_SIGNED + 1n : value > (sign === '' ? highest : HIGHEST_SIGNED)) return undefined;
  const signed = sign === '-' ? -value : value;
  return { kind: 'integer', value: value > 2n ** 53n ? signed : Number(signed) };
}

function magnitude(digits: string, base: number): bigint | undefined {
  if (base === 10) return digits.length > 30 ? undefined : BigInt(digits);
  const significant = digits.replace(/^0+(?=.)/, '');
  const allowed = base === 2 ? /^[01]{1,64}$/ : base === 8 ? /^[0-7]{1,22}$/ : /^[0-9a-f]{1,16}$/i;
  if (!allowed.test(significant)) return undefined;
  return BigInt(`0${base === 2 ? 'b' : base === 8 ? 'o' : 'x'}${significant}`);
}

/** A number that is too large stays a string. */
function readFloat(digits: string): Resolved | undefined {
  const value = Number(digits);
  return Number.isFinite(value) ? float(value) : undefined;
}

function float(value: number): Resolved {
  // Nothing tells -0 from 0 in a file.
  return { kind: 'float', value: value === 0 ? 0 : value };
}

function fits(value: number | bigint): boolean {
  return BigInt(value) <= HIGHEST_SIGNED;
}

/** Base64 of text. */
function readBinary(source: string): Resolved | undefined {
  const digits = source.replace(/[\r\n]/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  try {
    const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(digits, 'base64'));
    return { kind: 'string', value };
  } catch {
    return undefined;
  }
}

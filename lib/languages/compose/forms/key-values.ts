/**
 * Maps that may be lists of `KEY=value`: variables, labels, options.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#environment
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/types/mapping.go
 * @module
 */
import { isPlainMap } from '../data';
import type { Scalar } from '../model-common';
import { type ComposeText, isDeferred, isText } from '../text/variable';
import * as errors from './errors';
import { DEFERRED, type Malformed, type Read } from './read';
import { asText, cutText } from './texts';

/** How a kind of map treats an entry without `=`, and a key that ends in a space. */
export interface KeyValueRules {
  readonly bare: 'inherited' | 'empty' | 'wrong';
  readonly spaces: 'kept' | 'wrong';
}

/** `environment` and `args`: `KEY` alone is the deploying host's variable of that name. */
export const VARIABLES: KeyValueRules = { bare: 'inherited', spaces: 'wrong' };
/** `labels`, `annotations`, `sysctls`: `KEY` alone is empty. */
export const LABELS: KeyValueRules = { bare: 'empty', spaces: 'kept' };
/** `additional_contexts`: `KEY` alone is a mistake. */
export const CONTEXTS: KeyValueRules = { bare: 'wrong', spaces: 'kept' };

/**
 * The values as they arrive in the container: texts, numbers and booleans as Compose writes them out. `null` is the
 * deploying host's variable of that name.
 *
 * @example
 * ```ts
 * readKeyValues(['A=1', 'B=', 'C']); // A → '1', B → '', C → null
 * ```
 */
export function readKeyValues(
  listOrMap: unknown,
  rules: KeyValueRules = VARIABLES,
): Read<ReadonlyMap<string, ComposeText | null>> {
  const values = new Map<string, ComposeText | null>();
  const nothing = rules.bare === 'inherited' ? null : '';
  if (isPlainMap(listOrMap)) {
    for (const [key, value] of Object.entries(listOrMap)) {
      if (value !== undefined) values.set(key, isScalar(value) ? (arriving(value) ?? nothing) : nothing);
    }
    return { value: values };
  }
  if (!Array.isArray(listOrMap)) return errors.notAForm('a map', 'Write a map, or a list of "NAME=value".');
  for (const item of listOrMap) {
    const read = readEntry(item, rules);
    if (!('value' in read)) return read;
    const [key, value] = read.value;
    values.set(key, value ?? nothing);
  }
  return { value: values };
}

/** Values as a list of `KEY=value`. */
export function printKeyValues(map: Readonly<Record<string, Scalar>>): readonly string[] | undefined {
  const printed: string[] = [];
  for (const [key, value] of Object.entries(map)) {
    const arrives = arriving(value);
    if (key.includes('=') || isDeferred(arrives)) return undefined;
    printed.push(arrives === null ? key : `${key}=${arrives}`);
  }
  return printed;
}

/** A scalar as Compose writes it out; `null` stays. */
export function arriving(value: Scalar): ComposeText | null {
  if (value === null || isText(value)) return value;
  return typeof value === 'number' ? printNumber(value) : String(value);
}

function readEntry(item: unknown, rules: KeyValueRules): Read<readonly [string, ComposeText | null]> {
  const entry = asText(item) ?? (isScalar(item) && item !== null ? arriving(item) : undefined);
  if (entry === undefined || entry === null) return errors.notAForm('a variable', 'Write "NAME=value".');
  const [key, value] = cutText(entry, '=') ?? [entry, null];
  if (typeof key !== 'string') return DEFERRED;
  return wrongKey(key, value, rules) ?? { value: [key, value] };
}

function wrongKey(key: string, value: ComposeText | null, rules: KeyValueRules): Malformed | undefined {
  if (value === null && rules.bare === 'wrong') return errors.missingEquals(key);
  return rules.spaces === 'wrong' && endsInSpace(key) ? errors.trailingSpace(key) : undefined;
}

/** Compose looks at the last byte, which also ends some letters (`à`) that it then takes for a space. */
function endsInSpace(key: string): boolean {
  const last = Buffer.from(key.slice(-1)).at(-1) ?? 0;
  return (last >= 9 && last <= 13) || last === 0x20 || last === 0x85 || last === 0xa0;
}

/**
 * Whole numbers of up to 64 bits are written out; others have an exponent from 1e6 up and from 1e-5 down.
 *
 * @see https://pkg.go.dev/fmt#hdr-Printing
 */
function printNumber(number: number): string {
  if (!Number.isFinite(number)) return number > 0 ? '+Inf' : Number.isNaN(number) ? 'NaN' : '-Inf';
  if (Number.isInteger(number) && number >= -(2 ** 63) && number < 2 ** 64) return BigInt(number).toString();
  const size = Math.abs(number);
  const written = size < 1e-4 || size >= 1e6 ? number.toExponential() : String(number);
  return written.replace(/e([+-])(\d)$/, 'e$10$2');
}

function isScalar(value: unknown): value is Scalar {
  return value === null || isDeferred(value) || ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

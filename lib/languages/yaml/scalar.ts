/**
 * One YAML scalar: plain where every reader agrees that it is that string, in double quotes otherwise.
 *
 * The readers that count are Go's (https://github.com/yaml/go-yaml, v3) and others of YAML 1.1
 * (https://yaml.org/type/) and 1.2 (https://yaml.org/spec/1.2.2/).
 *
 * @module
 */

/**
 * Begins like a word, a path, an option or a `$`, and holds only ASCII and no `#`. No reader's numbers, dates or
 * indicators begin like this. The exception is `E2`, a number to npm's `yaml` in YAML 1.1. Words with another meaning
 * are in {@link RESERVED}.
 */
const PLAIN = /^(?!-?[eE][-+]?[0-9])(?:[A-Za-z_/$]|\.{1,2}\/|--?[A-Za-z])[A-Za-z0-9 _./@+=,;:%$(){}?&!~^|<>*'"\\-]*$/;

/** Words that some reader takes for a boolean or null. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** `30s`, `1m30s`, `512M`: no reader's number ends so. */
const QUANTITY = /^[0-9]+(?:\.[0-9]+)?(?:(?:ms|us|[hms])(?:[0-9]+(?:ms|us|[hms]))*|[kKMGg])$/;

/** Printable ASCII that means itself between double quotes. */
const QUOTABLE = /^[ !#-[\]-~]*$/;

/**
 * Characters that need an escape between double quotes: quotes, backslashes and invisible characters. Readers reject or
 * change some of them: controls, U+0085, U+2028, U+2029, U+FEFF, lone surrogates.
 */
const ESCAPED =
  /["\\\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]|\p{Cs}/gu;

const SHORT: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The string as a YAML scalar; undefined for a lone surrogate, which no YAML can hold. */
export function printString(value: string): string | undefined {
  if (isPlain(value)) return value;
  if (QUOTABLE.test(value)) return `"${value}"`;
  let lone = false;
  const escaped = value.replace(ESCAPED, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) lone = true;
    return SHORT[character] ?? escapeCode(code);
  });
  return lone ? undefined : `"${escaped}"`;
}

/** Characters that a block scalar may hold, because no reader changes them. */
const BLOCK = /^[!-~\u00a1-\u00ac\u00ae-\u0600](?:[ -~\u00a1-\u00ac\u00ae-\u0600\n]*[^\n ])?\n?$/;

/** Whether a text reads well in lines of its own, below a `|`: several lines, none of them blanks only. */
export function isBlockText(value: string): boolean {
  return value.includes('\n') && BLOCK.test(value) && !/\n +(?:\n|$)/.test(value);
}

/** The number as every reader reads it back, or undefined for NaN and infinities, which no file can hold. */
export function printNumber(value: number | bigint): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (!Number.isFinite(value)) return undefined;
  const digits = String(value);
  // YAML 1.1 wants a point before an exponent: 1e+21 is a string there, 1.0e+21 is a number everywhere.
  return digits.includes('e') && !digits.includes('.') ? digits.replace('e', '.0e') : digits;
}

function isPlain(value: string): boolean {
  if (!PLAIN.test(value)) return QUANTITY.test(value);
  // A colon before a space or the end makes a key, and a space at the end is lost.
  if (value.includes(': ') || value.endsWith(':') || value.endsWith(' ')) return false;
  return value.length > 5 || !RESERVED.test(value);
}

function escapeCode(code: number): string {
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).toUpperCase().padStart(width, '0');
}

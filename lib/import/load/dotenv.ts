/**
 * Reads `.env` files as Compose does, which differs from what shells and other tools make of them.
 *
 * The rules follow the source of compose-go 2.9, tried with the real command:
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/dotenv/parser.go. Docker documents a part:
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/
 *
 * @module
 */
import { type Evaluated, evaluate, type Lookup, parseText } from '../../languages/compose';
import { quoted } from '../../words';

/** The mistake that stopped the reading; lines count from 1. */
export interface DotenvProblem {
  readonly line: number;
  /** One sentence. */
  readonly message: string;
}

/** Blanks that end no line, as Go has them. */
const BLANK = '\\t\\v\\f\\r \\u0085\\u00a0';
/** All white space, as Go has it: JavaScript's `\s` has U+FEFF and lacks U+0085. */
const SPACE = `${BLANK}\\n\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000`;

const BETWEEN = new RegExp(`(?:[${SPACE}]+|#[^\\n]*)*`, 'y');
const EXPORT = new RegExp(`export(?=[\\t\\n\\f\\r ])[${BLANK}]*`, 'y');
const NAME = new RegExp(`[${BLANK}\\p{L}\\p{N}_.\\-[\\]]*`, 'uy');
const BLANKS = new RegExp(`[${BLANK}]*`, 'y');
const REST_OF_LINE = /[^\n]*/y;
const TRAILING = new RegExp(`[${SPACE}]$`);

/**
 * Adds the variables of a file to `found`, where values may refer to those before them.
 *
 * A name without `=` stands for the value that `outer` has; the file decides nothing then.
 *
 * @param outer what is set outside of the file, which wins over the file where a value refers to it
 * @returns what is wrong, which ends the file as it does in Compose; undefined if nothing is
 */
export function parseDotenv(source: string, found: Map<string, string>, outer: Lookup): DotenvProblem | undefined {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const lookup: Lookup = (name) => outer(name) ?? found.get(name);
  let at = 0;
  for (;;) {
    at = take(BETWEEN, text, at);
    if (at >= text.length) return undefined;
    const entry = readEntry(text, at);
    if ('message' in entry) return problem(text, entry.at, entry.message);
    at = entry.end;
    if (entry.value === undefined) {
      const value = lookup(entry.name);
      if (value !== undefined) found.set(entry.name, value);
      continue;
    }
    const expanded = entry.isLiteral ? { value: entry.value } : interpolated(entry.value, lookup);
    if ('problem' in expanded) return problem(text, entry.at, expanded.problem);
    if (entry.name !== '') found.set(entry.name, expanded.value);
  }
}

interface Entry {
  readonly name: string;
  /** Absent: the value comes from the surroundings. */
  readonly value?: string;
  readonly isLiteral: boolean;
  readonly at: number;
  readonly end: number;
}

interface Broken {
  readonly at: number;
  readonly message: string;
}

function readEntry(text: string, start: number): Entry | Broken {
  const at = take(EXPORT, text, start);
  const end = take(NAME, text, at);
  const stop = text[end];
  // A last line without `=` and without a line feed names nothing.
  if (stop === undefined) return { name: '', isLiteral: true, at, end };
  if (stop !== '=' && stop !== ':' && stop !== '\n') {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
    return { at: end, message: `The name of a variable cannot hold ${quoted(character)}.` };
  }
  const name = trimEnd(text.slice(at, end));
  if (name.includes(' ')) return { at, message: 'The name of a variable cannot hold a space.' };
  const after = take(BLANKS, text, end + 1);
  if (stop === '\n') return { name, isLiteral: true, at, end: after };
  const quote = text[after];
  return quote === '"' || quote === "'" ? readQuoted(text, name, after, quote) : readPlain(text, name, after);
}

function readPlain(text: string, name: string, at: number): Entry {
  const end = take(REST_OF_LINE, text, at);
  const line = text.slice(at, end);
  const comment = line.indexOf(' #');
  return { name, value: trimEnd(comment < 0 ? line : line.slice(0, comment)), isLiteral: false, at, end };
}

/** A quoted value, which may have several lines; a backslash keeps its own quote from ending it. */
function readQuoted(text: string, name: string, at: number, quote: string): Entry | Broken {
  let value = '';
  let from = at + 1;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === quote) {
      value += text.slice(from, index);
      const isLiteral = quote === "'";
      return { name, value: isLiteral ? value : withoutEscapes(value), isLiteral, at, end: index + 1 };
    }
    if (character !== '\\') continue;
    if (text[index + 1] === quote) {
      value += text.slice(from, index);
      from = index + 1;
    }
    index++;
  }
  return { at, message: 'The quoted value has no end.' };
}

const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;

const MEANING: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // read once more by the interpolation, which makes one of them
  $: '$$',
};

function withoutEscapes(value: string): string {
  return value.replace(ESCAPE, (sequence) => {
    const letter = sequence.charAt(1);
    if (letter !== '0') return MEANING[letter] ?? sequence;
    const octal = sequence.slice(2);
    const code = /^[0-7]{3}$/.test(octal) ? Number.parseInt(octal, 8) : 256;
    return code < 256 ? String.fromCodePoint(code) : `\\${octal}`;
  });
}

function interpolated(source: string, lookup: Lookup): Evaluated {
  const parsed = parseText(source);
  return 'problem' in parsed ? parsed : evaluate(parsed.text, lookup);
}

function take(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function problem(text: string, at: number, message: string): DotenvProblem {
  let line = 1;
  for (let index = text.indexOf('\n'); index >= 0 && index < at; index = text.indexOf('\n', index + 1)) line++;
  return { line, message };
}

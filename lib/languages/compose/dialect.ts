/**
 * Compose's YAML: its tags `!reset` and `!override`, and its texts with variables.
 *
 * @module
 */
import type { YamlFile, YamlPrinting } from '../yaml';
import * as yaml from '../yaml';
import { ComposeError, type Finding } from './finding';
import { isOverride, isReset, Remove, Replace } from './overlay';
import { sharing } from './shared-tags';
import { type ComposeText, isDeferred, literalsOf, type Template, type Variable } from './text/variable';

/** How {@link printYaml} prints data. */
export interface YamlOptions extends YamlPrinting {
  /**
   * The printed form of a text in a value (never in a key), before YAML quotes it. @default strings as they are;
   * variables are refused
   */
  readonly text?: (value: ComposeText) => string;
}

const COMPOSE: yaml.Dialect = {
  reader: 'Compose',
  tags: new Map<string, yaml.Tag>([
    ['!reset', { read: () => new Remove(), ignoresValue: true }],
    ['!override', { read: (value) => new Replace(value), isWhole: true }],
  ]),
  sharing,
  tagOf: (value) => {
    if (isOverride(value)) return { name: '!override', value: value.value };
    return isReset(value) ? { name: '!reset', value: null } : undefined;
  },
  texts: textsPrintedBy(literalText),
  acceptsDate: (pointer) => pointer.some((key) => key.startsWith('x-')),
};

/**
 * Prints data as YAML. An `undefined` entry of a map is left out; `null` in a map prints as nothing after the colon.
 *
 * @throws ComposeError with the place, for data that no Compose file can hold: class instances, NaN, lone surrogates,
 * cycles
 */
export function printYaml(data: unknown, { text, ...options }: YamlOptions = {}): string {
  try {
    return yaml.printYaml(data, text === undefined ? COMPOSE : { ...COMPOSE, texts: textsPrintedBy(text) }, options);
  } catch (error) {
    throw error instanceof yaml.FindingError ? new ComposeError(error.finding) : error;
  }
}

/**
 * Reads a YAML file as Compose reads it. Every mistake is a finding; nothing is thrown.
 *
 * @param source text, or the bytes of a file in UTF-8 or UTF-16
 * @example
 * ```ts
 * readYaml('a: 0440 # octal').data; // { a: 288 }
 * ```
 */
export function readYaml(source: string | Uint8Array): YamlFile {
  return yaml.readYaml(source, COMPOSE);
}

/** Every place in `value` that is not data a Compose file can hold, in order. */
export function findNotData(value: unknown): Finding[] {
  return yaml.findNotData(value, COMPOSE);
}

function textsPrintedBy(print: (text: ComposeText) => string): yaml.TextDialect<Variable | Template> {
  return { is: isDeferred, literalsOf, print };
}

function literalText(value: ComposeText): string {
  if (typeof value === 'string') return value;
  throw new ComposeError(yaml.notData(COMPOSE.reader, [], 'a variable where no interpolation takes place'));
}

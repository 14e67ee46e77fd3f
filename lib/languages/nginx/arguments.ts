/**
 * Arguments in the context of their directive: what a dollar sign, a tilde or a regular expression becomes there.
 *
 * @module
 */
import { type DollarMeaning, dollarMeaning } from './directives';
import {
  dollarInUnknownDirective,
  invalidCondition,
  invalidEntry,
  invalidLocation,
  invalidVariableName,
  literalLooksLikeSyntax,
  regexExpected,
  regexNotAllowed,
} from './errors';
import type { Argument, Directive, Entry, Expression, Regex, Variable } from './model';
import { printToken } from './token';

/** How a directive spells a regular expression: `re`, or `~re` and `~*re` in one word. */
const REGEX_SPELLING: Readonly<Record<string, 'bare' | 'tilde'>> = {
  fastcgi_split_path_info: 'bare',
  gzip_disable: 'bare',
  if: 'bare',
  location: 'bare',
  map: 'tilde',
  proxy_cookie_domain: 'tilde',
  proxy_cookie_flags: 'tilde',
  proxy_cookie_path: 'tilde',
  proxy_redirect: 'tilde',
  rewrite: 'bare',
  server_name: 'tilde',
  valid_referers: 'tilde',
};

/** Directives whose first argument is a regular expression without any mark. */
const REGEX_FIRST = new Set(['fastcgi_split_path_info', 'rewrite']);

const NAME = /^(?:[a-z_][a-z0-9_]*|[1-9])$/;
const LOCATION_MODIFIERS = new Set(['=', '^~', '~', '~*']);
const LOCATION_PATH = /^(?:\/|@.)/;
const CONDITION_OPERATORS = new Set(['=', '!=', '~', '~*', '!~', '!~*']);
const FILE_TESTS = new Set(['-f', '!-f', '-d', '!-d', '-e', '!-e', '-x', '!-x']);

/** The words behind a directive's name. */
export function printArguments(directive: Directive): string {
  const { name, args } = directive;
  if (name === 'location') checkLocation(args);
  if (name === 'if') return ` (${printCondition(args)})`;
  const first = args[0];
  if (REGEX_FIRST.has(name) && typeof first !== 'object') throw regexExpected(name);
  return args.map((argument) => ` ${printArgument(argument, name)}`).join('');
}

/** One argument as a token. */
function printArgument(argument: Argument, directive: string, dollar = dollarMeaning(directive)): string {
  return printToken(argumentText(argument, directive, dollar), directive);
}

/** The very text that nginx gets as the argument, before quoting. */
function argumentText(argument: Argument, directive: string, dollar: DollarMeaning): string {
  if (typeof argument === 'number') return String(argument);
  if (typeof argument === 'string') return literalText(argument, directive, dollar);
  switch (argument.kind) {
    case 'variable':
      return variableText(argument, '');
    case 'expression':
      return expressionText(argument, directive, dollar);
    case 'regex':
      return regexText(argument, directive);
    case 'verbatim':
      return argument.text;
  }
}

function literalText(value: string, directive: string, dollar: DollarMeaning): string {
  // In a map it is the key that may be a regular expression, and a key has its own escape.
  if (REGEX_SPELLING[directive] === 'tilde' && directive !== 'map' && value.startsWith('~')) {
    throw literalLooksLikeSyntax(directive, value);
  }
  // server_name knows no variables but this one: https://nginx.org/en/docs/http/ngx_http_core_module.html#server_name
  if (directive === 'server_name' && value.toLowerCase() === '$hostname') {
    throw literalLooksLikeSyntax(directive, value);
  }
  return escapeDollars(value, directive, dollar);
}

function escapeDollars(value: string, directive: string, dollar: DollarMeaning): string {
  if (!value.includes('$')) return value;
  if (dollar === 'unknown') throw dollarInUnknownDirective(directive, value);
  // A function, because "$" means something in a replacement string as well.
  return dollar === 'literal' ? value : value.replaceAll('$', () => '${dollar}');
}

function expressionText(argument: Expression, directive: string, dollar: DollarMeaning): string {
  const texts = argument.parts.map((part, index) => {
    if (typeof part === 'string') return escapeDollars(part, directive, dollar);
    const next = argument.parts[index + 1];
    return variableText(part, typeof next === 'string' ? next : '');
  });
  return texts.join('');
}

/** `${name}` where what follows would be read as part of the name, else `$name`. */
function variableText(variable: Variable, next: string): string {
  const { name } = variable;
  if (!NAME.test(name)) throw invalidVariableName(name);
  // A capture is one digit, and ${1} would be a variable of the name "1".
  return /^[A-Za-z0-9_]/.test(next) && !/^[1-9]$/.test(name) ? `\${${name}}` : `$${name}`;
}

function regexText(regex: Regex, directive: string): string {
  const spelling = REGEX_SPELLING[directive];
  if (spelling === undefined) throw regexNotAllowed(directive);
  if (spelling === 'tilde') return `${regex.ignoreCase ? '~*' : '~'}${regex.source}`;
  const marked = directive === 'location' || directive === 'if';
  return regex.ignoreCase && !marked ? `(?i)${regex.source}` : regex.source;
}

function checkLocation(args: readonly Argument[]): void {
  const [first, second] = args;
  const shown = args.map((argument) => (typeof argument === 'string' ? argument : '…')).join(' ');
  if (args.length === 1) {
    if (typeof first === 'string' && LOCATION_PATH.test(first)) return;
  } else if (args.length === 2 && typeof first === 'string' && LOCATION_MODIFIERS.has(first)) {
    const wantsRegex = first.startsWith('~');
    if (typeof second === 'object' ? wantsRegex && second.kind === 'regex' : !wantsRegex && /^\//.test(`${second}`)) {
      return;
    }
  }
  if (args.some((argument) => typeof argument === 'object' && argument.kind === 'verbatim')) return;
  throw invalidLocation(shown);
}

/** nginx strips one parenthesis at each end, so a closing one in the last value does no harm. */
function printCondition(args: readonly Argument[]): string {
  const [first, second, third] = args;
  const isTest = args.length === 2 && typeof first === 'string' && FILE_TESTS.has(first);
  const isVariable = typeof first === 'object' && first.kind === 'variable';
  const isComparison = args.length === 3 && isVariable && typeof second === 'string' && CONDITION_OPERATORS.has(second);
  if (!isTest && !isComparison && !(isVariable && args.length === 1)) throw invalidCondition();
  if (isComparison && second.includes('~') !== (typeof third === 'object' && third.kind === 'regex')) {
    throw invalidCondition();
  }
  return args.map((argument) => printArgument(argument, 'if')).join(' ');
}

/** Keys that blocks other than `map` take; nginx has no way to quote their special words. */
const ENTRY_KEYS: Readonly<Record<string, RegExp>> = {
  charset_map: /^[0-9A-Fa-f]{2,8}$/,
  geo: /^[0-9A-Fa-f.:/-]+$/,
  split_clients: /^(?:\*|\d{1,2}(?:\.\d{1,2})?%)$/,
  types: /^[\w.+-]+\/[\w.+-]+$/,
};

/** Words and first characters that a `map` gives a meaning; a backslash in front takes it away. */
const MAP_SPECIAL = /^(?:default|hostnames|include|volatile)$|^[~\\]/;

/** The words of an entry of the block with this name. */
export function printEntry(entry: Entry, blockName: string): string {
  const key = entryKey(entry.key, blockName);
  // Of all these blocks only a map reads variables in its values.
  const dollar = blockName === 'map' ? 'variable' : 'literal';
  return [key, ...entry.values.map((value) => printArgument(value, blockName, dollar))].join(' ');
}

function entryKey(key: Entry['key'], block: string): string {
  if (block === 'map') {
    if (key === undefined) return 'default';
    if (typeof key === 'object') return printArgument(key, 'map');
    return printToken(MAP_SPECIAL.test(key) ? `\\${key}` : key, 'map');
  }
  if (key === undefined && block === 'geo') return 'default';
  if (typeof key !== 'string' || !ENTRY_KEYS[block]?.test(key)) throw invalidEntry(block, `${key}`);
  return printToken(key, block);
}

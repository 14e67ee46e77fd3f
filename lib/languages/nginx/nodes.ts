import { invalidComment, invalidDirectiveName } from './errors';
import type { Argument, Directive, Entry, Expression, NginxNode, Regex, Variable } from './model';
import { variable } from './values';

const DIRECTIVE_NAME = /^[a-z_][a-z0-9_]*$/;
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * A directive that ends with a semicolon.
 *
 * @throws NginxError `invalid-directive-name`.
 * @example
 * ```ts
 * directive('add_header', 'X-Greeting', 'it is "data"; {always}');
 * // add_header X-Greeting 'it is "data"; {always}';
 * ```
 */
export function directive(name: string, ...args: readonly Argument[]): Directive {
  if (!DIRECTIVE_NAME.test(name)) throw invalidDirectiveName(name);
  return Object.freeze({ kind: 'directive', name, args: Object.freeze([...args]) });
}

/**
 * A directive that encloses others.
 *
 * @throws NginxError `invalid-directive-name`.
 */
export function block(name: string, args: readonly Argument[], children: readonly NginxNode[]): Directive {
  return Object.freeze({ ...directive(name, ...args), block: Object.freeze([...children]) });
}

/**
 * The same node with a comment above it; each line of the text becomes a line.
 *
 * @throws NginxError `invalid-comment` for control characters other than tabs and line ends.
 */
export function comment(text: string, node: Directive): Directive;
export function comment(text: string, node: Entry): Entry;
export function comment(text: string, node: NginxNode): NginxNode {
  if (CONTROL.test(text)) throw invalidComment(text);
  return Object.freeze({ ...node, comment: Object.freeze([...text.split(LINE_END), ...(node.comment ?? [])]) });
}

/** How a location matches: a path prefix, `@name`, exactly one path, a prefix that wins over regexes, or a regex. */
export type LocationMatch = string | Regex | { readonly exact: string } | { readonly prefixOverRegex: string };

/**
 * `location`. A string is a prefix that begins with `/`, or `@name`; the printer refuses anything else.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
export function location(match: LocationMatch, children: readonly NginxNode[]): Directive {
  return block('location', locationArguments(match), children);
}

function locationArguments(match: LocationMatch): readonly Argument[] {
  if (typeof match === 'string') return [match];
  if ('kind' in match) return [match.ignoreCase ? '~*' : '~', match];
  if ('exact' in match) return ['=', match.exact];
  return ['^~', match.prefixOverRegex];
}

/** The condition of an `if`: a variable is neither empty nor `0`, (not) equal, (not) matching, or a file exists. */
export type Condition =
  | Variable
  | { readonly variable: Variable; readonly equals: string | Expression }
  | { readonly variable: Variable; readonly notEquals: string | Expression }
  | { readonly variable: Variable; readonly matches: Regex }
  | { readonly variable: Variable; readonly notMatches: Regex }
  | { readonly test: FileTest; readonly path: string | Variable | Expression };

/** File, directory, anything, executable; each also denied. */
export type FileTest = '-f' | '!-f' | '-d' | '!-d' | '-e' | '!-e' | '-x' | '!-x';

/**
 * `if`. The printer adds the parentheses.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if
 */
export function ifBlock(condition: Condition, children: readonly NginxNode[]): Directive {
  return block('if', conditionArguments(condition), children);
}

function conditionArguments(condition: Condition): readonly Argument[] {
  if ('kind' in condition) return [condition];
  if ('test' in condition) return [condition.test, condition.path];
  if ('equals' in condition) return [condition.variable, '=', condition.equals];
  if ('notEquals' in condition) return [condition.variable, '!=', condition.notEquals];
  if ('matches' in condition) {
    return [condition.variable, condition.matches.ignoreCase ? '~*' : '~', condition.matches];
  }
  return [condition.variable, condition.notMatches.ignoreCase ? '!~*' : '!~', condition.notMatches];
}

/**
 * `map`: sets a variable by looking up another value.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_map_module.html#map
 */
export function map(source: Variable | Expression, target: Variable, children: readonly NginxNode[]): Directive {
  return block('map', [source, target], children);
}

/** A line of a `map`. A string is the very text to look up, even `default` or `~x`; nginx ignores its case. */
export function mapEntry(key: string | Regex, value: Argument): Entry {
  return entry(key, value);
}

/** The value of a `map` or `geo` where no other line matches. */
export function mapDefault(value: Argument): Entry {
  return entry(undefined, value);
}

/** A line of a `geo` (address), `types` (media type), `charset_map` (code) or `split_clients` (share) block. */
export function entry(key: string | Regex | undefined, ...values: readonly Argument[]): Entry {
  return Object.freeze({ kind: 'entry', key, values: Object.freeze([...values]) });
}

/**
 * Declares `$dollar`, the variable whose value is a dollar sign. nginx has no escape for a dollar sign. Where a
 * directive reads variables, one in data is printed as `${dollar}`. It belongs into the `http` (or `stream`) block.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_geo_module.html
 */
export function dollarVariable(): Directive {
  return block('geo', [variable('dollar')], [mapDefault('$')]);
}

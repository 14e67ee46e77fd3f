import { excerpt } from '../../../words';
import { isKnownDirective } from '../directives';
import type { NginxFinding } from '../finding';
import { type Check, literalText, pathOf } from './place';

/** Directives that take any number of arguments and accept any text as one. */
const TAKES_ANYTHING = new Set([
  'addition_types',
  'charset_types',
  'fastcgi_cache_bypass',
  'fastcgi_no_cache',
  'gzip_types',
  'index',
  'log_format',
  'proxy_cache_bypass',
  'proxy_no_cache',
  'server_name',
  'ssi_types',
  'sub_filter_types',
  'try_files',
  'uwsgi_cache_bypass',
  'uwsgi_no_cache',
  'valid_referers',
]);

/** Of these a line break is never part of a value. */
const NEVER_TWO_LINES = new Set(['alias', 'include', 'index', 'listen', 'proxy_pass', 'root', 'server_name']);

/** Directives whose name could be a host or file name, and what their first argument then looks like. */
const ONE_WORD_NAMES: Readonly<Record<string, RegExp>> = {
  alias: /^\//,
  allow: /^(?:all|[\d.:/a-f]+)$/,
  charset: /^(?:utf-?8|iso-8859-\d+|windows-\d+|koi8-r|off)$/i,
  deny: /^(?:all|[\d.:/a-f]+)$/,
  expires: /^(?:max|off|epoch|-?\d+[smhdwMy]?)$/,
  gzip: /^(?:on|off)$/,
  http2: /^(?:on|off)$/,
  include: /[/.*]/,
  index: /\.(?:html?|php)$/,
  listen: /^(?:[\d.]+:)?\d+$|^\[/,
  resolver: /^[\d.]+(?::\d+)?$/,
  return: /^\d{3}$/,
  rewrite: /^\^/,
  root: /^\//,
  sendfile: /^(?:on|off)$/,
  ssl: /^(?:on|off)$/,
};

/**
 * `swallowed-directive`: a semicolon is missing, so that the next line has become arguments. `nginx -t` accepts it, or
 * warns of "suspicious symbols" at most.
 */
export const swallowedDirectives: Check = (places) => {
  const findings: NginxFinding[] = [];
  for (const place of places) {
    const { name, args } = place.directive;
    const texts = args.map(literalText);
    const swallowed = TAKES_ANYTHING.has(name)
      ? texts.find((text, index) => isSwallowed(text, texts[index + 1]))
      : undefined;
    const broken = NEVER_TWO_LINES.has(name) ? texts.find((text) => /[\n\r]/.test(text ?? '')) : undefined;
    const word = swallowed ?? broken;
    if (word === undefined) continue;
    findings.push({
      id: 'swallowed-directive',
      message:
        swallowed === undefined
          ? `An argument of "${name}" has a line break: ${excerpt(word)}.`
          : `"${name}" has the directive "${word}" among its arguments, so that directive has no effect.`,
      remedy: 'Make it a directive of its own; a semicolon is missing in front of it.',
      path: pathOf(place),
    });
  }
  return findings;
};

function isSwallowed(text: string | undefined, next: string | undefined): boolean {
  if (text === undefined) return false;
  if (text.includes('_')) return isKnownDirective(text);
  return next !== undefined && (ONE_WORD_NAMES[text]?.test(next) ?? false);
}

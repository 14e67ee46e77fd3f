/**
 * A route whose prefix the service does not see. The proxy removes it from requests, and adds it to paths in answers.
 *
 * @module
 */
import {
  capture,
  comment,
  directive,
  escapeRegex,
  expression,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
  type Variable,
} from '../../../lib/languages/nginx';
import { v } from '../../web-server';
import type { ForwardRoute, Site } from '../route';

/** The part of the path that is taken away, without a slash at its end; empty if there is none. */
export function prefixOf({ path, stripPrefix }: ForwardRoute): string {
  return stripPrefix ? path.replace(/\/$/, '') : '';
}

/**
 * The rest of the path as the visitor wrote it: what is encoded stays encoded. It is empty where the visitor wrote the
 * prefix in an odd way, or with dots that lead elsewhere.
 *
 * @param name part of the variable's name
 */
export function restOfPath(name: string, prefix: string): NginxNode {
  const dots = '(?![^?]*(?:/|%2[Ff])(?:\\.|%2[Ee]){1,2}(?:[/?]|%2[Ff]|$))';
  return map(v('request_uri'), rest(name), [
    mapDefault(''),
    mapEntry(regex(`^${written(prefix)}${dots}(?:/|%2[Ff])(.*)$`), expression`/${capture(1)}`),
    mapEntry(regex(`^${written(prefix)}(\\?.*)?$`), expression`/${capture(1)}`),
  ]);
}

function rest(name: string): Variable {
  return v(`rest_${name}`);
}

/** Where requests go, with the path that the service sees. */
export function passWithout(name: string, prefix: string, upstream: string): NginxNode[] {
  return [
    directive('set', v('prefix'), encodePath(prefix)),
    comment(
      'for a path whose prefix was written in an odd way, so that the variable below is empty',
      directive('rewrite', regex(`(?s)^${escapeRegex(prefix)}/?(.*)$`), expression`/${capture(1)}`, 'break'),
    ),
    directive('proxy_pass', expression`http://${upstream}${rest(name)}`),
  ];
}

/**
 * A service's own addresses, rewritten for visitors. Paths get the prefix; addresses, also internal ones, become paths.
 *
 * @param name part of variables' names
 */
export function wayBack(name: string, route: ForwardRoute, site: Site): NginxNode[] {
  // a route for one path has nothing below it that the service could mean
  const prefix = route.path.endsWith('/') ? encodePath(prefixOf(route)) : '';
  const own = `https?://(?:${escapeRegex(site.name)}(?::\\d+)?|${escapeRegex(route.upstream)}(?::${route.port})?)`;
  if (prefix === '')
    return [
      directive(
        'proxy_redirect',
        regex(`^https?://${escapeRegex(route.upstream)}(?::${route.port})?/(.*)$`, { ignoreCase: true }),
        expression`/${capture(1)}`,
      ),
    ];
  const already = `${escapeRegex(prefix.slice(1))}(?:[/?#;]|$)`;
  return [
    directive(
      'proxy_redirect',
      regex(`^(?:${own})?/(?!/|${already})(.*)$`, { ignoreCase: true }),
      expression`${prefix}/${capture(1)}`,
    ),
    directive('proxy_redirect', regex(`^${own}(/.*)$`, { ignoreCase: true }), capture(1)),
    directive('proxy_cookie_path', regex(`^/(?!${already})(.*)$`), expression`${cookieFolder(name)}${capture(1)}`),
  ];
}

function cookieFolder(name: string): Variable {
  return v(`cookies_${name}`);
}

/** Cookies named `__Host-…` are valid for the path / only, https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie. */
export function cookiesOf(name: string, prefix: string): NginxNode {
  return map(v('upstream_http_set_cookie'), cookieFolder(name), [
    mapDefault(`${encodePath(prefix)}/`),
    mapEntry(regex('(?:^|, )__Host-', { ignoreCase: true }), '/'),
  ]);
}

/** Sends visitors who left out the slash to the folder; they repeat the method and the body, too. */
export function missingSlash(path: string): NginxNode {
  return directive('return', 308, expression`${encodePath(path)}${v('is_args')}${v('args')}`);
}

/** The path with every character encoded that is not always written as it is. */
function encodePath(path: string): string {
  return path.replace(/[^A-Za-z0-9._~/-]+/g, (text) => bytesOf(text).map(percent).join(''));
}

/** Expression for a decoded path as clients write it. */
function written(path: string): string {
  return [...path]
    .map((character) => {
      if (/[A-Za-z0-9._~/-]/.test(character)) return escapeRegex(character);
      const encoded = bytesOf(character).map(percentExpression).join('');
      return /[!-~]/.test(character) ? `(?:${escapeRegex(character)}|${encoded})` : encoded;
    })
    .join('');
}

function bytesOf(text: string): number[] {
  return [...Buffer.from(text)];
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function percentExpression(byte: number): string {
  return percent(byte).replace(/[A-F]/g, (digit) => `[${digit}${digit.toLowerCase()}]`);
}

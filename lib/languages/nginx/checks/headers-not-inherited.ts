import type { NginxFinding } from '../finding';
import type { Directive } from '../model';
import { type Check, hidesDirectives, literalText, named, pathOf } from './place';

/** Directives that a level inherits only if it has none of its own, by the blocks where they may stand. */
const INHERITED_WHOLE: readonly (readonly [name: string, blocks: readonly string[]])[] = [
  ['add_header', ['server', 'location', 'if']],
  ['fastcgi_param', ['server', 'location']],
  ['grpc_set_header', ['server', 'location']],
  ['proxy_set_header', ['server', 'location']],
  ['uwsgi_param', ['server', 'location']],
];

/**
 * `headers-not-inherited`: a block sets one header, and thereby loses all headers of the enclosing block.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
 */
export const headersNotInherited: Check = (places) => {
  const findings: NginxFinding[] = [];
  for (const place of places) {
    const { directive, parents } = place;
    if (directive.block === undefined || hidesDirectives(directive.block)) continue;
    for (const [name, blocks] of INHERITED_WHOLE) {
      if (!blocks.includes(directive.name)) continue;
      const own = headersOf(directive, name);
      if (own.size === 0) continue;
      // Since 1.29.3 this directive can turn the trap off: https://nginx.org/en/docs/http/ngx_http_headers_module.html
      if ([directive, ...parents].some((level) => named(level.block, `${name}_inherit`).length > 0)) continue;
      const around = parents.findLast((level) => headersOf(level, name).size > 0);
      const lost = around === undefined ? [] : [...headersOf(around, name)].filter((header) => !own.has(header));
      if (around === undefined || lost.length === 0) continue;
      findings.push({
        id: 'headers-not-inherited',
        message: `"${name}" here drops what "${around.name}" around it sets: ${lost.join(', ')}.`,
        remedy: `Repeat the "${name}" directives of "${around.name}" here, or move them all to one level.`,
        path: pathOf(place),
      });
    }
  }
  return findings;
};

function headersOf(level: Directive, name: string): ReadonlySet<string> {
  const headers = named(level.block, name).map(({ args }) => literalText(args[0])?.toLowerCase());
  return new Set(headers.filter((header) => header !== undefined));
}

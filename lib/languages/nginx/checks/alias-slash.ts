import type { NginxFinding } from '../finding';
import { type Check, literalText, named, pathOf } from './place';

/**
 * `alias` replaces the location's text and appends the rest of the path as it is, so both must end alike.
 *
 * - `alias-traversal`: `location /i { alias /data/; }` serves `/i../secret` from `/data/../secret`.
 * - `alias-missing-slash`: `location /i/ { alias /data; }` looks for `/i/x` at `/datax`.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#alias
 */
export const aliasSlashes: Check = (places) => {
  const findings: NginxFinding[] = [];
  for (const place of places) {
    const { name, args, block } = place.directive;
    if (name !== 'location' || args[0] === '=') continue;
    const prefix = args.length === 1 ? literalText(args[0]) : args[0] === '^~' ? literalText(args[1]) : undefined;
    const alias = literalText(named(block, 'alias')[0]?.args[0]);
    if (prefix === undefined || alias === undefined || prefix.endsWith('/') === alias.endsWith('/')) continue;
    findings.push(
      alias.endsWith('/')
        ? {
            id: 'alias-traversal',
            message: `The location "${prefix}" lets "${prefix}../" read what is beside ${alias}.`,
            remedy: `End the location with a slash: "${prefix}/".`,
            path: pathOf(place),
          }
        : {
            id: 'alias-missing-slash',
            message: `"${prefix}x" is looked for at "${alias}x", beside the folder and not in it.`,
            remedy: `End the alias with a slash: "${alias}/".`,
            path: pathOf(place),
          },
    );
  }
  return findings;
};

import type { NginxFinding } from '../finding';
import type { Argument, Directive, Variable } from '../model';
import { type Check, type DirectivePlace, hidesDirectives, literalText, named, pathOf, variablesOf } from './place';

const PASSES = new Set(['fastcgi_pass', 'grpc_pass', 'memcached_pass', 'proxy_pass', 'scgi_pass', 'uwsgi_pass']);

/**
 * Host names in `proxy_pass` and similar directives.
 *
 * - `static-upstream`: the name is resolved once, when nginx starts. nginx then fails to start while the name does not
 *   exist. After the container is recreated, nginx keeps the old address.
 * - `resolver-missing`: nginx resolves a name in a variable for each request, which needs a `resolver`. Without one,
 *   every answer is 502.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass
 * @see https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server
 */
export const upstreamAddresses: Check = (places, nodes) => {
  const all = [...places];
  const upstreams = new Set(
    all
      .filter(({ directive }) => directive.name === 'upstream')
      .map(({ directive }) => literalText(directive.args[0])?.toLowerCase()),
  );
  const outOfView = hidesDirectives(nodes) || named(nodes, 'http').some(({ block }) => hidesDirectives(block));
  const findings: NginxFinding[] = [];
  for (const place of all) {
    const { name, args } = place.directive;
    if (PASSES.has(name)) {
      const host = staticHost(literalText(args[0]));
      if (host !== undefined && !upstreams.has(host) && !outOfView) findings.push(staticUpstream(host, place));
      const unresolved = outOfView ? undefined : unresolvedHost(place, upstreams);
      if (unresolved !== undefined) findings.push(resolverMissing(unresolved, place));
    } else if (name === 'server' && place.parents.at(-1)?.name === 'upstream') {
      const host = staticHost(literalText(args[0]));
      if (host !== undefined && !args.includes('resolve')) findings.push(staticUpstream(host, place));
    }
  }
  return findings;
};

function staticUpstream(host: string, place: DirectivePlace): NginxFinding {
  return {
    id: 'static-upstream',
    message: `nginx asks for the address of "${host}" once, when it starts, and keeps it.`,
    remedy:
      'Put the address into a variable with "set" and name a "resolver"; it is then resolved again while running.',
    path: pathOf(place),
  };
}

function resolverMissing(host: string, place: DirectivePlace): NginxFinding {
  return {
    id: 'resolver-missing',
    message: `"${host}" comes from a variable and is resolved for each request, but there is no resolver.`,
    remedy: 'Add "resolver 127.0.0.11" (Docker\'s own DNS) to the http block.',
    path: pathOf(place),
  };
}

/** The host name in `http://web:4000/x` or `web:9000`; `undefined` for an IP address, a socket or `localhost`. */
function staticHost(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const authority = address.replace(/^[a-z]+:\/\//i, '');
  if (authority.startsWith('unix:') || authority.startsWith('[')) return undefined;
  const host = /^[^:/]+/.exec(authority)?.[0].toLowerCase();
  return host === undefined || host === 'localhost' || /^[\d.]+$/.test(host) ? undefined : host;
}

/** The host name that a variable in the address certainly holds, where no level around it has a resolver. */
function unresolvedHost(
  { directive, parents }: DirectivePlace,
  upstreams: ReadonlySet<string | undefined>,
): string | undefined {
  if (parents[0]?.name !== 'http') return undefined;
  if (parents.some(({ block }) => named(block, 'resolver').length > 0 || hidesDirectives(block))) return undefined;
  const variable = leadingVariable(directive.args[0]);
  if (variable === undefined) return undefined;
  const host = staticHost(literalText(lastSet(parents, variable)));
  return host === undefined || upstreams.has(host) ? undefined : host;
}

/** The variable that begins the host part of the address. */
function leadingVariable(address: Argument | undefined): Variable | undefined {
  const variable = variablesOf(address)[0];
  if (typeof address !== 'object' || address.kind !== 'expression') return variable;
  const [first, second] = address.parts;
  if (first === variable) return variable;
  return typeof first === 'string' && /^[a-z]+:\/\/$/i.test(first) && second === variable ? variable : undefined;
}

/** The value of the only `set` for the variable in the enclosing blocks. */
function lastSet(parents: readonly Directive[], { name }: Variable): Argument | undefined {
  const sets = parents
    .flatMap(({ block }) => named(block, 'set'))
    .filter(({ args }) => variablesOf(args[0])[0]?.name === name);
  return sets.length === 1 ? sets[0]?.args[1] : undefined;
}

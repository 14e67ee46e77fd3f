import { quoted } from '../../../words';
import type { NginxFinding } from '../finding';
import type { Argument, Directive, NginxNode } from '../model';
import { type Check, hidesDirectives, named, shownArgument, variablesOf } from './place';

/**
 * `duplicate-server`: two servers with the same address and name. nginx only warns ("conflicting server name …
 * ignored") and never uses the second one for it.
 *
 * @see https://nginx.org/en/docs/http/request_processing.html
 */
export const duplicateServers: Check = (places, nodes) => {
  const findings = findIn(nodes, []);
  for (const { directive, parents } of places) {
    if (directive.name === 'http' && parents.length === 0) findings.push(...findIn(directive.block ?? [], ['http']));
  }
  return findings;
};

function findIn(nodes: readonly NginxNode[], path: readonly string[]): NginxFinding[] {
  const findings: NginxFinding[] = [];
  const taken = new Set<string>();
  for (const server of named(nodes, 'server')) {
    const pairs = pairsOf(server);
    const again = pairs.find((pair) => taken.has(pair.key));
    if (again !== undefined) {
      findings.push({
        id: 'duplicate-server',
        message: `Two servers listen on ${again.address} with the name ${quoted(again.name)}, and nginx ignores the second.`,
        remedy: 'Merge them, or give one another server_name or listen.',
        path: [...path, 'server'],
      });
    }
    for (const pair of pairs) taken.add(pair.key);
  }
  return findings;
}

interface Pair {
  readonly key: string;
  readonly address: string;
  readonly name: string;
}

function pairsOf(server: Directive): readonly Pair[] {
  const listens = named(server.block, 'listen');
  const names = named(server.block, 'server_name').flatMap(({ args }) => args);
  if (hidesDirectives(server.block) && (listens.length === 0 || names.length === 0)) return [];
  // Without listen it is port 80 for root and 8000 for anybody else.
  const addresses = listens.length === 0 ? ['the default port'] : listens.map(({ args }) => addressOf(args));
  const texts = names.length === 0 ? [''] : names.filter((name) => variablesOf(name).length === 0).map(nameOf);
  return addresses.flatMap((address) => texts.map((name) => ({ key: `${address} ${name}`, address, name })));
}

function nameOf(name: Argument): string {
  if (typeof name === 'object' && name.kind === 'regex') return `~${name.ignoreCase ? '*' : ''}${name.source}`;
  return shownArgument(name).toLowerCase();
}

/** `80`, `*:80` and `0.0.0.0:80` are one address; `quic` is another socket than TCP. */
function addressOf(args: readonly Argument[]): string {
  const [first, ...options] = args.map(shownArgument);
  const address = (first ?? '').toLowerCase();
  const quic = options.includes('quic') ? ' quic' : '';
  if (address.startsWith('unix:')) return address;
  if (/^\d+$/.test(address)) return `*:${address}${quic}`;
  const withPort = /:\d+$/.test(address) && !/^\[[^\]]*$|\]$/.test(address) ? address : `${address}:80`;
  return `${withPort.replace(/^0\.0\.0\.0:/, '*:')}${quic}`;
}

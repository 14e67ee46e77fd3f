/**
 * Further hosts of a service: `host=address`, or `host:address`.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#extra_hosts
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/types/hostList.go
 * @module
 */
import { inWords } from '../../../words';
import { isPlainMap } from '../data';
import type { ComposeText } from '../text/variable';
import * as errors from './errors';
import { DEFERRED, type Read } from './read';
import { asText, cutText, joinAll, joinTexts, splitText } from './texts';

/** A host and its addresses. */
export interface ExtraHost {
  readonly host: string;
  readonly addresses: readonly ComposeText[];
}

/**
 * One entry of a list of hosts. IPv6 addresses lose their brackets.
 *
 * @example
 * ```ts
 * readExtraHost('db:[::1]'); // { value: { host: 'db', addresses: ['::1'] } }
 * ```
 */
export function readExtraHost(entry: unknown): Read<ExtraHost> {
  const spec = asText(entry);
  if (spec === undefined) return errors.notAForm('a host', 'Write it as "host=address".');
  const cut = cutText(spec, '=') ?? cutText(spec, ':');
  if (cut === undefined) return typeof spec === 'string' ? errors.badHost(spec) : DEFERRED;
  const [host, addresses] = cut;
  if (typeof host !== 'string') return DEFERRED;
  if (host === '' || /[:=]/.test(host)) return errors.badHost(typeof spec === 'string' ? spec : host);
  return { value: { host, addresses: splitText(addresses, ',').map(withoutBrackets) } };
}

/** All hosts of a list or map, each with its addresses. */
export function readExtraHosts(listOrMap: unknown): Read<ReadonlyMap<string, readonly ComposeText[]>> {
  const hosts = new Map<string, readonly ComposeText[]>();
  if (isPlainMap(listOrMap)) {
    for (const [host, addresses] of Object.entries(listOrMap)) {
      if (host === '' || /[:=]/.test(host)) return errors.badHost(host);
      const list: readonly unknown[] = Array.isArray(addresses) ? addresses : [addresses ?? ''];
      hosts.set(
        host,
        list.map((address) => withoutBrackets(asText(address) ?? inWords(address))),
      );
    }
    return { value: hosts };
  }
  if (!Array.isArray(listOrMap)) return errors.notAForm('hosts', 'Write a map, or a list of "host=address".');
  for (const entry of listOrMap) {
    const read = readExtraHost(entry);
    if (!('value' in read)) return read;
    const { host, addresses } = read.value;
    hosts.set(host, [...(hosts.get(host) ?? []), ...addresses]);
  }
  return { value: hosts };
}

/** The short form of a host, or undefined where the short syntax cannot say it. */
export function printExtraHost({ host, addresses }: ExtraHost): ComposeText | undefined {
  if (host === '' || /[:=]/.test(host) || addresses.length === 0) return undefined;
  return joinTexts(host, '=', joinAll(addresses, ','));
}

function withoutBrackets(address: ComposeText): ComposeText {
  return typeof address === 'string' && address.length > 2 && address.startsWith('[') && address.endsWith(']')
    ? address.slice(1, -1)
    : address;
}

/**
 * Ports: `[[address:]published:]target[/protocol]`, each port a number or a range.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#ports
 * @see https://github.com/docker/go-connections/blob/v0.6.0/nat/nat.go
 * @module
 */
import { isPlainMap } from '../data';
import type { ServicePort } from '../model.generated';
import type { ComposeText } from '../text/variable';
import { isAddress } from './addresses';
import * as errors from './errors';
import { DEFERRED, type Malformed, type Read, valueIn } from './read';
import { asText, cutText, hides, joinAll, joinTexts, sameForm, splitText } from './texts';

type Range = readonly [first: number, last: number];

/**
 * The ports that one entry of `ports` stands for, in the long syntax: a range is several. Compose's defaults (protocol
 * `tcp`, mode `ingress`) are not added.
 *
 * @example
 * ```ts
 * readPort('127.0.0.1:8080:80/udp'); // { value: [{ target: 80, published: 8080, host_ip: '127.0.0.1', protocol: 'udp' }] }
 * ```
 */
export function readPort(entry: unknown): Read<readonly ServicePort[]> {
  if (isPlainMap(entry)) return { value: [entry as ServicePort] }; // a wrong map is for the schema to tell
  const spec = Number.isInteger(entry) || typeof entry === 'bigint' ? String(entry) : asText(entry);
  if (spec === undefined) return errors.notAForm('a port', 'Write it as "published:target" or as a map.');
  const sections = splitText(spec, ':');
  const [container = '', host = ''] = [sections[sections.length - 1], sections[sections.length - 2]];
  if (hides(spec, ':') || (sections.length === 1 && typeof container !== 'string')) return DEFERRED;

  const [port, protocol] = cutText(container, '/') ?? [container, ''];
  const address = readAddress(sections.slice(0, -2));
  if ('problem' in address) return address;
  if (port === '') return errors.missingPort(typeof spec === 'string' ? spec : '');
  const badProtocol = checkProtocol(protocol);
  if (badProtocol !== undefined) return badProtocol;

  const common: ServicePort = {
    ...(address.value === '' ? {} : { host_ip: address.value }),
    ...(isTcp(protocol) ? {} : { protocol: typeof protocol === 'string' ? protocol.toLowerCase() : protocol }),
  };
  return pair(port, host, common);
}

/** The shortest short form of a port, or undefined where the short syntax cannot say it. */
export function printPort(port: ServicePort): ComposeText | undefined {
  const { target, published, host_ip: address, protocol, mode, ...rest } = port;
  if (target === undefined || target === '' || (mode !== undefined && mode !== 'ingress')) return undefined;
  if (Object.values(rest).some((value) => value !== undefined)) return undefined;
  const hasPublished = published !== undefined && published !== '';
  const hasAddress = address !== undefined && address !== '';
  const isSix = typeof address === 'string' && address.includes(':');
  const printed = joinTexts(
    ...(hasAddress ? [isSix ? `[${address}]` : address, ':'] : []),
    ...(hasPublished ? [portText(published)] : []),
    ...(hasPublished || hasAddress ? [':'] : []),
    portText(target),
    ...(protocol === undefined || isTcp(protocol) ? [] : ['/', protocol]),
  );
  const again = valueIn(readPort(printed));
  return again?.length === 1 && sameForm(again[0], plainest(port)) ? printed : undefined;
}

/** The port without what says nothing, numbers as numbers. */
function plainest({ target, published, host_ip, protocol, mode: _, ...rest }: ServicePort): ServicePort {
  return {
    ...rest,
    ...(target === undefined ? {} : { target: asNumber(target) }),
    ...(published === undefined || published === '' ? {} : { published: asNumber(published) }),
    ...(host_ip === undefined || host_ip === '' ? {} : { host_ip }),
    ...(protocol === undefined || isTcp(protocol) ? {} : { protocol }),
  };
}

function pair(port: ComposeText, host: ComposeText, common: ServicePort): Read<readonly ServicePort[]> {
  if (typeof port !== 'string') {
    if (hides(port, '-/') || cutText(port, '-') !== undefined) return DEFERRED;
    const published = typeof host === 'string' && host !== '' ? readRange(host) : undefined;
    if (published !== undefined && 'problem' in published) return published;
    if (published !== undefined && published.value[0] !== published.value[1]) return DEFERRED;
    return { value: [long(port, published === undefined ? host : published.value[0], common)] };
  }
  const targets = readRange(port);
  if ('problem' in targets) return targets;
  const [first, last] = targets.value;
  if (first === 0) return errors.badTarget(port);
  if (typeof host !== 'string') return first === last ? { value: [long(first, host, common)] } : DEFERRED;
  if (host === '') return { value: sequence(first, last, (target) => long(target, '', common)) };
  const hosts = readRange(host);
  if ('problem' in hosts) return hosts;
  const [low, high] = hosts.value;
  if (first === last) return { value: [long(first, low === high ? low : `${low}-${high}`, common)] };
  if (last - first !== high - low) return errors.unequalRanges(host, port);
  return { value: sequence(first, last, (target) => long(target, low + target - first, common)) };
}

function long(target: number | ComposeText, published: number | ComposeText, common: ServicePort): ServicePort {
  return { target, ...(published === '' ? {} : { published }), ...common };
}

function sequence<T>(first: number, last: number, make: (port: number) => T): readonly T[] {
  return Array.from({ length: last - first + 1 }, (_, index) => make(first + index));
}

/** `8000` or `8000-8010`; what follows a second `-` is not looked at. */
function readRange(text: string): { readonly value: Range } | Malformed {
  const [low = '', high = low] = text.split('-');
  const [first, last] = [readNumber(low), readNumber(high)];
  return first === undefined || last === undefined || last < first ? errors.badPort(text) : { value: [first, last] };
}

function readNumber(digits: string): number | undefined {
  const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
  return number <= 65535 ? number : undefined;
}

/** The text before the last two sections: an IPv6 address has colons of its own and may stand in brackets. */
function readAddress(sections: readonly ComposeText[]): { readonly value: ComposeText } | Malformed {
  const address = joinAll(sections, ':');
  if (typeof address !== 'string') {
    const inner = cutText(address, '[')?.[1];
    return { value: (inner === undefined ? undefined : cutText(inner, ']')?.[0]) ?? address };
  }
  const bare = address.startsWith('[') ? /^\[([^[\]]*)\]$/.exec(address)?.[1] : address;
  if (bare === undefined || (bare !== '' && !isAddress(bare))) return errors.badAddress(address);
  return { value: bare };
}

function checkProtocol(protocol: ComposeText): Malformed | undefined {
  if (typeof protocol !== 'string' || isTcp(protocol)) return undefined;
  return /^(udp|sctp)$/i.test(protocol) ? undefined : errors.badProtocol(protocol);
}

function isTcp(protocol: ComposeText): boolean {
  return typeof protocol === 'string' && (protocol === '' || protocol.toLowerCase() === 'tcp');
}

function portText(port: number | ComposeText): ComposeText {
  return typeof port === 'number' ? String(port) : port;
}

function asNumber(port: number | ComposeText): number | ComposeText {
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
}

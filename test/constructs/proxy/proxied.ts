/** Proxies for tests, and their configuration as nginx reads it. */
import { type ProxyHost, ReverseProxy, type ReverseProxyProps, type Stack } from 'compose-constructs';
import { type Parsed, parse } from '../../lib/languages/nginx/tokenizer';
import { type Circumstances, type Result, synth } from '../support';

/** What becomes of a proxy with one host that has these routes. */
export function hosted(
  routes: (host: ProxyHost, stack: Stack) => void,
  props: ReverseProxyProps = {},
  circumstances: Circumstances = {},
): Result {
  return synth((stack) => routes(new ReverseProxy(stack, 'proxy', props).host('shop.test'), stack), circumstances);
}

/** The configuration as nginx reads it. */
export function configured(...args: Parameters<typeof hosted>): readonly Parsed[] {
  return parse(hosted(...args).file('proxy/nginx.conf'));
}

/** The directives of a name. */
export function blocks(parsed: readonly Parsed[], name: string): Parsed[] {
  return parsed.filter(({ words }) => words[0] === name);
}

/** The servers, each by its name. */
export function servers(parsed: readonly Parsed[]): ReadonlyMap<string, readonly Parsed[]> {
  const [http] = blocks(parsed, 'http');
  return new Map(
    blocks(http?.block ?? [], 'server').map(({ block = [] }) => [
      blocks(block, 'server_name')[0]?.words[1] ?? '',
      block,
    ]),
  );
}

/** What follows `location`, in order, of the one host: those that requests are compared with. */
export function locations(...args: Parameters<typeof hosted>): string[][] {
  return blocks(servers(configured(...args)).get('shop.test') ?? [], 'location')
    .map(({ words }) => words.slice(1))
    .filter(([first]) => !first?.startsWith('@'));
}

/** Words of the directives of the `http` block that have this name, without the name. */
export function settings(name: string, ...args: Parameters<typeof hosted>): string[][] {
  const [http] = blocks(configured(...args), 'http');
  return blocks(http?.block ?? [], name).map(({ words }) => words.slice(1));
}

/**
 * A Phoenix release: built in the official Elixir image, https://hub.docker.com/_/elixir, and run on plain Debian.
 *
 * @module
 */
import type { ImageFacts } from './facts';

export interface PhoenixFacts extends ImageFacts {
  /** Image that the release is built in. */
  readonly builder: string;
  /** Debian packages that the Erlang runtime needs, https://hexdocs.pm/phoenix/releases.html#containers. */
  readonly runtimePackages: readonly string[];
  /** Asks for a page with bash alone: plain Debian has neither curl nor wget. */
  probe(port: number, path: string): readonly string[];
}

/** Facts about an Elixir version such as `1.18`; undefined if it is none. */
export function phoenixFacts(elixir: string): PhoenixFacts | undefined {
  if (!/^1\.\d+(\.\d+)?$/.test(elixir)) return undefined;
  return {
    builder: `elixir:${elixir}-slim`,
    // never older than the builder's Debian: a binary does not run with an older C library
    reference: 'debian:trixie-slim',
    user: { name: 'app', uid: 1000, gid: 1000 },
    scratch: ['/tmp'],
    runtimePackages: ['ca-certificates', 'libncurses6', 'libstdc++6', 'openssl'],
    probe: (port, path) => ['bash', '-c', bashProbe(port, path)],
  };
}

/** https://www.gnu.org/software/bash/manual/bash.html#Redirections describes `/dev/tcp`. */
function bashProbe(port: number, path: string): string {
  // what could end the quotes around it, and what HTTP does not allow, is percent-encoded
  const encoded = path.replace(/[^!-~]|['\\]/gu, (c) =>
    [...Buffer.from(c)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  const request = `GET ${encoded} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n`;
  return `exec 3<>/dev/tcp/127.0.0.1/${port} && printf '${request.replaceAll('%', '%%')}' >&3 && read -r -t 3 _ status _ <&3 && [[ $status == 2?? || $status == 3?? ]]`;
}

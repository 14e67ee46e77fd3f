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
}

/** Facts about an Elixir version such as `1.18`; undefined if it is none. */
export function phoenixFacts(elixir: string): PhoenixFacts | undefined {
  if (!/^1\.\d+(\.\d+)?$/.test(elixir)) return undefined;
  return {
    builder: `elixir:${elixir}-slim`,
    // never older than the builder's Debian: a binary does not run with an older C library
    reference: 'debian:trixie-slim',
    user: { name: 'app', uid: 1000, gid: 1000 },
    tmpfs: ['/tmp'],
    runtimePackages: ['ca-certificates', 'libncurses6', 'libstdc++6', 'openssl'],
  };
}

/**
 * The official Node image in its slim Debian variant, https://hub.docker.com/_/node.
 *
 * @module
 */
import type { ImageFacts } from './facts';

/** Facts about a release line such as `22`; undefined if it is none. */
export function nodeFacts(version: string): ImageFacts | undefined {
  if (!/^\d{2}(\.\d+){0,2}$/.test(version)) return undefined;
  return {
    reference: `node:${version}-bookworm-slim`,
    // https://github.com/nodejs/docker-node/blob/main/Dockerfile-slim.template
    user: { name: 'node', uid: 1000, gid: 1000 },
    tmpfs: ['/tmp'],
  };
}

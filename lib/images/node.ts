/**
 * The official Node image in its slim Debian variant, https://hub.docker.com/_/node.
 *
 * @module
 */
import type { ImageFacts } from './facts';

export interface NodeFacts extends ImageFacts {
  /**
   * Asks for a page with Node itself: the slim image has neither curl nor wget. A redirect is an answer and is not
   * followed, as it may lead outside; `fetch` would, and refuses some ports.
   */
  probe(url: string): readonly string[];
}

/** Facts about a release line such as `22`; undefined if it is none. */
export function nodeFacts(version: string): NodeFacts | undefined {
  if (!/^\d{2}(\.\d+){0,2}$/.test(version)) return undefined;
  return {
    reference: `node:${version}-bookworm-slim`,
    // https://github.com/nodejs/docker-node/blob/main/Dockerfile-slim.template
    user: { name: 'node', uid: 1000, gid: 1000 },
    scratch: ['/tmp'],
    probe: (url) => [
      'node',
      '--eval',
      `require('http').get(${JSON.stringify(url)}, ({ statusCode }) => process.exit(statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))`,
    ],
  };
}

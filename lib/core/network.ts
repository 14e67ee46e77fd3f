/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { Element } from './element';

/** What Compose can say of a network, https://docs.docker.com/reference/compose-file/networks/. */
export type NetworkProps = compose.Network;

/**
 * A network that services join.
 *
 * @example
 * ```ts
 * const backend = new Network(this, 'backend', { internal: true });
 * ```
 */
export class Network extends Element<compose.Network> {
  readonly #props: NetworkProps;

  constructor(scope: Construct, id: string, props: NetworkProps = {}) {
    super(scope, id, 'networks');
    this.#props = props;
  }

  override toCompose(): compose.Network {
    return this.#props;
  }
}

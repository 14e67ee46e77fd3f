/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { Element } from './element';
import { propertiesOf } from './element-properties';

/** Compose's properties of a network, https://docs.docker.com/reference/compose-file/networks/. */
export type NetworkProps = compose.Network;

/**
 * A network that services join.
 *
 * @example
 * ```ts
 * const backend = new Network(this, 'backend', Network.closed);
 * ```
 */
export class Network extends Element<compose.Network> {
  /** The section of the Compose file that it stands in. */
  declare readonly section: 'networks';

  /**
   * Properties of a network with no way out: not to other networks, not outside, and not to the host. The host has no
   * address in it. An internal network alone has one, where everything answers that listens to all addresses of the
   * host. It needs Docker Engine 20.10 or newer, and has no IPv6.
   *
   * @see https://docs.docker.com/engine/network/drivers/bridge/#skip-bridge-ip-address-configuration
   * @example
   * ```ts
   * const backend = new Network(this, 'backend', Network.closed);
   * ```
   */
  static readonly closed: NetworkProps = {
    internal: true,
    // an engine may give every network IPv6, and the host an address with it
    enable_ipv6: false,
    driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'true' },
  };

  readonly #props: NetworkProps;
  readonly #members = new Set<object>();
  #isDivided = false;

  constructor(scope: Construct, id: string, props: NetworkProps = {}) {
    super(scope, id, 'networks');
    this.#props = propertiesOf(this, props);
  }

  /** Counts a service that joins. @internal */
  joinedBy(service: object): void {
    this.#members.add(service);
  }

  /** The network where its provider meets one client. @internal */
  dividedFor(client: string): Network {
    this.#isDivided = true;
    const known = this.node.tryFindChild(client);
    return known instanceof Network ? known : new Network(this, client, this.#props);
  }

  /** Whether its clients meet the provider elsewhere, each in a network of its own, and nobody else is in it. @internal */
  get isVacant(): boolean {
    return this.#isDivided && this.#members.size <= 1;
  }

  /** @internal */
  override toCompose(): compose.Network {
    return this.#props;
  }
}

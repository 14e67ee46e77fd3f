/**
 * Facts about images of message brokers.
 *
 * @module
 */
import type { ServerFacts } from './facts';
import type { ImageFamily } from './family';

/** How a queue shall run. */
export interface QueueSettings {
  readonly user: string;
  /** Part of the broker that its clients use, of a product that has parts. */
  readonly virtualHost: string;
  /** Memory of the container, in bytes. */
  readonly memory: number;
  /** Further settings of the server, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The settings as a container has them. */
export interface QueueRun {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Asks the server, inside of its container, whether its user can log in. */
  readonly probe: readonly string[];
  /** The lines of its settings file. */
  readonly lines: readonly string[];
}

/** Facts about the official image of a message broker in one version. */
export interface QueueFacts extends ServerFacts {
  readonly dataPath: string;
  /** How a URL of a client begins, before `://`. */
  readonly scheme: string;
  /** The word that begins the variables of clients: `AMQP`. */
  readonly word: string;
  /** Variable that names the file with the password. */
  readonly passwordFile: string;
  /** Whether it has virtual hosts. @default false */
  readonly hasVirtualHosts?: boolean;
  /** Where its settings file stands. */
  readonly settingsAt: string;
  run(settings: QueueSettings): QueueRun;
}

/** A message broker with all images that are made of it. */
export interface QueueFamily extends ImageFamily {
  facts(tag: string): QueueFacts | undefined;
}

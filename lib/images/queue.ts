/**
 * Facts about images of message brokers.
 *
 * @module
 */
import type { Variable } from '../languages/compose';
import type { ServerFacts } from './facts';
import type { ImageFamily, ServerWords } from './family';

/** How a queue shall run. */
export interface QueueSettings {
  readonly user: string | Variable;
  /** Part of the broker that its clients use, of a product that has parts. */
  readonly virtualHost: string | Variable;
  /** Memory of the container, in bytes. */
  readonly memory: number;
  /** Further settings of the server, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The settings as a container has them. */
export interface QueueRun {
  readonly environment: Readonly<Record<string, string | Variable>>;
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

/** The variables of a broker's first start, and what the image does without them. */
export interface QueueVariables {
  readonly user: string;
  readonly password: string;
  readonly virtualHost: string;
  readonly usual: { readonly user: string; readonly password: string; readonly virtualHost: string };
  /** The variable with the name that its data stands under: this text, and then the host's name. */
  readonly node: { readonly name: string; readonly before: string };
}

/** A message broker with all images that are made of it. */
export interface QueueFamily extends ImageFamily, ServerWords {
  facts(tag: string): QueueFacts | undefined;
  /** Names and passwords that clients have, if the image takes them from variables. @default it does not */
  readonly variables?: QueueVariables;
}

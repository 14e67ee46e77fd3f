/**
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import type * as compose from '../languages/compose';
import { Element } from './element';
import { propertiesOf } from './element-properties';
import { generatedNowhere } from './errors';
import { number, record } from './form';
import { takes } from './inspect';
import { report } from './problem';

/** A secret file that synth creates when it is missing. */
export interface SecretGeneration {
  /** Number of characters, each a letter or a digit. */
  readonly length: number;
}

/**
 * Compose's properties of a secret, https://docs.docker.com/reference/compose-file/secrets/, and whether synth makes
 * it.
 */
export type SecretProps = compose.Secret & {
  /** How synth makes `file` when it is missing. @default it does not: the file is the user's own */
  readonly generate?: SecretGeneration;
};

const GENERATION = record('a map such as { length: 32 }', { length: number });

/** By root, so that nobody has to walk the tree for them. */
const secrets = new WeakMap<IConstruct, Secret[]>();

/**
 * A value that only the services that read it can see, as a file. The value itself is never in the tree.
 *
 * @example
 * ```ts
 * const key = new Secret(this, 'key', { file: './secrets/key' });
 * web.readSecret(key);
 * ```
 *
 * @example A file that synth makes
 * ```ts
 * const key = new Secret(this, 'key', { file: './secrets/key', generate: { length: 32 } });
 * ```
 */
export class Secret extends Element<compose.Secret> {
  /** The section of the Compose file that it stands in. */
  declare readonly section: 'secrets';

  /** Every secret of a tree, in the order of construction. */
  static allBelow(root: IConstruct): readonly Secret[] {
    return secrets.get(root) ?? [];
  }

  #readByOthers = false;

  readonly props: SecretProps;

  constructor(scope: Construct, id: string, props: SecretProps) {
    super(scope, id, 'secrets');
    const { generate, ...ofCompose } = propertiesOf(this, props);
    const isSound = generate === undefined || takes(this, 'Secret', 'generate', generate, GENERATION);
    this.props = { ...ofCompose, ...(isSound && generate !== undefined && { generate }) };
    if (generate !== undefined && ofCompose.file === undefined) report(this, generatedNowhere());
    const { root } = this.node;
    const known = secrets.get(root);
    if (known) known.push(this);
    else secrets.set(root, [this]);
  }

  /**
   * The mode of a file that synth creates: private, unless a process without root's full powers reads it. Compose
   * mounts the file as it is and ignores `uid`, `gid` and `mode`
   * (https://docs.docker.com/reference/compose-file/services/#secrets). So such a process could not read it. The folder
   * around it, mode 0700, keeps other users of the host out.
   */
  get mode(): 0o600 | 0o444 {
    return this.#readByOthers ? 0o444 : 0o600;
  }

  /**
   * Notes that a process of this user reads the secret.
   *
   * @param mayReadAll whether root, in that container, may read files of other users: the deploying user's, say
   * @internal
   */
  readBy(user: compose.ComposeText | undefined, mayReadAll: boolean): void {
    const uid = typeof user === 'string' ? user.split(':')[0] : undefined;
    if (!mayReadAll || (uid !== '0' && uid !== 'root')) this.#readByOthers = true;
  }

  /** @internal */
  override toCompose(): compose.Secret {
    if (this.props.generate === undefined) return this.props;
    const { generate: _, ...ofCompose } = this.props;
    return ofCompose;
  }
}

/** A construct that stands for a secret, such as a SecretFile. */
export interface SecretHolder {
  readonly secret: Secret;
}

/** The secret that something is or stands for; undefined if it is neither. */
export function secretOf(candidate: unknown): Secret | undefined {
  const element = Construct.isConstruct(candidate) && 'secret' in candidate ? candidate.secret : candidate;
  return Element.isElement(element) && element.section === 'secrets' ? (element as Secret) : undefined; // of that kind
}

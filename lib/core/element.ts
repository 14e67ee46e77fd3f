/**
 * The common base of elements: a section and a name in the Compose file, a stack, and overrides.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import type * as compose from '../languages/compose';
import { singular } from '../languages/compose';
import { accept } from './acceptance';
import { isThere } from './accepts';
import { namedIdOf } from './construct-props';
import { nameMissing, notAConstruct, otherStack } from './errors';
import { type Escape, merging, overriding, patching } from './escape';
import { admitElement } from './ids';
import { markOf } from './in-string';
import type { Paths } from './paths';
import { report } from './problem';
import { Stack } from './stack';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Element');

/** The names of the classes whose elements stand in each section: a bundle may call the classes themselves otherwise. */
export const CLASS_NAMES: Readonly<Record<compose.Section, string>> = {
  services: 'Service',
  networks: 'Network',
  volumes: 'Volume',
  secrets: 'Secret',
  configs: 'Config',
  models: 'Model',
};

/** A thin typed construct, one to one with a Compose element. */
export abstract class Element<Model extends object = object> extends Construct {
  /** Whether something is an element, of whichever copy of this library. */
  static isElement(candidate: unknown): candidate is Element {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  /** Key in its map of the Compose file: the ids from the stack down, joined with `-`. */
  readonly name: string;
  readonly stack: Stack;
  /** The calls of {@link override}, {@link merge} and {@link patch}, in order. @internal */
  readonly escapes: Escape[] = [];
  /** The id that its author gave, which its scope may keep under another name. */
  readonly #id: string;

  constructor(
    scope: Construct,
    id: string,
    /** The section of the Compose file that this stands in. */
    readonly section: compose.Section,
  ) {
    const nodeId = admitElement(scope, id, singular(section), (other) => isInOtherSection(other, section));
    super(scope, nodeId);
    remember(this);
    Object.defineProperty(this, TRAIT, { value: true });
    this.#id = typeof id === 'string' && nodeId.startsWith(`${id} (`) ? id : nodeId;
    this.stack = Stack.of(this);
    this.name = idsBelowStack(this) || this.#id;
    if (this.name === 'Default') report(this, nameMissing());
  }

  /** The element as Compose writes it. Called once, after the whole tree is built. @internal */
  abstract toCompose(paths: Paths): Model;

  /**
   * Sets one property of the Compose file, whatever this library would have written there. Overrides apply last, in the
   * order of the calls. The Compose schema judges them like everything else.
   *
   * @param path keys joined with `.`, or a list if a key contains a dot. List items by number, `-` for a new one
   * @param value what to write, as Compose writes it; `undefined` takes the property away. Paths of files are relative to
   * the folder of `stack.ts`, as everywhere
   * @example
   * ```ts
   * web.override('deploy.resources.limits.memory', '512M');
   * web.override(['labels', 'traefik.enable'], 'true');
   * ```
   */
  override(path: compose.PropertyPath, value: unknown): void {
    this.escapes.push(overriding(this.section, path, value));
  }

  /**
   * Merges an overlay as `docker compose -f base.yaml -f overlay.yaml` would. Maps merge and lists grow; ports and
   * mounts with the same target are replaced. `new Remove()` takes something away, `new Replace(value)` replaces it
   * whole.
   *
   * @see https://docs.docker.com/reference/compose-file/merge/
   * @example
   * ```ts
   * web.merge({ environment: { DEBUG: '1' }, ports: ['127.0.0.1:9229:9229'] });
   * ```
   */
  merge(overlay: compose.Overlay<Model>): void {
    this.escapes.push(merging(this.section, overlay));
  }

  /**
   * Applies operations of JSON Patch, all of them or none.
   *
   * @see https://www.rfc-editor.org/rfc/rfc6902
   * @example
   * ```ts
   * web.patch({ op: 'replace', path: '/healthcheck/interval', value: '10s' }, { op: 'remove', path: '/cap_drop' });
   * ```
   */
  patch(...operations: readonly compose.PatchOperation[]): void {
    this.escapes.push(patching(operations));
  }

  /**
   * Lets this element break a rule: what the rule has to say is not reported then. A rule that is accepted and not broken
   * is a warning.
   *
   * @param rule id of the rule, as the message shows it
   * @param reason the reason why it is right here, for later readers
   * @example
   * ```ts
   * web.accept('image-unpinned', 'a throw-away tool that should always be the newest');
   * ```
   */
  accept(rule: string, reason: string): void {
    accept(this, rule, reason);
  }

  /** Checks what a verb was given; a wrong thing is reported, and the verb then does nothing. @internal */
  accepts(verb: string, section: compose.Section, other: unknown): boolean {
    if (!Element.isElement(other) || other.section !== section) {
      report(this, notAConstruct(verb, `a ${CLASS_NAMES[section]}`, other));
      return false;
    }
    if (!isThere(this, verb, other)) return false;
    if (other.stack !== this.stack) {
      report(this, otherStack(verb, other, other.stack.name, this.stack.name));
      return false;
    }
    return true;
  }

  /** A mark for synth, which reports a construct inside of a text. Its `name` is a text. */
  override toString(): string {
    return markOf(this);
  }

  /** @internal */
  static idOf(construct: IConstruct): string {
    // an element of another copy of this library keeps its own to itself
    return #id in construct ? construct.#id : namedIdOf(construct);
  }
}

function isInOtherSection(construct: IConstruct, section: compose.Section): boolean {
  return Element.isElement(construct) && construct.section !== section;
}

/** The ids from the stack down, joined with `-`: the name of an element, an image, or a secret's file. */
export function idsBelowStack({ node }: IConstruct): string {
  return node.scopes
    .slice(node.scopes.findIndex((scope) => Stack.isStack(scope)) + 1)
    .map(Element.idOf)
    .filter((id) => id !== 'Default')
    .join('-');
}

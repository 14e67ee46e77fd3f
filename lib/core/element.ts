/**
 * What the five elements have in common: a kind, a name in the Compose file, and a stack.
 *
 * @module
 */
import { Construct } from 'constructs';
import { nameMissing, notAConstruct, otherStack } from './errors';
import { admit } from './ids';
import type { Paths } from './paths';
import { report } from './problem';
import { Stack } from './stack';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Element');

/** The maps of a Compose file that elements stand in. */
export type Kind = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs';

const WORDS: Readonly<Record<Kind, string>> = {
  services: 'a Service',
  networks: 'a Network',
  volumes: 'a Volume',
  secrets: 'a Secret',
  configs: 'a Config',
};

/** A thin typed construct, one to one with a Compose element. */
export abstract class Element<Model = unknown> extends Construct {
  /** Whether something is an element, of whichever copy of this library. */
  static isElement(candidate: unknown): candidate is Element {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  /** Which map of the Compose file this stands in. */
  abstract readonly kind: Kind;
  /** Key in that map: the ids from the stack down, joined with `-`. */
  readonly name: string;
  readonly stack: Stack;

  constructor(scope: Construct, id: string) {
    super(scope, admit(scope, id));
    remember(this);
    Object.defineProperty(this, TRAIT, { value: true });
    this.stack = Stack.of(this);
    this.name = nameOf(this, this.stack) || id;
    if (this.name === 'Default') report(this, nameMissing());
  }

  /** The element as Compose writes it. Called once, after the whole tree is built. */
  abstract toCompose(paths: Paths): Model;

  /** Checks what a verb was given; a wrong thing is reported, and the verb then does nothing. */
  protected accepts(verb: string, kind: Kind, other: unknown): boolean {
    if (!Element.isElement(other) || other.kind !== kind) {
      report(this, notAConstruct(verb, WORDS[kind], other));
      return false;
    }
    if (other.stack !== this.stack) {
      report(this, otherStack(verb, other, other.stack.name, this.stack.name));
      return false;
    }
    return true;
  }
}

function nameOf(element: Construct, stack: Stack): string {
  const scopes = element.node.scopes;
  return scopes
    .slice(scopes.indexOf(stack) + 1)
    .map((scope) => scope.node.id)
    .filter((id) => id !== 'Default')
    .join('-');
}

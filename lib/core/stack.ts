/**
 * One Compose project.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { accept } from './acceptance';
import { Environment } from './environment';
import {
  domainMissing,
  environmentMissing,
  folderInvalid,
  stackInStack,
  stackMissing,
  stackNameInvalid,
} from './errors';
import { boolean, either, form, named, oneOf, oneOrMore, string, strings } from './form';
import { admit } from './ids';
import { markOf } from './in-string';
import { type Forms, inspect } from './inspect';
import { report } from './problem';
import { remember } from './traced';

const TRAIT = Symbol.for('compose-constructs.Stack');

/** Who meets in the network of a connection: a provider with all of its clients, or with one. */
export type Isolation = 'provider' | 'pair';

/** The properties of a {@link Stack}. */
export interface StackProps {
  /** The environment of the stack. */
  readonly environment: Environment;
  /**
   * Name of the Compose project, and of the output folder. Volumes are named after it: changing it leaves their data
   * behind.
   *
   * @default the id
   */
  readonly name?: string;
  /**
   * Name of the output folder, if several stacks are one Compose project, such as on a laptop and a server.
   *
   * @default the name of the project
   */
  readonly folder?: string;
  /**
   * The oldest Docker Compose that has to read the stack, such as `2.26`. A property that it would reject is an error.
   *
   * @default whatever this library knows is allowed
   */
  readonly oldestCompose?: string;
  /**
   * Whether other Compose files define the rest of the project: an unknown name is then no error. Better is a list of the names
   * that they define: any other unknown name is still an error. A third file that includes both (`include`) leaves each its
   * own paths.
   *
   * @default false
   */
  readonly fragment?: boolean | readonly string[];
  /**
   * Who meets in one network. `provider`: a provider and all of its clients, which reach each other. `pair`: a provider and
   * one client, so that nobody reaches a construct without `connect` between them. Docker has room for about 30 networks
   * with its default address pools, https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file.
   *
   * @default 'provider'
   */
  readonly isolation?: Isolation;
  /**
   * Whether `docker compose up` recreates a service after a change of a file, secret or value that it reads. Compose
   * notices none of them by itself, so `synth` marks the services that read some.
   *
   * @default true
   */
  readonly noticesChanges?: boolean;
  /**
   * Files with values for the variables of the stack, relative to the folder of `stack.ts`. Compose reads a `.env`
   * beside its own file only. So `synth` names these files in the commands that it prints: `docker compose --env-file
   * .env …`.
   *
   * @default the shell's variables, and a `.env` in the output folder
   */
  readonly envFile?: string | readonly string[];
}

const PROPERTIES: Forms<StackProps> = {
  environment: form('an environment, such as Environment.development()', isEnvironment),
  name: string,
  folder: string,
  oldestCompose: named('a version in quotes, such as "2.26"', string),
  isolation: oneOf(...(['provider', 'pair'] satisfies Isolation[])),
  noticesChanges: boolean,
  fragment: either('true, or a list of names', boolean, strings),
  envFile: oneOrMore('the path of a file, or a list of them', string),
};

/** Whether something is an environment, of whichever copy of this library. */
function isEnvironment(candidate: unknown): boolean {
  return typeof candidate === 'object' && candidate !== null && 'isDevelopment' in candidate && 'tag' in candidate;
}

/**
 * One Compose project: one name, one environment, one output folder. Extend it and compose constructs in its
 * constructor.
 *
 * @example
 * ```ts
 * class Shop extends Stack {
 *   constructor(scope: Construct, id: string, props: StackProps) {
 *     super(scope, id, props);
 *     new Service(this, 'cache', { image: 'valkey/valkey:8.1' });
 *   }
 * }
 * ```
 */
export class Stack extends Construct {
  /** The stack that a construct stands in. @throws Error if it stands in none */
  static of(construct: IConstruct): Stack {
    const stack = construct.node.scopes.find(Stack.isStack);
    if (!stack) throw stackMissing(construct.node.path);
    return stack;
  }

  /** Whether something is a stack, of whichever copy of this library. */
  static isStack(candidate: unknown): candidate is Stack {
    return typeof candidate === 'object' && candidate !== null && TRAIT in candidate;
  }

  /** Name of the Compose project, with the instance of its environment at the end. */
  readonly name: string;
  readonly environment: Environment;
  /** Name of the output folder. */
  readonly folder: string;
  /** The oldest Docker Compose that has to read the stack, if that was said. */
  readonly oldestCompose: string | undefined;
  /** Whether other Compose files define what is missing here, or the names that they define. */
  readonly fragment: boolean | readonly string[];
  /** Files with values for the variables of the stack, relative to the folder of `stack.ts`. */
  readonly envFiles: readonly string[];
  /** Who meets in the network of a connection. */
  readonly isolation: Isolation;
  /** Whether a service is recreated after a change of what it reads. */
  readonly noticesChanges: boolean;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, admit(scope, id));
    remember(this);
    Object.defineProperty(this, TRAIT, { value: true });
    const { props: sound, problems } = inspect<Partial<StackProps>>(
      'Stack',
      props ?? {},
      PROPERTIES,
      {},
      { takesOthers: true },
    );
    for (const problem of problems) report(this, problem);
    const { name, fragment, isolation = 'provider' } = sound;
    const { folder, environment } = sound;
    const base = name ?? this.node.id;
    this.environment = environment ?? Environment.development();
    const { instance } = this.environment;
    this.name = instance === undefined ? base : `${base}-${instance}`;
    this.folder = folder ?? base;
    this.oldestCompose = sound.oldestCompose;
    this.isolation = isolation;
    this.fragment = fragment === true || (Array.isArray(fragment) && fragment.map(String));
    this.noticesChanges = sound.noticesChanges !== false;
    this.envFiles = [sound.envFile ?? []].flat();
    for (const problem of environment?.problems ?? []) report(this, problem);
    // a wrong one is reported
    if (props?.environment === undefined) report(this, environmentMissing());
    else if (environment?.domain === undefined && environment?.problems?.length === 0) report(this, domainMissing());
    // an id that was replaced is reported already
    const chosen = name ?? (this.node.id === id ? id : undefined);
    if (chosen !== undefined && !hasForm(chosen, /^[a-z0-9][a-z0-9_-]*$/)) report(this, stackNameInvalid(chosen));
    if (folder !== undefined && !hasForm(folder, /^[A-Za-z0-9][A-Za-z0-9_.-]*$/)) report(this, folderInvalid(folder));
    if (scope.node.scopes.some(Stack.isStack)) report(this, stackInStack());
  }

  /**
   * Lets everything in this stack break a rule: what the rule has to say is not reported then. A rule that is accepted
   * and not broken is a warning.
   *
   * @param rule id of the rule, as the message shows it
   * @param reason the reason why it is right here, for later readers
   * @example
   * ```ts
   * this.accept('image-unpinned', 'a throw-away tool that should always be the newest');
   * ```
   */
  accept(rule: string, reason: string): void {
    accept(this, rule, reason);
  }

  /** A mark for synth, which reports a construct inside of a text. Its `name` is a text. */
  override toString(): string {
    return markOf(this);
  }
}

function hasForm(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

/**
 * A program as a client: the providers and secrets that it reaches, in every service that runs the program.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { ComposeText } from '../languages/compose';
import { accepts } from './accepts';
import {
  type Connection,
  type ConnectionDetail,
  type ConnectOptions,
  type FrameworkWords,
  isProvider,
  type Provider,
} from './connection';
import type { Element } from './element';
import { connectChoice, detailUnknown, fileOnly, frameworkUnknown, secretFileNameInvalid } from './errors';
import { boolean, mapOf, oneOf, string, user } from './form';
import { type Forms, inspected } from './inspect';
import { intend } from './intent';
import { meetingOf } from './meeting';
import type { Network } from './network';
import { type DiagnosticProps, report } from './problem';
import { type Secret, type SecretHolder, secretOf } from './secret';
import type { StartScript } from './start-script';
import { Variables } from './variables';
import type { SecretMountOptions, StartCondition } from './wiring';

/** A service that runs the program, as far as a client needs it. */
export interface Member {
  readonly name: string;
  join(network: Network): void;
  startAfter(service: Element, condition: StartCondition): void;
  setEnvironment(name: string, value: ComposeText): void;
  /** Mounts the file of a secret. @returns its path in the container */
  addSecret(secret: Secret, options: SecretMountOptions): string;
  /** Lets a script run before the service's own command. */
  startWith(script: StartScript): void;
}

/** The kind of a client. */
export interface ClientProps {
  /** Names of the variables that have a value already. */
  readonly variables: readonly string[];
  /** User whose process reads secrets. @default the service's own */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** How the client reads secrets unless it says so. */
  readonly secrets: 'variable' | 'file';
  /** Why no script can start the program; undefined where one can. */
  whyNotStarted(): DiagnosticProps | undefined;
  /** Makes the script that starts the program. Called once at most. */
  makeScript(): StartScript;
}

/** How a program reads a secret. */
export interface ReadSecretOptions extends SecretMountOptions {
  /** Variable that holds the value, for a program that cannot read files. */
  readonly variable?: string;
  /** Variable that holds the path of the file. */
  readonly fileVariable?: string;
}

const READING: Forms<ReadSecretOptions> = { variable: string, fileVariable: string, as: string, user };

/** Where a secret would be that the program cannot read. */
const UNKNOWN = '/run/secrets/unknown';

const OPTIONS: Forms<ConnectOptions> = {
  as: string,
  for: oneOf('django', 'dotnet', 'laravel', 'rails', 'spring', 'symfony'),
  variables: mapOf("a map such as { DB_HOST: 'host' }", string),
  wait: boolean,
  secrets: oneOf('variable', 'file'),
};

/** The purpose of one service. */
interface Joined<M> {
  readonly member: M;
  /** Whether it reaches nothing but providers that keep data. */
  readonly isDataOnly: boolean;
}

export class Client<M extends Member = Member> {
  readonly #members: Joined<M>[] = [];
  readonly #variables: Variables;
  /** Everything that was asked for, for services that come later. */
  readonly #asked: ((joined: Joined<M>) => void)[] = [];
  #script: StartScript | undefined;
  readonly #construct: IConstruct;
  readonly #props: ClientProps;

  constructor(construct: IConstruct, props: ClientProps) {
    this.#props = props;
    this.#construct = construct;
    this.#variables = new Variables(construct, props.variables);
  }

  /** Adds a service that runs the program; it gets everything that the others have. */
  add(member: M, isDataOnly = false): void {
    const joined = { member, isDataOnly };
    this.#members.push(joined);
    for (const ask of this.#asked) ask(joined);
  }

  /** Lets every service do something, later ones included. */
  each(ask: (member: M, isDataOnly: boolean) => void): void {
    const asked = ({ member, isDataOnly }: Joined<M>): void => ask(member, isDataOnly);
    this.#asked.push(asked);
    for (const joined of this.#members) asked(joined);
  }

  /** @returns the connection, unless something about it is wrong, which is reported */
  connect<Name extends string>(
    provider: Provider<Name>,
    given: ConnectOptions<NoInfer<Name>> = {},
  ): Connection | undefined {
    const construct = this.#construct;
    if (!accepts(construct, 'connect', 'a construct to connect to, such as a Database', provider, isProvider)) return;
    const options = inspected<ConnectOptions>(construct, 'connect', given, OPTIONS, {});
    const isNamed = options.as !== undefined || options.for !== undefined;
    if (isNamed && options.variables !== undefined) report(construct, connectChoice());
    const connection = provider.connection(options.as);
    const chosen = this.#chosen(connection, options);
    if (!chosen || !this.#variables.take(chosen.map(([name]) => name))) return undefined;
    const { service, healthy, keepsData = false } = connection;
    const network = meetingOf(connection, this.#members[0]?.member.name);
    const variables = chosen.map(([name]) => name);
    this.each((member, isDataOnly) => {
      // a migration has the same settings as its app, and needs nothing but the data to run
      if (isDataOnly && !keepsData) return;
      const intent = { from: member.name, to: service.name, network: network.name, variables };
      intend(construct, { kind: 'connection', ...intent });
      member.join(network);
      if (options.wait ?? true) member.startAfter(service, healthy ? 'service_healthy' : 'service_started');
    });
    for (const [name, detail] of chosen) this.#tell(name, detail);
    return connection;
  }

  /** Lets the program read a secret, as a file and under the names given. @returns the path of the file */
  readSecret(secret: Secret | SecretHolder, given: ReadSecretOptions = {}): string {
    const construct = this.#construct;
    const element = secretOf(secret);
    const isSecret = (): boolean => element !== undefined;
    if (!accepts(construct, 'readSecret', 'a SecretFile or a Secret', secret, isSecret) || !element) return UNKNOWN;
    const { variable, fileVariable, ...reading } = inspected(construct, 'readSecret', given, READING, {});
    if (reading.as !== undefined && !/^\w[\w.-]*$/.test(reading.as)) {
      report(construct, secretFileNameInvalid(reading.as));
    }
    const path = `/run/secrets/${reading.as ?? element.name}`;
    if (!this.#variables.take([variable, fileVariable].filter((name) => name !== undefined))) return path;
    this.each((member) => member.addSecret(element, this.#reading(reading)));
    if (fileVariable !== undefined) this.#tell(fileVariable, { kind: 'file', secret: element }, reading);
    const text = { kind: 'text', secret: element, before: '', after: '', encoded: false } as const;
    if (variable !== undefined) this.#tell(variable, text, reading);
    return path;
  }

  /** The variables that a client gets, each with its detail; undefined where it asks for what is not there. */
  #chosen(
    { details, variables, words = {} }: Connection,
    options: ConnectOptions,
  ): readonly (readonly [string, ConnectionDetail])[] | undefined {
    const { secrets = this.#props.secrets } = options;
    const own = options.variables ?? options.for;
    const written = options.for === undefined ? undefined : detailsIn(words, options.for);
    if (options.for !== undefined && !written) {
      report(this.#construct, frameworkUnknown(options.for, Object.keys(words)));
      return undefined;
    }
    const all = written
      ? Object.entries(written).map(([name, detail]) => [name, name, detail] as const)
      : Object.entries(options.variables ?? variables).map(([name, of]) => [name, of, detailOf(details, of)] as const);
    const unknown = all.find(([, , detail]) => detail === undefined);
    if (unknown) report(this.#construct, detailUnknown(unknown[1], Object.keys(details)));
    const isText = (detail: ConnectionDetail | undefined): boolean =>
      typeof detail === 'object' && detail.kind === 'text';
    const unreadable = secrets === 'file' ? all.find(([, , detail]) => isText(detail)) : undefined;
    if (own && unreadable) report(this.#construct, fileOnly(unreadable[0], unreadable[1]));
    if (unknown || (own && unreadable)) return undefined;
    return all.flatMap(([name, , detail]) =>
      detail === undefined || (secrets === 'file' && isText(detail)) ? [] : [[name, detail] as const],
    );
  }

  #tell(name: string, detail: ConnectionDetail, reading: SecretMountOptions = {}): void {
    if (typeof detail === 'string') {
      this.each((member) => member.setEnvironment(name, detail));
      return;
    }
    const { secret } = detail;
    if (detail.kind === 'file') {
      this.each((member) => member.setEnvironment(name, member.addSecret(secret, this.#reading(reading))));
      return;
    }
    this.each((member) => {
      member.addSecret(secret, this.#reading(reading));
      intend(this.#construct, { kind: 'secret', service: member.name, secret: secret.name, variable: name });
    });
    const why = this.#props.whyNotStarted();
    if (why) report(this.#construct, why);
    if (!this.#script) {
      const script = this.#props.makeScript();
      this.#script = script;
      this.each((member) => member.startWith(script));
    }
    const { before, after, encoded } = detail;
    this.#script.add(`/run/secrets/${reading.as ?? secret.name}`, { name, before, after, encoded });
  }

  #reading(options: SecretMountOptions): SecretMountOptions {
    const { user } = this.#props;
    return { ...(user && { user }), ...options };
  }
}

function detailsIn(words: FrameworkWords, framework: string): Readonly<Record<string, ConnectionDetail>> | undefined {
  const found = Object.entries(words).find(([name]) => name === framework);
  return found?.[1];
}

function detailOf(details: Connection['details'], name: unknown): ConnectionDetail | undefined {
  return typeof name === 'string' && Object.hasOwn(details, name) ? details[name] : undefined;
}

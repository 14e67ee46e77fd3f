/**
 * The constructs that take the place of services, volumes and secrets.
 *
 * @module
 */
import {
  call,
  construct,
  type Expression,
  expressionStatement,
  literalOf,
  object,
  property,
  propertyAccess,
  type Statement,
  stringLiteral,
  thisKeyword,
  variable,
} from '../../languages/typescript';
import type { Note } from '../../languages/yaml';
import type { RecognizedServer, RecognizedTask, RecognizedWorkload, ValueSource } from '../recognize';
import { isSame } from './anchors';
import type { Program } from './program';
import type { Recognized } from './request';
import { writeEntries } from './services';
import { allComments } from './values';

export class RecognizedConstructs {
  private readonly workloads: ReadonlyMap<string, RecognizedWorkload>;
  private readonly tasks: ReadonlyMap<string, RecognizedTask>;

  constructor(
    private readonly recognized: Recognized,
    private readonly program: Program,
  ) {
    const { elements } = program;
    for (const { id, className, volume } of recognized.servers) {
      elements.hold('services', id, { className, property: 'service' });
      if (volume) elements.hold('volumes', volume.id, { className: 'DataVolume', property: 'volume' });
    }
    for (const { id } of recognized.secrets) {
      elements.hold('secrets', id, { className: 'SecretFile', property: 'secret' });
    }
    for (const { id, className } of recognized.workloads) {
      elements.hold('services', id, { className, property: 'service' });
    }
    this.workloads = new Map(recognized.workloads.map((one) => [one.id, one]));
    this.tasks = new Map(recognized.tasks.map((one) => [one.id, one]));
  }

  /** The Job or Worker that takes the place of a service. */
  workload(id: string): RecognizedWorkload | undefined {
    return this.workloads.get(id);
  }

  /** Whether tasks take the place of services that run the program of a workload. */
  hasTasks(workload: string): boolean {
    return this.recognized.tasks.some(({ like }) => like === workload);
  }

  /** The task that takes the place of a service. */
  task(id: string): RecognizedTask | undefined {
    return this.tasks.get(id);
  }

  /** The source of a SecretFile; undefined for any other secret. */
  secretProps(id: string): Expression | undefined {
    const secret = this.recognized.secrets.find((one) => one.id === id);
    return secret && object([property('source', this.source(secret.origin))]);
  }

  /** A group of statements for each server. @param services comments of the services */
  servers(services: Note | undefined): readonly (readonly Statement[])[] {
    return this.recognized.servers.map((server) => this.server(server, services?.entries?.get(server.id)));
  }

  /** `web.join(db.network);` for each server that a service could reach. */
  joins(service: string): readonly Statement[] {
    const { elements } = this.program;
    return this.recognized.servers.flatMap(({ id, clients }) => {
      const client = clients.find((one) => one.id === service);
      if (!client) return [];
      const network = propertyAccess(elements.holder('services', id), 'network');
      const joined = call(propertyAccess(elements.element('services', service), 'join'), network);
      const why = `its files do not name ${id}, which it could reach: if it need not, remove this line`;
      return [expressionStatement(joined, client.isNamed ? undefined : { above: why })];
    });
  }

  private server(server: RecognizedServer, note: Note | undefined): readonly Statement[] {
    const { id, className, rest, networks, aliases } = server;
    const { elements, values, imports } = this.program;
    const made = construct(imports.value(className), thisKeyword, stringLiteral(id), this.props(server));
    const above = commentsOn(server, note);
    const comments = above === '' ? undefined : { above };
    const name = elements.declare('services', id);
    const calls: Statement[] = [];
    const say = (target: 'merge' | 'join', ...args: Expression[]): void => {
      calls.push(expressionStatement(call(propertyAccess(elements.element('services', id), target), ...args)));
    };
    if (Object.keys(rest).length > 0) {
      say('merge', writeEntries(rest, withoutList(note), this.program));
    }
    if (aliases.length > 0) {
      const network = propertyAccess(elements.holder('services', id), 'network');
      say('join', network, values.of({ aliases }));
    }
    for (const { id: network, options } of networks) {
      const args = Object.keys(options).length === 0 ? [] : [values.of(options)];
      say('join', elements.element('networks', network), ...args);
    }
    return [name === undefined ? expressionStatement(made, comments) : variable(name, made, comments), ...calls];
  }

  private props(server: RecognizedServer): Expression {
    const { className, engine: factory, version, database, user, virtualHost, volume, limits } = server;
    const { password, rootPassword } = server;
    const { elements, imports, values } = this.program;
    const engine = call(propertyAccess(imports.value('Engine'), factory), stringLiteral(version));
    const isOpen = className === 'Cache' && password === undefined && factory !== 'memcached';
    return object(
      [
        property('engine', engine),
        ...(database === undefined ? [] : [property('database', values.of(database))]),
        ...(user === undefined || isSame(user, database) ? [] : [property('user', values.of(user))]),
        ...(virtualHost === undefined ? [] : [property('virtualHost', values.of(virtualHost))]),
        ...(volume ? [property('data', elements.holder('volumes', volume.id))] : []),
        ...(password ? [property('password', this.source(password))] : []),
        ...(isOpen ? [property('password', literalOf('none'))] : []),
        ...(rootPassword ? [property('rootPassword', this.source(rootPassword))] : []),
        ...Object.entries(limits).map(([name, value]) => property(name, literalOf(value))),
      ],
      { multiLine: true },
    );
  }

  private source(origin: ValueSource): Expression {
    const make = propertyAccess(this.program.imports.value('SecretSource'), origin.kind);
    return call(make, stringLiteral(origin.kind === 'file' ? origin.file : origin.variable));
  }
}

/**
 * Comments of the service, and of properties that its construct has under other names. Comments with a variable's value
 * are left out.
 */
function commentsOn({ rest }: RecognizedServer, note: Note | undefined): string {
  const inner = [...(note?.entries ?? [])].flatMap(([key, value]) =>
    key === 'environment' || (Object.hasOwn(rest, key) && key !== 'deploy') ? [] : [allComments(value)],
  );
  return [note?.before, note?.beside, ...inner, note?.after]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}

/** Comments on variables may hold what they are about, and stand by the place in a list. */
function withoutList(note: Note | undefined): Note | undefined {
  const entries = [...(note?.entries ?? [])].filter(([key]) => key !== 'environment' && key !== 'deploy');
  return { entries: new Map(entries) };
}

/**
 * The purpose of a stack as plain data: intents that constructs recorded ({@link Intent}), and facts from its elements.
 *
 * @module
 */
import type {
  ConnectionIntent,
  DataIntent,
  Intent,
  JobIntent,
  ReachIntent,
  RouteAnswer,
  RouteIntent,
  ScheduleIntent,
  SecretIntent,
  StartCondition,
  TaskIntent,
} from '../core';
import type { CanonicalProject, CanonicalService, Section } from '../languages/compose';
import type { ConstructOrigin, Origins } from './origins';

/** Everything that a stack is known to intend, by kind. Elements that are missing or in error have none. */
export interface Intents {
  /** Which addresses visitors may ask for, and what answers them. */
  readonly routes: readonly PlacedIntent<RouteIntent>[];
  /** Who calls whom. */
  readonly connections: readonly PlacedConnection[];
  /** Which services only some others may reach. */
  readonly reach: readonly PlacedIntent<ReachIntent>[];
  /** Services that end when their work is done. */
  readonly jobs: readonly PlacedJob[];
  /** Services that do their work at times of their own. */
  readonly schedules: readonly PlacedIntent<ScheduleIntent>[];
  /** Commands that a person runs. */
  readonly tasks: readonly PlacedIntent<TaskIntent>[];
  /** Named volumes, which outlive containers. */
  readonly data: readonly PlacedData[];
  /** Which service reads which secret, and how. */
  readonly secrets: readonly PlacedSecret[];
}

/** An intent and the place in the user's code that it comes from. */
export type PlacedIntent<Recorded extends Intent = Intent> = Recorded & { readonly origin: ConstructOrigin };

/** One service calls another. */
export type PlacedConnection = PlacedIntent<ConnectionIntent> & {
  /** The condition that the caller waits for before it starts; missing if it does not wait. */
  readonly waits?: StartCondition;
};

/** A service that ends when its work is done. */
export type PlacedJob = PlacedIntent<JobIntent> & {
  /** Services that start when it has succeeded. */
  readonly before: readonly string[];
  /** Whether it runs only when a person asks for it. */
  readonly onDemand: boolean;
};

/** A volume, and who mounts it. */
export type PlacedData = PlacedIntent<DataIntent> & {
  readonly mounts: readonly DataMount[];
};

/** A service mounts a volume. */
export interface DataMount {
  readonly service: string;
  /** Absolute path in the container. */
  readonly at: string;
  /** Whether the service writes to the volume. */
  readonly writes: boolean;
}

/** A service reads a secret. */
export interface PlacedSecret {
  readonly kind: 'secret';
  readonly service: string;
  readonly secret: string;
  /** Absolute path of the file in the container. */
  readonly file: string;
  /** Names of the variables that hold the path of the file. */
  readonly pathIn: readonly string[];
  /** Names of the variables that hold the value, or a text with the value in it. */
  readonly valueIn: readonly string[];
  readonly origin: ConstructOrigin;
}

/**
 * Joins what constructs recorded with what elements show.
 *
 * @param recorded in the order of the tree
 * @param project without elements that are in error
 */
export function intentsOf(recorded: readonly PlacedIntent[], project: CanonicalProject, origins: Origins): Intents {
  const services = Object.entries(project.services ?? {});
  const known = recorded.filter((intent) =>
    elementsOf(intent).every(([section, name]) => isIn(project[section], name)),
  );
  const ofKind = <K extends Intent['kind']>(wanted: K): readonly PlacedIntent<Extract<Intent, { kind: K }>>[] =>
    // the kind tells the members of a union apart
    known.filter(({ kind }) => kind === wanted) as PlacedIntent<Extract<Intent, { kind: K }>>[];
  let held: readonly PlacedData[] | undefined;
  let read: readonly PlacedSecret[] | undefined;
  return {
    routes: ofKind('route'),
    connections: ofKind('connection').map((connection) => {
      const waits = project.services?.[connection.from]?.depends_on?.[connection.to]?.condition;
      return { ...connection, ...(isCondition(waits) && { waits }) };
    }),
    reach: ofKind('reach'),
    jobs: jobs(ofKind('job'), services, origins),
    schedules: ofKind('schedule'),
    tasks: ofKind('task'),
    // what few readers ask for is worked out when they do
    get data() {
      held ??= data(ofKind('data'), services, project.volumes ?? {}, origins);
      return held;
    },
    get secrets() {
      read ??= secrets(ofKind('secret'), services, origins);
      return read;
    },
  };
}

type Services = readonly (readonly [name: string, service: CanonicalService])[];

/** The recorded ones, and every service whose success another one waits for. */
function jobs(recorded: readonly PlacedIntent<JobIntent>[], services: Services, origins: Origins): PlacedJob[] {
  const before = new Map(recorded.map(({ service }): [string, string[]] => [service, []]));
  for (const [name, { depends_on }] of services) {
    if (!depends_on) continue;
    for (const [other, dependency] of Object.entries(depends_on)) {
      // a key without a value is not printed: programs without types leave some
      if (dependency?.condition !== 'service_completed_successfully') continue;
      const waiting = before.get(other);
      if (waiting) waiting.push(name);
      else before.set(other, [name]);
    }
  }
  if (before.size === 0) return [];
  const places = new Map(recorded.map(({ service, origin }) => [service, origin]));
  const byName = new Map(services);
  return [...before].flatMap(([service, waiting]): PlacedJob[] => {
    const found = byName.get(service);
    if (!found) return []; // of another Compose file
    const origin = places.get(service) ?? origins.get('services', service);
    return [{ kind: 'job', service, before: waiting, onDemand: (found.profiles?.length ?? 0) > 0, origin }];
  });
}

/** Every volume of the project, with its mounts. */
function data(
  recorded: readonly PlacedIntent<DataIntent>[],
  services: Services,
  volumes: object,
  origins: Origins,
): PlacedData[] {
  const mounts = new Map(Object.keys(volumes).map((volume): [string, DataMount[]] => [volume, []]));
  if (mounts.size === 0) return [];
  for (const [service, { volumes: mounted }] of services) {
    if (!mounted) continue;
    for (const { source, target, read_only } of mounted) {
      const known = typeof source === 'string' ? mounts.get(source) : undefined;
      if (typeof target === 'string') known?.push({ service, at: target, writes: read_only !== true });
    }
  }
  const engines = new Map(recorded.map(({ volume, engine }) => [volume, engine]));
  return [...mounts].map(([volume, of]) => {
    const engine = engines.get(volume);
    return { kind: 'data', volume, ...(engine && { engine }), mounts: of, origin: origins.get('volumes', volume) };
  });
}

/** Every secret that a service reads, with the variables that lead to it. */
function secrets(
  recorded: readonly PlacedIntent<SecretIntent>[],
  services: Services,
  origins: Origins,
): PlacedSecret[] {
  const all: PlacedSecret[] = [];
  const values = new Map<string, PlacedIntent<SecretIntent>[]>();
  for (const intent of recorded) {
    const key = keyOf(intent.service, intent.secret);
    const known = values.get(key);
    if (known) known.push(intent);
    else values.set(key, [intent]);
  }
  for (const [service, { secrets: read, environment = {} }] of services) {
    if (!read) continue;
    for (const [index, { source, target = source }] of read.entries()) {
      if (typeof source !== 'string' || typeof target !== 'string') continue; // only the deploying host knows
      // https://docs.docker.com/reference/compose-file/services/#secrets
      const file = target.startsWith('/') ? target : `/run/secrets/${target}`;
      const pathIn = Object.keys(environment).filter((name) => environment[name] === file);
      const byValue = values.get(keyOf(service, source)) ?? [];
      const valueIn = byValue.map(({ variable }) => variable);
      const origin = byValue[0]?.origin ?? origins.get('services', service, ['secrets', String(index)]);
      all.push({ kind: 'secret', service, secret: source, file, pathIn, valueIn, origin });
    }
  }
  return all;
}

function keyOf(service: string, secret: string): string {
  return `${service} ${secret}`;
}

/** The elements that answer visitors. */
function elementsBehind(answer: RouteAnswer): readonly (readonly [Section, string])[] {
  switch (answer.by) {
    case 'service':
      return [['services', answer.service]];
    case 'volume':
      return [['volumes', answer.volume]];
    case 'redirect':
      return [];
  }
}

/** The elements that an intent is about. */
function elementsOf(intent: Intent): readonly (readonly [Section, string])[] {
  switch (intent.kind) {
    case 'route':
      return [['services', intent.proxy], ...elementsBehind(intent.answer)];
    case 'connection':
      return [
        ['services', intent.from],
        ['services', intent.to],
        ['networks', intent.network],
      ];
    case 'reach':
    case 'job':
    case 'schedule':
      return [['services', intent.service]];
    case 'task':
      return [
        ['services', intent.service],
        ['services', intent.like],
      ];
    case 'data':
      return [['volumes', intent.volume]];
    case 'secret':
      return [
        ['services', intent.service],
        ['secrets', intent.secret],
      ];
  }
}

function isIn(elements: object | undefined, name: string): boolean {
  return elements !== undefined && Object.hasOwn(elements, name);
}

const CONDITIONS: ReadonlySet<unknown> = new Set<StartCondition>([
  'service_started',
  'service_healthy',
  'service_completed_successfully',
]);

function isCondition(value: unknown): value is StartCondition {
  return CONDITIONS.has(value);
}

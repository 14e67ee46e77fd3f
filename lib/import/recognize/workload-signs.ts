/**
 * Signs in a project that a service ends, or consumes a queue.
 *
 * @module
 */
import { isText, partsOf, sectionOf } from '../../languages/compose';
import { entryOf, isPlainMap, type PlainMap } from '../../languages/yaml';
import { isNothing, textsIn } from './texts';
import type { ProjectView } from './view';

/** Everything that a project shows about its services, looked up once. */
export interface Signs {
  /** Services whose success others wait for: https://docs.docker.com/reference/compose-file/services/#long-syntax-1 */
  readonly jobs: ReadonlySet<string>;
  /** Services that others wait for, on whatever condition. */
  readonly awaited: ReadonlySet<string>;
  /**
   * Whether a service runs all the time, is called by nobody, and works for a program with the same image. Each of it has
   * to show: a service that only looks so may listen to a port after all.
   */
  isWorker(id: string): boolean;
}

export function signsOf(view: ProjectView): Signs {
  const { services } = view;
  const waits = waitsIn(view);
  const callers = callersIn(services);
  const commands = commandsByImage(services);
  return {
    jobs: new Set(waits.flatMap(({ id, isForSuccess }) => (isForSuccess ? [id] : []))),
    awaited: new Set(waits.map(({ id }) => id)),
    isWorker: (id) => {
      const service = services.get(id) ?? {};
      const isShared = (commands.get(keyOf(service['image']))?.size ?? 0) > 1;
      return isShared && looksLikeWorker(id, service) && !namesOf(id, service).some((name) => isCalled(name, id));
    },
  };

  function isCalled(name: string, id: string): boolean {
    const found = callers.get(name);
    return found !== undefined && (found.size > 1 || !found.has(id));
  }
}

interface Wait {
  /** The service that another one waits for. */
  readonly id: string;
  readonly isForSuccess: boolean;
}

function waitsIn({ canonical, changes }: ProjectView): readonly Wait[] {
  const services = [canonical, ...changes].flatMap((layer) => Object.values(sectionOf(layer, 'services')));
  return services.flatMap((service) => {
    const after = entryOf(service, 'depends_on');
    return Object.entries(isPlainMap(after) ? after : {}).map(([id, how]) => {
      return { id, isForSuccess: entryOf(how, 'condition') === 'service_completed_successfully' };
    });
  });
}

/**
 * Names of queues, schedulers and their libraries: https://docs.celeryq.dev/en/stable/reference/cli.html,
 * https://github.com/sidekiq/sidekiq/wiki, https://laravel.com/docs/queues, https://python-rq.org/docs/workers/,
 * https://docs.bullmq.io/guide/workers
 */
const WORDS: ReadonlySet<string> = new Set([
  ...[
    'worker',
    'workers',
    'queue',
    'queues',
    'celery',
    'beat',
    'sidekiq',
    'horizon',
    'resque',
    'rq',
    'dramatiq',
    'huey',
  ],
  ...['scheduler', 'schedule', 'cron', 'consumer', 'jobs'],
]);

/** Labels that configure routers of containers: https://doc.traefik.io/traefik/providers/docker/ */
const ROUTING = /^(traefik|caddy)\b/i;

function looksLikeWorker(id: string, service: PlainMap): boolean {
  const { restart, command, entrypoint, labels, environment } = service;
  if (restart !== 'always' && restart !== 'unless-stopped') return false;
  if (isNothing(command) && isNothing(entrypoint)) return false;
  if (!isNothing(service['ports']) || !isNothing(service['expose'])) return false;
  if (Object.keys(isPlainMap(labels) ? labels : {}).some((name) => ROUTING.test(name))) return false;
  if (entryOf(environment, 'VIRTUAL_HOST') !== undefined) return false;
  const said = [id, ...[...textsIn(command), ...textsIn(entrypoint)].map(([, text]) => text)];
  return said.some((text) => text.split(/[^A-Za-z]+/).some((word) => WORDS.has(word.toLowerCase())));
}

/** The different commands that services run, by their image. */
function commandsByImage(services: ProjectView['services']): ReadonlyMap<string, ReadonlySet<string>> {
  const commands = new Map<string, Set<string>>();
  for (const { image, command, entrypoint } of services.values()) {
    if (isNothing(image)) continue;
    const known = commands.get(keyOf(image)) ?? new Set();
    commands.set(keyOf(image), known.add(`${keyOf(command)} ${keyOf(entrypoint)}`));
  }
  return commands;
}

/** The same for texts, and lists of texts, that are equal. */
function keyOf(value: unknown): string {
  const parts = (_: string, item: unknown): unknown =>
    typeof item !== 'string' && isText(item) ? partsOf(item) : item;
  return JSON.stringify(value, parts) ?? '';
}

/** The names under which others find a service. */
function namesOf(id: string, { container_name, hostname, networks }: PlainMap): readonly string[] {
  const aliases = Object.values(isPlainMap(networks) ? networks : {}).flatMap((entry) => {
    const names = entryOf(entry, 'aliases');
    return Array.isArray(names) ? names : [];
  });
  return [id, container_name, hostname, ...aliases].filter((name) => typeof name === 'string');
}

/** The services that say a word where the name of a host may stand, by that word. */
function callersIn(services: ProjectView['services']): ReadonlyMap<string, ReadonlySet<string>> {
  const callers = new Map<string, Set<string>>();
  for (const [id, service] of services) {
    for (const name of hostsIn(service)) callers.set(name, (callers.get(name) ?? new Set()).add(id));
  }
  return callers;
}

/** `queue:80`, also behind other words. */
const WITH_PORT = /(?<=^|[\s/@,=])([^\s/@,=:?#]+):\d/g;

/** `http://queue/` and `user@queue`. */
const IN_ADDRESS = /(?<=[/@])([^\s/@,=:?#]+)(?=[:/?#\s,]|$)/g;

function hostsIn(service: PlainMap): readonly string[] {
  const { links, environment } = service;
  const shared = ['network_mode', 'ipc', 'pid'].map((key) => /^service:(.+)$/.exec(plain(service[key]))?.[1]);
  const texts = ['environment', 'command', 'entrypoint', 'healthcheck'].flatMap((key) =>
    [...textsIn(service[key])].map(([, text]) => text),
  );
  return [
    ...(Array.isArray(links) ? links.map((link) => plain(link).split(':')[0]) : []),
    ...shared,
    ...[...textsIn(environment)].map(([, text]) => text), // `queue` alone
    ...texts.flatMap((text) =>
      [WITH_PORT, IN_ADDRESS].flatMap((form) => [...text.matchAll(form)].map(([, name]) => name)),
    ),
  ].filter((name) => name !== undefined);
}

/** A text without a variable; empty for anything else. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

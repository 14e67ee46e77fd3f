/**
 * What shows in a project that a service ends, or works off what others leave it.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { sectionOf } from '../../languages/compose';
import { entryOf, isPlainMap } from '../../languages/yaml';
import { isNothing, textsIn } from './texts';
import type { ProjectView } from './view';

/** Services whose success others wait for: https://docs.docker.com/reference/compose-file/services/#long-syntax-1 */
export function jobsIn({ canonical, changes }: ProjectView): ReadonlySet<string> {
  const jobs = new Set<string>();
  for (const layer of [canonical, ...changes]) {
    for (const service of Object.values(sectionOf(layer, 'services'))) {
      const after = entryOf(service, 'depends_on');
      for (const [id, how] of Object.entries(isPlainMap(after) ? after : {})) {
        if (entryOf(how, 'condition') === 'service_completed_successfully') jobs.add(id);
      }
    }
  }
  return jobs;
}

/**
 * What queues, schedulers and their libraries are called: https://docs.celeryq.dev/en/stable/reference/cli.html,
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

/** How routers of containers are told by labels: https://doc.traefik.io/traefik/providers/docker/ */
const ROUTING = /^(traefik|caddy)\b/i;

/**
 * Whether a service runs all the time, is called by nobody, and works for a program with the same image. Each of it has
 * to show: what only looks like it may listen to a port after all.
 */
export function isWorker(id: string, { services }: ProjectView): boolean {
  const service = services.get(id) ?? {};
  const { restart, command, entrypoint, labels, environment } = service;
  if (restart !== 'always' && restart !== 'unless-stopped') return false;
  if (isNothing(command) && isNothing(entrypoint)) return false;
  if (!isNothing(service['ports']) || !isNothing(service['expose'])) return false;
  if (Object.keys(isPlainMap(labels) ? labels : {}).some((name) => ROUTING.test(name))) return false;
  if (entryOf(environment, 'VIRTUAL_HOST') !== undefined) return false;
  const said = [id, ...[...textsIn(command), ...textsIn(entrypoint)].map(([, text]) => text)];
  if (!said.some((text) => text.split(/[^A-Za-z]+/).some((word) => WORDS.has(word.toLowerCase())))) return false;
  return sharesProgram(id, services) && !isCalled(id, services);
}

/** Whether another service runs the same image with another command. */
function sharesProgram(id: string, services: ProjectView['services']): boolean {
  const own = services.get(id) ?? {};
  return [...services].some(
    ([other, service]) =>
      other !== id &&
      !isNothing(own['image']) &&
      isDeepStrictEqual(service['image'], own['image']) &&
      !(
        isDeepStrictEqual(service['command'], own['command']) &&
        isDeepStrictEqual(service['entrypoint'], own['entrypoint'])
      ),
  );
}

/** Whether others have the name of a service as that of a host. */
function isCalled(id: string, services: ProjectView['services']): boolean {
  const { container_name, hostname, networks } = services.get(id) ?? {};
  const aliases = Object.values(isPlainMap(networks) ? networks : {}).flatMap((entry) => {
    const names = entryOf(entry, 'aliases');
    return Array.isArray(names) ? names : [];
  });
  const names = [id, container_name, hostname, ...aliases].filter((name) => typeof name === 'string');
  const host = names.map((name) => name.replace(/[^\w-]/g, '\\$&')).join('|');
  const alone = new RegExp(`^(?:${host})$`);
  const address = new RegExp(`(?:^|[\\s/@,=])(?:${host}):\\d|[/@](?:${host})(?:[:/?#\\s,]|$)`);
  return [...services].some(([other, service]) => {
    if (other === id) return false;
    if (['network_mode', 'ipc', 'pid'].some((key) => service[key] === `service:${id}`)) return true;
    if (Array.isArray(service['links']) && service['links'].some((link) => String(link).split(':')[0] === id))
      return true;
    const texts = [...textsIn(service['environment'])].map(([, text]) => text);
    const words = ['command', 'entrypoint', 'healthcheck'].flatMap((key) => [...textsIn(service[key])]);
    return texts.some((text) => alone.test(text) || address.test(text)) || words.some(([, text]) => address.test(text));
  });
}

/**
 * The services that a Job, a Worker or a task takes the place of.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { isText, type Project, sectionOf } from '../../languages/compose';
import { entryOf, isPlainMap, type PlainMap } from '../../languages/yaml';
import { isServer } from '../server';
import type { NotRecognized, RecognizedTask, RecognizedWorkload, Remark, WorkloadClass } from './model';
import { isNothing } from './texts';
import type { ProjectView } from './view';
import { OF_CONTAINER, type Said, saidOf } from './workload-properties';
import { type Signs, signsOf } from './workload-signs';

export interface Workloads {
  readonly workloads: readonly RecognizedWorkload[];
  readonly tasks: readonly RecognizedTask[];
  readonly notRecognized: readonly NotRecognized[];
  readonly remarks: readonly Remark[];
  /** The project without what the constructs say. */
  readonly project: Project;
}

interface Found {
  readonly workload: RecognizedWorkload;
  readonly rest: PlainMap;
}

/** @param project what is left of the project of the view */
export function workloadsOf(view: ProjectView, project: Project): Workloads {
  const signs = signsOf(view);
  const found = new Map<string, Found>();
  const notRecognized: NotRecognized[] = [];
  for (const [id, written] of Object.entries(sectionOf(project, 'services'))) {
    const className = classOf(id, signs);
    if (className === undefined || !isPlainMap(written)) continue;
    const why = [...whyNot(id, view), ...whyNotRestart(written, className)];
    if (why.length > 0)
      notRecognized.push({ service: id, why: `it is no ${className}: ${why.slice(0, 3).join('; ')}` });
    else {
      const { rest, ...said } = saidBy(id, written, className, view);
      found.set(id, { workload: { id, className, ...said }, rest });
    }
  }
  const tasks = tasksOf(found, { view, signs, project });
  const rests = new Map([...found, ...tasks].map(([id, { rest }]) => [id, rest]));
  return {
    workloads: [...found.values()].map(({ workload }) => workload),
    tasks: [...tasks.values()].map(({ task }) => task),
    notRecognized,
    remarks: remarksOn([...found.values()].map(({ workload }) => workload)),
    project: withRests(project, rests),
  };
}

function classOf(id: string, { jobs, isWorker }: Signs): WorkloadClass | undefined {
  if (jobs.has(id)) return 'Job';
  return isWorker(id) ? 'Worker' : undefined;
}

function saidBy(id: string, written: PlainMap, className: WorkloadClass, view: ProjectView): Said {
  const { environments } = view.request;
  const onServer = environments.length > 0 && environments.every(({ name }) => isServer(name));
  return saidOf(written, view.services.get(id) ?? {}, { className, isServer: onServer });
}

function whyNot(id: string, { request, canonical, services, taken }: ProjectView): string[] {
  const service = services.get(id) ?? {};
  const isHere = Object.hasOwn(sectionOf(canonical, 'services'), id);
  return [
    isHere ? undefined : 'only one of the environments has it',
    isNothing(service['build']) ? undefined : 'it is built with a Dockerfile of its own',
    isText(service['image']) || !isNothing(service['build']) ? undefined : 'it has no image',
    areNamesKnown(service['networks']) ? undefined : 'a variable says under which names others find it',
    taken.whyNot('services', id),
    ...request.environments.map(({ name, overlay }) => {
      const change = sectionOf(overlay, 'services')[id];
      if (change === undefined) return undefined;
      if (!isPlainMap(change)) return `the environment ${name} changes it as a whole`;
      const key = ['networks', 'network_mode', 'build'].find((one) => Object.hasOwn(change, one));
      return key === undefined ? undefined : `the environment ${name} changes its ${key}`;
    }),
  ].filter((reason) => reason !== undefined);
}

function whyNotRestart({ restart }: PlainMap, className: WorkloadClass): string[] {
  const isAgain =
    restart === 'always' || restart === 'unless-stopped' || (isText(restart) && typeof restart !== 'string');
  return className === 'Job' && isAgain ? ['it starts again after it has ended'] : [];
}

/** The verb takes names of its own, and neither variables nor an empty map. */
function areNamesKnown(networks: unknown): boolean {
  return Object.values(isPlainMap(networks) ? networks : {}).every((entry) => {
    const { aliases = [] } = isPlainMap(entry) ? entry : {};
    return Array.isArray(aliases) && aliases.every((name) => typeof name === 'string');
  });
}

/** Properties that no task has. */
const OF_ONE: ReadonlySet<string> = new Set(['retries', ...OF_CONTAINER]);

interface FoundTask {
  readonly task: RecognizedTask;
  readonly rest: PlainMap;
}

/** Services with a profile of their own that run the program of a workload with another command, under its name. */
function tasksOf(
  found: ReadonlyMap<string, Found>,
  { view, signs, project }: { readonly view: ProjectView; readonly signs: Signs; readonly project: Project },
): ReadonlyMap<string, FoundTask> {
  const tasks = new Map<string, FoundTask>();
  for (const [id, written] of Object.entries(sectionOf(project, 'services'))) {
    const [name, ...others] = profilesOf(view.services.get(id));
    if (!isPlainMap(written) || found.has(id) || name === undefined || others.length > 0) continue;
    const like = id.endsWith(`-${name}`) ? found.get(id.slice(0, -name.length - 1))?.workload : undefined;
    // a task is declared after all that could wait for it
    if (!like || whyNot(id, view).length > 0 || signs.awaited.has(id)) continue;
    const { image, properties, rest } = saidBy(id, written, 'Job', view);
    const command = properties.find((one) => one.name === 'command');
    const own = properties.filter((one) => OF_ONE.has(one.name)).map(({ of }) => [of, written[of]]);
    if (!command || !isDeepStrictEqual([image, programOf(properties)], [like.image, programOf(like.properties)]))
      continue;
    // the words are strings, or they would be no property of a workload
    const task = { id, name, like: like.id, command: command.value as readonly string[] };
    tasks.set(id, { task, rest: { ...rest, ...Object.fromEntries(own) } });
  }
  return tasks;
}

/** Properties that a task inherits from its workload, by name. */
function programOf(properties: RecognizedWorkload['properties']): object {
  const others = new Set(['command', 'profiles', ...OF_ONE]);
  return Object.fromEntries(properties.flatMap(({ name, value }) => (others.has(name) ? [] : [[name, value]])));
}

function profilesOf(service: PlainMap | undefined): readonly string[] {
  const profiles = service?.['profiles'];
  return Array.isArray(profiles) ? profiles.map(String) : [];
}

function withRests(project: Project, rests: ReadonlyMap<string, PlainMap>): Project {
  if (rests.size === 0) return project;
  const services = Object.entries(sectionOf(project, 'services')).map(([id, service]) => {
    const rest = rests.get(id);
    return [id, rest && isPlainMap(service) ? { ...rest, ...networksIn(service) } : service] as const;
  });
  const networks = sectionOf(project, 'networks');
  const joined = services.filter(([id]) => rests.has(id)).map(([, service]) => entryOf(service, 'networks'));
  const isJoined = joined.some((names) => (Array.isArray(names) ? names.includes('default') : isIn(names, 'default')));
  return {
    ...project,
    services: Object.fromEntries(services),
    ...(isJoined && !isIn(networks, 'default') && { networks: { ...networks, default: null } }),
  } as Project; // the same maps, with entries that Compose takes
}

/** Compose puts a service without networks into `default`, and a workload stands in none. */
function networksIn({ networks, network_mode }: PlainMap): PlainMap {
  if (!isNothing(network_mode)) return {};
  if (isNothing(networks)) return { networks: ['default'] };
  return isPlainMap(networks) ? { networks: withoutEmpty(networks) } : {};
}

function isIn(map: unknown, key: string): boolean {
  return isPlainMap(map) && Object.hasOwn(map, key);
}

/** `{}` says as much as nothing. */
function withoutEmpty(networks: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries(networks).map(([id, entry]) => [id, isNothing(entry) ? null : entry]));
}

function remarksOn(workloads: readonly RecognizedWorkload[]): readonly Remark[] {
  const plain = workloads.filter(({ properties }) => properties.some(({ name }) => name === 'hardened'));
  return plain.map(({ id }) => {
    return { service: id, what: 'Runs as before, with `hardened: false`: remove that where it runs without.' };
  });
}

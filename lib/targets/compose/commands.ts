/**
 * The commands that run a stack with Docker Compose.
 *
 * @see https://docs.docker.com/reference/cli/docker/compose/
 * @module
 */
import { join } from 'node:path';
import { type Assembly, type CommandWord, onDemand, type StackCommands } from '../../assembly';

/** Name of the file that `docker compose` reads. */
export const COMPOSE_FILE = 'compose.yaml';

export function commands(assembly: Assembly): StackCommands {
  const { envFiles, paths, project, isFragment } = assembly;
  const files: readonly CommandWord[] = [
    ...envFiles.flatMap((path) => ['--env-file', { path }]),
    '-f',
    { path: join(paths.folder, COMPOSE_FILE) },
  ];
  const isPart = isFragment && project.include === undefined;
  const first = assembly.intents.tasks.filter(({ comesFirst }) => comesFirst);
  const jobs = assembly.intents.jobs.filter((job) => !job.onDemand);
  const builds = buildsImages(assembly);
  // `run` builds an image that is missing, and never one that is old
  const images = first.length > 0 && builds ? [compose(files, 'build')] : [];
  return {
    before: isPart ? [] : [...images, ...first.map(({ service }) => runCommand(files, service))],
    start: isPart ? [] : [up(files, builds)],
    // `down` leaves what a profile started, https://github.com/docker/compose/issues/12648
    stop: isPart ? [] : [compose([...files, ...profileOptions(serverProfiles(assembly))], 'down')],
    jobs: new Map([
      ...jobs.map(({ service }) => [service, [runCommand(files, service)]] as const),
      // in the container that waits, so that no two of them run at a time
      ...assembly.intents.schedules.map(
        ({ service, now }) => [service, [compose(files, 'exec', service, ...now)]] as const,
      ),
    ]),
    recreate: isPart ? new Map() : recreations(files, assembly),
    onDemand: new Map(onDemand(assembly).map((service) => [service, [onDemandCommand(files, assembly, service)]])),
  };
}

/**
 * Starts a server behind a profile, with its ports, or runs anything else once.
 *
 * @param files options that name the files of the project
 */
export function onDemandCommand<W extends CommandWord>(
  files: readonly W[],
  assembly: Assembly,
  service: string,
): readonly (W | string)[] {
  const [profile] = isServer(assembly, service) ? profilesOf(assembly, service) : [];
  if (profile === undefined) return runCommand(files, service);
  return up([...files, ...profileOptions([profile])], buildsImages(assembly));
}

/** Runs one service in a container that goes away with it; `run` publishes no ports. */
function runCommand<W extends CommandWord>(files: readonly W[], service: string): readonly (W | string)[] {
  return compose(files, 'run', '--rm', service);
}

/** Compose does not notice a new value of a variable that is a secret: https://github.com/docker/compose/issues/12046. */
function recreations(
  files: readonly CommandWord[],
  assembly: Assembly,
): ReadonlyMap<string, readonly (readonly CommandWord[])[]> {
  const { canonical } = assembly;
  const readers = new Map<string, string[]>();
  for (const [name, { secrets = [], profiles = [] }] of Object.entries(canonical.services ?? {})) {
    if (profiles.length > 0) continue;
    for (const { source } of secrets) {
      const { environment } = canonical.secrets?.[String(source)] ?? {};
      if (typeof environment !== 'string') continue;
      const known = readers.get(environment);
      if (known === undefined) readers.set(environment, [name]);
      else if (!known.includes(name)) known.push(name);
    }
  }
  const recreate = (names: readonly string[]) => [compose(files, 'up', '--force-recreate', '--wait', ...names)];
  return new Map([...readers].map(([variable, names]) => [variable, recreate(names)]));
}

function up<W extends CommandWord>(files: readonly W[], builds: boolean): readonly (W | string)[] {
  return compose(files, 'up', ...(builds ? ['--build'] : []), '--wait');
}

function compose<W extends CommandWord>(files: readonly W[], ...rest: readonly string[]): readonly (W | string)[] {
  return ['docker', 'compose', ...files, ...rest];
}

function buildsImages({ project }: Assembly): boolean {
  return Object.values(project.services ?? {}).some(({ build }) => build !== undefined);
}

/** Profiles of the servers that start only when a person asks for them, each once. */
function serverProfiles(assembly: Assembly): readonly string[] {
  const servers = onDemand(assembly).filter((service) => isServer(assembly, service));
  return [...new Set(servers.flatMap((service) => profilesOf(assembly, service).slice(0, 1)))];
}

/** The profiles of a service that are plain names: Compose reads no variables in `--profile`. */
function profilesOf({ canonical }: Assembly, service: string): readonly string[] {
  return (canonical.services?.[service]?.profiles ?? []).filter((profile) => typeof profile === 'string');
}

/** Whether a service runs until somebody stops it: others reach it, or it is started again when it ends. */
function isServer({ canonical, intents }: Assembly, name: string): boolean {
  if ([...intents.jobs, ...intents.tasks].some(({ service }) => service === name)) return false;
  const { ports = [], expose = [], restart = 'no', healthcheck } = canonical.services?.[name] ?? {};
  const isAsked = healthcheck !== undefined && healthcheck.disable !== true;
  return ports.length > 0 || expose.length > 0 || isAsked || restart === 'always' || restart === 'unless-stopped';
}

function profileOptions(profiles: readonly string[]): readonly string[] {
  return profiles.flatMap((profile) => ['--profile', profile]);
}

import type { Compared, Way } from './run';

/** What servers have of their own, for themselves and for their clients. */
const OF_SERVERS = ['configs', 'networks', 'secrets', 'volumes'];

/** What a server keeps, whatever runs it. */
const KEPT = ['container_name', 'hostname', 'restart', 'labels', 'ports', 'profiles', 'expose'];

type Service = Compared[string][string];

/** With `--recognize`: all but what constructs of servers decide has to stay as it was. */
export const recognized: Way = {
  options: ['--recognize'],
  part: (project, source) => {
    const servers = ['Database', 'Cache', 'Queue'].flatMap((construct) => idsOf(construct, source));
    const jobs = new Set(idsOf('Job', source));
    const hasServers = servers.length > 0;
    const services = Object.entries(project['services'] ?? {}).map(([id, service]) => {
      const compared = servers.includes(id)
        ? ofServer(id, service, project)
        : without(service, hasServers, jobs.has(id));
      return [id, compared] as const;
    });
    const others = Object.entries(project).filter(([key]) => !hasServers || !OF_SERVERS.includes(key));
    return { ...Object.fromEntries(others), services: Object.fromEntries(services) };
  },
};

function idsOf(construct: string, source: string): readonly string[] {
  return [...source.matchAll(new RegExp(`new ${construct}\\(this, '([^']+)'`, 'g'))].map(([, id = '']) => id);
}

/** A client of a server joins the network of that, and a Job says that it is not started again. */
function without(service: Service, isClient: boolean, isJob: boolean): Service {
  const { networks, restart, ...others } = service;
  return {
    ...others,
    ...(!isClient && { networks }),
    ...(!(isJob && restart === 'no') && { restart }),
  };
}

/** The image of a server, where its data is, and what others see of it. */
function ofServer(id: string, service: Service, { volumes = {}, name }: Compared): Service {
  const image = String(service['image']).replace(/^(docker\.io\/)?(library\/)?/, '');
  const mounts = (service['volumes'] ?? []) as readonly { source?: string; target: string }[]; // as Compose prints them
  const data = mounts.flatMap(({ source, target }) => {
    const { driver_opts, name: volume = source } = (source === undefined ? {} : (volumes[source] ?? {})) as {
      readonly name?: string;
      readonly driver_opts?: { readonly device?: string };
    };
    // a volume that had no name has one now
    if (source === undefined || (driver_opts === undefined && volume === `${String(name)}_${id}-data`)) return [];
    return [`${driver_opts?.device ?? volume} at ${target}`];
  });
  return { image, data: data.sort(), ...Object.fromEntries(KEPT.map((key) => [key, service[key]])) };
}

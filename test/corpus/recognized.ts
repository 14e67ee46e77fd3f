import type { Compared, Way } from './run';

/** What a Database has of its own, for itself and for its clients. */
const OF_DATABASES = ['networks', 'secrets', 'volumes'];

/** With `--recognize`: all but what Databases decide has to stay as it was. */
export const recognized: Way = {
  options: ['--recognize'],
  part: (project, source) => {
    const databases = idsOf('Database', source);
    const jobs = new Set(idsOf('Job', source));
    const services = Object.entries(project['services'] ?? {})
      .filter(([id]) => !databases.includes(id))
      .map(([id, service]) => [id, without(service, databases.length > 0, jobs.has(id))] as const);
    const others = Object.entries(project).filter(([key]) => databases.length === 0 || !OF_DATABASES.includes(key));
    return { ...Object.fromEntries(others), services: Object.fromEntries(services) };
  },
};

function idsOf(construct: string, source: string): readonly string[] {
  return [...source.matchAll(new RegExp(`new ${construct}\\(this, '([^']+)'`, 'g'))].map(([, id = '']) => id);
}

/** A client of a Database joins the network of that, and a Job says that it is not started again. */
function without(service: Compared[string][string], isClient: boolean, isJob: boolean): Compared[string][string] {
  const { networks, restart, ...others } = service;
  return {
    ...others,
    ...(!isClient && { networks }),
    ...(!(isJob && restart === 'no') && { restart }),
  };
}

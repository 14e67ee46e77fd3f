import { type PostgresFacts, postgresFactsOf } from '../images';
import type * as compose from '../languages/compose';
import type { Finding, Rule } from './rule';

/** A volume beside the folder where the image keeps its data. */
export const dataPath: Rule = {
  id: 'data-path',
  severity: 'error',
  reason:
    'The data lands in an anonymous volume, and is gone from the next container: the commonest way to lose a database with Compose.',
  *check({ canonical: project, origins }): Iterable<Finding> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const facts = typeof service.image === 'string' ? postgresFactsOf(service.image) : undefined;
      if (!facts) continue;
      for (const target of misplaced(service, facts)) {
        yield {
          at: origins.get('services', name),
          message: `Service "${name}" mounts "${target}", but PostgreSQL ${facts.major} keeps its data in "${facts.dataPath}".`,
          remedy: `Mount the volume at "${facts.dataPath}", or use Database, which knows the place for each version.`,
        };
      }
    }
  },
};

/** What is mounted near the data without covering it. An own PGDATA moves the data, and is its author's business. */
function misplaced(service: compose.CanonicalService, { dataPath: wanted }: PostgresFacts): string[] {
  if (service.environment && Object.hasOwn(service.environment, 'PGDATA')) return [];
  return (service.volumes ?? [])
    .map(({ target }) => (typeof target === 'string' ? target.replace(/\/+$/, '') : ''))
    .filter((target) => /^\/var\/lib\/(postgres|postgresql|pgsql)(\/|$)/.test(target) && target !== wanted);
}

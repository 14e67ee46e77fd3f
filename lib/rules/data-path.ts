import { type PostgresFacts, postgresFactsOf } from '../images';
import type * as compose from '../languages/compose';
import type { Rule } from './rule';

/** A volume beside the folder where the image keeps its data. */
export const dataPath: Rule = {
  id: 'data-path',
  severity: 'error',
  reason:
    'The data lands in an anonymous volume, and is gone from the next container: the commonest way to lose a database with Compose.',
  *check({ canonical: project }): Iterable<compose.Violation> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const facts = typeof service.image === 'string' ? postgresFactsOf(service.image) : undefined;
      if (!facts) continue;
      for (const { target, index } of misplaced(service, facts)) {
        yield {
          pointer: ['services', name, 'volumes', String(index), 'target'],
          message: `Service "${name}" mounts "${target}", but PostgreSQL ${facts.major} keeps its data in "${facts.dataPath}".`,
          remedy: `Mount the volume at "${facts.dataPath}", or use Database, which knows the place for each version.`,
        };
      }
    }
  },
};

interface Misplaced {
  readonly target: string;
  /** Among the volumes of the service. */
  readonly index: number;
}

/** What is mounted near the data without covering it. An own PGDATA moves the data, and is its author's business. */
function misplaced(service: compose.CanonicalService, { dataPath: wanted }: PostgresFacts): Misplaced[] {
  if (service.environment && Object.hasOwn(service.environment, 'PGDATA')) return [];
  return (service.volumes ?? [])
    .map(({ target }, index) => ({ target: typeof target === 'string' ? target.replace(/\/+$/, '') : '', index }))
    .filter(({ target }) => /^\/var\/lib\/(postgres|postgresql|pgsql)(\/|$)/.test(target) && target !== wanted);
}

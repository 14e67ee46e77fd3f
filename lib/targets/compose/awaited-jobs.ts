/**
 * Jobs that no service waits for. `docker compose up --wait` counts a container that has ended as failed, even with
 * status 0, unless a service waits for it: https://github.com/docker/compose/issues/10596.
 *
 * So a service without containers waits for each such job. Compose neither starts it nor waits for it:
 * https://github.com/docker/compose/blob/v2.40.3/pkg/compose/convergence.go. With it, `up --wait` ends with 0 when the
 * job has succeeded, and fails when the job has failed.
 *
 * @module
 */
import type { Assembly } from '../../assembly';
import type { Project, Service } from '../../languages/compose';

/** The project, with a service that waits for every job. */
export interface Awaited {
  readonly project: Project;
  /** Names of the services that wait. */
  readonly waiting: readonly string[];
}

export function awaited({ project, canonical, intents }: Assembly): Awaited {
  const services = project.services ?? {};
  const profilesOf = (name: string): readonly unknown[] => canonical.services?.[name]?.profiles ?? [];
  const alone = new Set(
    intents.jobs.flatMap(({ service, before }) =>
      before.some((other) => isActiveWith(profilesOf(other), profilesOf(service))) ? [] : [service],
    ),
  );
  if (alone.size === 0) return { project, waiting: [] };
  const waiting: string[] = [];
  const entries = Object.entries(services).flatMap((entry): (readonly [string, Service])[] => {
    const [job, service] = entry;
    if (!alone.has(job) || service.image === undefined) return [entry];
    const name = freeName(`${job}-done`, services);
    waiting.push(name);
    return [entry, [name, waitingFor(job, service)]];
  });
  return { project: { ...project, services: Object.fromEntries(entries) }, waiting };
}

/** Its image is one that the job needs anyway. */
function waitingFor(job: string, { image, profiles }: Service): Service {
  return {
    ...(profiles && { profiles }),
    ...(image !== undefined && { image }),
    network_mode: 'none',
    deploy: { replicas: 0 },
    depends_on: { [job]: { condition: 'service_completed_successfully' } },
  };
}

/** Whether one service is there whenever another one is: https://docs.docker.com/compose/how-tos/profiles/. */
function isActiveWith(profiles: readonly unknown[], others: readonly unknown[]): boolean {
  return profiles.length === 0 || (others.length > 0 && others.every((profile) => profiles.includes(profile)));
}

function freeName(wanted: string, services: Readonly<Record<string, unknown>>): string {
  let name = wanted;
  while (Object.hasOwn(services, name)) name += '-';
  return name;
}

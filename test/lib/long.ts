/** Compose files in long syntax, for tests that look at what was said and not at how. */
import type * as compose from '../../lib/languages/compose';
import { canonicalProject, isPlainMap } from '../../lib/languages/compose';

/** The project of a parsed Compose file with everything in long syntax, and a network that is joined plainly as `{}`. */
export function inLongSyntax<Project extends object>(project: Project): Project {
  const long: Readonly<Record<string, unknown>> = { ...canonicalProject(project as compose.Project) }; // or not quite
  const { services } = long;
  if (!isPlainMap(services)) return project;
  const entries = Object.entries(services).map(([name, service]) => [name, withNetworks(service)]);
  return { ...long, services: Object.fromEntries(entries) } as Project; // the same, said otherwise
}

function withNetworks(service: unknown): unknown {
  if (!isPlainMap(service) || !isPlainMap(service['networks'])) return service;
  const networks = Object.entries(service['networks']).map(([name, options]) => [name, options ?? {}]);
  return { ...service, networks: Object.fromEntries(networks) };
}

/**
 * The parts of a project, looked up once.
 *
 * @module
 */
import { canonicalProject, type Project, sectionOf } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import type { RecognizeRequest } from './model';
import { TakenNames } from './names';

export interface ProjectView {
  readonly request: RecognizeRequest;
  /** The project in long syntax. */
  readonly canonical: PlainMap;
  /** The changes of each environment, in long syntax. */
  readonly changes: readonly PlainMap[];
  /** Every service, also of environments, in long syntax. */
  readonly services: ReadonlyMap<string, PlainMap>;
  readonly taken: TakenNames;
}

export function viewOf(request: RecognizeRequest): ProjectView {
  const layers = [request.project, ...request.environments.map(({ overlay }) => overlay)];
  const services = new Map<string, PlainMap>();
  const canonical: PlainMap = { ...canonicalProject(request.project) };
  const changes = layers
    .slice(1)
    .map((layer): PlainMap => ({ ...canonicalProject((isPlainMap(layer) ? layer : {}) as Project) })); // the same in shape
  for (const layer of [canonical, ...changes]) {
    for (const [id, service] of Object.entries(sectionOf(layer, 'services'))) {
      if (isPlainMap(service) && !services.has(id)) services.set(id, service);
    }
  }
  return { request, canonical, changes, services, taken: new TakenNames(layers) };
}

import type { PlainMap } from '../../../data';
import type { Check, Problem } from '../check';
import { type PathTable, placesIn } from '../places';
import { PROJECT_READERS, type Reader, SERVICE_READERS } from '../readers';

/** Durations, sizes, ports, mounts and the like: strings of which the schema says no more than that. */
export const malformedValue: Check = {
  id: 'malformed-value',
  early: true,
  *check(view) {
    yield* readAll(view.project, PROJECT_READERS, []);
    for (const { pointer, service } of view.services) yield* readAll(service, SERVICE_READERS, pointer);
  },
};

function* readAll(map: PlainMap, readers: PathTable<Reader>, pointer: readonly string[]): Iterable<Problem> {
  for (const place of placesIn(map, readers, pointer)) {
    const answer = place.what(place.value);
    if ('problem' in answer) yield { pointer: place.pointer, message: answer.problem, remedy: answer.remedy };
  }
}

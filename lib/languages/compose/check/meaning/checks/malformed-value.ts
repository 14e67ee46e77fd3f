import type { Check, Violation } from '../check';
import { visitPlaces } from '../places';
import { PROJECT_READERS, type Reader, SERVICE_READERS } from '../readers';

/** Durations, sizes, ports, mounts and the like: the schema only says that they are strings. */
export const malformedValue: Check = {
  id: 'malformed-value',
  early: true,
  check(view) {
    const problems: Violation[] = [];
    const read = (value: unknown, reader: Reader, pointer: readonly string[]): void => {
      const answer = reader(value);
      if (!('problem' in answer)) return;
      problems.push({ pointer: [...pointer], message: answer.problem, remedy: answer.remedy });
    };
    visitPlaces(view.project, PROJECT_READERS, [], read);
    for (const { pointer, service } of view.services) visitPlaces(service, SERVICE_READERS, pointer, read);
    return problems;
  },
};

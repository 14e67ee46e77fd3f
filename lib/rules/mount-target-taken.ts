import { mountsOf } from './mounts';
import type { Finding, Rule } from './rule';

/** Two mounts at one place of one container. */
export const mountTargetTaken: Rule = {
  id: 'mount-target-taken',
  severity: 'error',
  reason: 'Compose refuses two volumes at one place, and of two secrets or configs it silently takes the last one.',
  *check({ canonical: project, origins }): Iterable<Finding> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const taken = new Map<string, string>();
      for (const { what, target } of mountsOf(service)) {
        const first = taken.get(target);
        if (first === undefined) taken.set(target, what);
        else {
          yield {
            at: origins.get('services', name),
            message: `Service "${name}" mounts two things at "${target}": ${first} and ${what}.`,
            remedy: 'Mount one of them elsewhere.',
          };
        }
      }
    }
  },
};

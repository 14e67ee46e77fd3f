import type { Finding, Rule } from './rule';

/** Two mounts at one place of one container: the second hides the first. */
export const mountTargetTaken: Rule = {
  id: 'mount-target-taken',
  severity: 'error',
  reason: 'The engine refuses a container with two mounts at one place.',
  *check({ project, origins }): Iterable<Finding> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const taken = new Set<string>();
      const targets = [...(service.volumes ?? []), ...(service.configs ?? [])].map(({ target }) => target);
      for (const target of targets) {
        if (typeof target !== 'string') continue;
        if (taken.has(target)) {
          yield {
            at: origins.get('services', name),
            message: `Service "${name}" mounts two things at "${target}".`,
            remedy: 'Mount one of them elsewhere.',
          };
        }
        taken.add(target);
      }
    }
  },
};

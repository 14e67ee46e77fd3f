import type { Finding, Rule } from './rule';

/** A service is made of an image or of a build. */
export const imageOrBuild: Rule = {
  id: 'image-or-build',
  severity: 'error',
  reason: 'Compose refuses a service that has neither.',
  *check({ project, origins }): Iterable<Finding> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      if (service.image !== undefined || service.build !== undefined) continue;
      yield {
        at: origins.get('services', name),
        message: `Service "${name}" has neither an image nor a build.`,
        remedy: 'Give it `image`, or `build` with a `context`.',
      };
    }
  },
};

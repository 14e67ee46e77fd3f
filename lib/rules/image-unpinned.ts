import type { Violation } from '../languages/compose';
import type { Rule } from './rule';

/** An image without a version. */
export const imageUnpinned: Rule = {
  id: 'image-unpinned',
  severity: 'warning',
  reason: 'The same files start another program tomorrow: the tag moves with every release, major ones included.',
  *check({ canonical: project }): Iterable<Violation> {
    for (const [name, { image, build }] of Object.entries(project.services ?? {})) {
      if (typeof image !== 'string' || build !== undefined || isPinned(image)) continue;
      yield {
        pointer: ['services', name, 'image'],
        message: `Service "${name}" runs the image "${image}" in whatever version is the latest.`,
        remedy: 'Write the version behind a colon, such as "valkey/valkey:8.1".',
      };
    }
  },
};

function isPinned(image: string): boolean {
  if (image.includes('@')) return true; // a digest
  const [, tag] = image.slice(image.lastIndexOf('/') + 1).split(':');
  return tag !== undefined && tag !== 'latest';
}

import type { Check } from '../check';

/** A service needs something to run. */
export const imageMissing: Check = {
  id: 'image-missing',
  *check(view) {
    if (view.isFragment) return;
    for (const { name, pointer, service } of view.services) {
      // The service that it extends may have one.
      if (service.extends !== undefined || service.build !== undefined || isThere(service.provider)) continue;
      if (isThere(service.image) && service.image !== '') continue;
      // other files may say the rest of it
      if (view.isElsewhere(name)) continue;
      yield {
        pointer,
        message: `Service "${name}" has neither "image" nor "build".`,
        remedy: 'Add "image" with the name of an image, or "build" with the folder of its Dockerfile.',
        missing: { section: 'services', name },
      };
    }
  },
};

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

import { lacksWritable } from '../images';
import { type CanonicalService, isDeferred, mountsOf, partsOf, type Violation } from '../languages/compose';
import type { Rule } from './rule';

/** A new volume that belongs to root, because the image lacks its folder, for a user who does not. */
export const volumeNotWritable: Rule = {
  id: 'volume-not-writable',
  severity: 'warning',
  toldBy: 'folder-not-writable',
  reason:
    'A new volume takes owner and content from the folder of the image. Where the image has none, it belongs to root.',
  *check({ canonical: project }): Iterable<Violation> {
    const services = Object.entries(project.services ?? {});
    const ofRoot = new Set(services.filter(([, service]) => isRoot(service)).flatMap(([, one]) => volumesOf(one)));
    for (const [name, service] of services) {
      const { image, user, build, volumes_from: others } = service;
      if (isRoot(service) || typeof image !== 'string' || build !== undefined || others?.length) continue;
      for (const { entry, target, pointer, readOnly } of mountsOf(service, ['services', name])) {
        const volume = volumeIn(entry);
        const { external, driver, driver_opts: options } = (volume && project.volumes?.[volume]) || {};
        // root may prepare it elsewhere, and a driver has owners of its own
        if (volume === undefined || readOnly || ofRoot.has(volume) || external || options || isRemote(driver)) continue;
        if (!lacksWritable(image, target)) continue;
        yield {
          pointer,
          message: `Service "${name}" runs as user ${String(user)}, who cannot write to the new volume "${volume}". Its image lacks "${target}", so root owns it.`,
          remedy: 'Give the DataVolume an `owner`, or build an image that has the folder with that owner.',
        };
      }
    }
  },
};

/** Whether it may be root, or the image decides, or only the deploying host knows. */
function isRoot({ user }: CanonicalService): boolean {
  if (user === undefined || user === null) return true;
  if (isDeferred(user)) return partsOf(user).every((part) => typeof part !== 'string' || part === ':');
  return /^(0|root)?(:|$)/.test(String(user));
}

function volumesOf(service: CanonicalService): readonly string[] {
  return mountsOf(service, []).flatMap(({ entry, readOnly }) => (readOnly ? [] : (volumeIn(entry) ?? [])));
}

/** The key of the named volume that an entry mounts. */
function volumeIn(entry: unknown): string | undefined {
  const { type, source } =
    typeof entry === 'object' && entry !== null ? (entry as Readonly<Record<string, unknown>>) : {};
  return type === 'volume' && typeof source === 'string' ? source : undefined;
}

function isRemote(driver: unknown): boolean {
  return driver !== undefined && driver !== 'local';
}

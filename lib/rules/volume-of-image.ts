import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isOfDeployHost, type Paths } from '../core';
import { declaredVolumes, familyOf, volumesOfDockerfile } from '../images';
import { type CanonicalService, isRemoteContext, type Mounted, mountsOf, type Violation } from '../languages/compose';
import { look } from './look';
import type { Rule } from './rule';

/** A named volume around or inside of a folder that the image itself declares as `VOLUME`. */
export const volumeOfImage: Rule = {
  id: 'volume-of-image',
  severity: 'error',
  reason:
    'Docker mounts a new anonymous volume at each folder that the image declares. The data lands there, and the named volume stays empty.',
  *check({ canonical: project, paths }): Iterable<Violation> {
    for (const [name, service] of Object.entries(project.services ?? {})) {
      const mounts = mountsOf(service, ['services', name]);
      const named = mounts.filter(isNamed);
      if (named.length === 0) continue;
      const taken = new Set(mounts.map(({ target }) => target));
      const declared = declaredBy(service, paths).filter((path) => !taken.has(path));
      for (const { target, what, pointer } of named) {
        const path = declared.find((one) => isBelow(one, target) || isBelow(target, one));
        if (path === undefined) continue;
        yield {
          pointer,
          message: isBelow(path, target)
            ? `Service "${name}" mounts ${what} at "${target}". Its image declares a volume at "${path}", so data there lands in an anonymous one.`
            : `Service "${name}" mounts ${what} at "${target}". Its image declares a volume at "${path}" around it, so everything else there is in an anonymous one.`,
          remedy: `Mount a volume at "${path}".`,
        };
      }
    }
  },
};

function isNamed({ kind, folder, entry }: Mounted): boolean {
  const source = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'source') : undefined;
  return kind === 'volume' && folder === undefined && source !== undefined;
}

function isBelow(path: string, around: string): boolean {
  return path.startsWith(around === '/' ? '/' : `${around}/`);
}

function declaredBy({ image, build, volumes_from: others }: CanonicalService, paths: Paths): readonly string[] {
  if (others?.length) return []; // what another container mounts is not looked up
  if (build !== undefined) return volumesOfBuild(build, paths);
  // the rule about where databases keep their data says more about these
  if (typeof image !== 'string' || familyOf(image)?.dataOf(image)) return [];
  return declaredVolumes(image);
}

function volumesOfBuild(build: NonNullable<CanonicalService['build']>, paths: Paths): readonly string[] {
  const { context, dockerfile = 'Dockerfile', dockerfile_inline: inline, target } = build;
  if (target !== undefined && typeof target !== 'string') return [];
  if (typeof inline === 'string') return volumesOfDockerfile(inline, target);
  if (typeof context !== 'string' || typeof dockerfile !== 'string') return [];
  if (isRemoteContext(context) || isOfDeployHost(context) || isOfDeployHost(dockerfile)) return [];
  const file = resolve(paths.absolute(context), dockerfile);
  const found = look(file);
  if (typeof found === 'string' || !found.isFile()) return [];
  return volumesOfDockerfile(readFileSync(file, 'utf8'), target);
}

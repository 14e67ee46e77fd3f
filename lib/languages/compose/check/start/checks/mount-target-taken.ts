import { excerpt } from '../../../../../words';
import { at } from '../../meaning/view';
import type { StartCheck } from '../check';
import { type Mounted, mountsOf } from '../mounts';

/** One place of a container holds one mount. Compose refuses some pairs; of the others one hides the other silently. */
export const mountTargetTaken: StartCheck = {
  id: 'mount-target-taken',
  severity: 'error',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const taken = new Map<string, Mounted[]>();
      for (const mount of mountsOf(service, pointer)) {
        const others = taken.get(mount.target) ?? [];
        const [first] = others;
        if (first !== undefined && others.every((other) => !isSame(other, mount))) {
          yield {
            pointer: mount.pointer,
            message: `Service "${name}" mounts two things at ${excerpt(mount.target)}: ${first.what} and ${mount.what}.`,
            remedy: 'Mount one of them elsewhere.',
            related: [{ message: 'the first one', pointer: first.pointer }],
            isRefused: others.some((other) => isRefused(other, mount)),
          };
        }
        others.push(mount);
        taken.set(mount.target, others);
      }
    }
  },
};

/** Of entries that say the same twice, Compose drops one, and `repeated-entry` says so. */
function isSame({ entry: one }: Mounted, { entry: other }: Mounted): boolean {
  return typeof one === 'string' && one === other;
}

/**
 * Whether Compose itself refuses two mounts of one place, once it has dropped those that it takes for one.
 *
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/validate.go
 */
function isRefused(one: Mounted, other: Mounted): boolean {
  const [target, otherTarget] = [comparedOf(one), comparedOf(other)];
  return target !== undefined && target === otherTarget && keyOf(one) !== keyOf(other);
}

/** The target that Compose compares; of secrets and configs, none. */
function comparedOf({ kind, entry, target }: Mounted): string | undefined {
  if (kind === 'tmpfs') return typeof entry === 'string' ? entry.split(':')[0] : undefined;
  return kind === 'volume' ? target : undefined;
}

/**
 * Entries that Compose merges into one: volumes whose targets are spelled alike, and entries equal up to a first `=`.
 *
 * https://github.com/compose-spec/compose-go/blob/v2.9.1/override/uncity.go
 */
function keyOf({ kind, entry, target }: Mounted): string {
  if (kind === 'tmpfs') return `tmpfs ${String(entry).split('=')[0]}`;
  const spelled = typeof entry === 'string' ? target : at(entry, 'target');
  return `volume ${String(spelled)}`;
}

/**
 * Mistakes that BuildKit builds without a word.
 *
 * @module
 */
import { images } from './checks/images';
import { pipesAndCopies, repeated, secrets, workdirs } from './checks/instructions';
import { packages } from './checks/packages';
import type { Check } from './checks/place';
import { finalUser } from './checks/user';
import type { DockerfileFinding } from './finding';
import type { Stage } from './model';
import type { DockerfileOptions } from './print';

const CHECKS: readonly Check[] = [images, packages, workdirs, secrets, repeated, pipesAndCopies, finalUser];

/**
 * Every trap in the stages, in the order of the checks.
 *
 * @param options the same as `printDockerfile` gets
 * @example
 * ```ts
 * checkDockerfile([stage({ from: 'node' }, [])]).map(({ id }) => id); // ['image-untagged', 'final-stage-user-missing']
 * ```
 */
export function checkDockerfile(
  stages: readonly Stage[],
  options: DockerfileOptions = {},
): readonly DockerfileFinding[] {
  const args = (options.args ?? []).map(({ name }) => name);
  return CHECKS.flatMap((check) => check({ stages, args }));
}

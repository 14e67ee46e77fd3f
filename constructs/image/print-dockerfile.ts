/**
 * @module
 */
import { checkDockerfile, printDockerfile, type Stage } from '../../lib/languages/dockerfile';

/**
 * A Dockerfile that has none of the traps which BuildKit accepts.
 *
 * @throws Error if it has one: `render-failed` tells it with the construct
 */
export function print(stages: readonly Stage[]): string {
  const [finding] = checkDockerfile(stages);
  if (finding) throw new Error(`${finding.message} ${finding.remedy}`);
  return printDockerfile(stages);
}

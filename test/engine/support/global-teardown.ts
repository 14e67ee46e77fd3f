/**
 * After all files: whatever projects of this run are left, say of a test process that was killed. The engine stays.
 *
 * @module
 */
import { removeProjects, runPrefix } from './leftovers';

export default async function globalTeardown(): Promise<void> {
  if (process.env['SKIP_ENGINE_TESTS'] === '1') return;
  const prefix = `${runPrefix()}-`;
  await removeProjects((project) => project.startsWith(prefix));
}

/**
 * Before all files: an engine, the common images, and DOCKER_HOST, PATH and DOCKER_CONFIG such that plain `docker`
 * calls work in every test. Without an engine the run fails here, unless SKIP_ENGINE_TESTS=1 says otherwise.
 *
 * @module
 */
import { engine } from './engine';
import { commonImages, images } from './images';
import { isStale, removeProjects, runPrefix } from './leftovers';

export default async function globalSetup(): Promise<void> {
  if (process.env['SKIP_ENGINE_TESTS'] === '1') {
    process.stderr.write('Every engine test is skipped, because SKIP_ENGINE_TESTS=1 is set.\n');
    return;
  }
  const { server, compose, buildx } = await engine();
  process.stderr.write(`Docker engine ${server}, compose ${compose}, buildx ${buildx}\n`);
  runPrefix();
  await Promise.all([images(...commonImages), removeProjects(isStale)]);
}

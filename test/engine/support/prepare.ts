/**
 * Gets the engine and every image ahead of the tests: `npx tsx test/engine/support/prepare.ts`. The tests do it
 * themselves; this is for doing it while something else runs.
 *
 * @module
 */
import { engine } from './engine';
import { commonImages, furtherImages, images } from './images';

engine()
  .then(() => images(...commonImages, ...furtherImages))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });

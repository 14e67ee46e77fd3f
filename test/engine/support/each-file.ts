/**
 * In each test file: projects are removed in the end, their logs are printed when a test fails, and with
 * SKIP_ENGINE_TESTS=1 every test reports itself as skipped.
 *
 * @module
 */
import { describeAll, removeAll } from './compose';

if (process.env['SKIP_ENGINE_TESTS'] === '1') {
  const { describe, it } = globalThis;
  Object.assign(globalThis, {
    describe: Object.assign(describe.skip, { skip: describe.skip, only: describe.skip }),
    it: Object.assign(it.skip, { skip: it.skip, only: it.skip, todo: it.todo, failing: it.skip, concurrent: it.skip }),
    test: it.skip,
  });
} else {
  Object.assign(globalThis, {
    onEngineTestFailure: async () => process.stderr.write(`${await describeAll()}\n`),
  });
  afterAll(removeAll);
}

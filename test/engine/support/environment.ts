/**
 * Node, as jest has it, which tells each-file.ts that a test or hook has failed while its containers still run.
 *
 * @module
 */
import { TestEnvironment } from 'jest-environment-node';

export default class EngineEnvironment extends TestEnvironment {
  /** https://jestjs.io/docs/configuration#testenvironment-string */
  async handleTestEvent(event: { readonly name: string }): Promise<void> {
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    const listener: unknown = this.global['onEngineTestFailure'];
    if (typeof listener === 'function') await listener();
  }
}

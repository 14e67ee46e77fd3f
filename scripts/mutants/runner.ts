/**
 * Jest's runner for mutation runs: of the files, those that hold a test which reaches the mutant, the fastest first, until
 * one fails.
 *
 * Stryker says by name which tests reach a mutant, and Jest would load every file to find them. The first run, without a
 * mutant, records the names and times of each file where `MUTANTS_FILES` says.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import TestRunner from 'jest-runner';

interface File {
  readonly names: readonly string[];
  readonly time: number;
}

export default class MutantRunner extends TestRunner {
  override async runTests(...[tests, watcher, options]: Parameters<TestRunner['runTests']>): Promise<void> {
    const record = process.env['MUTANTS_FILES'] ?? '';
    const isFirstRun = process.env['__STRYKER_ACTIVE_MUTANT__'] === undefined;
    const seen: Record<string, File> = isFirstRun ? {} : JSON.parse(readFileSync(record, 'utf8'));
    let hasFailed = false;
    this.on('test-file-success', ([test, result]) => {
      hasFailed ||= result.numFailingTests > 0;
      seen[test.path] = {
        names: result.testResults.map(({ fullName }) => fullName),
        time: result.perfStats.end - result.perfStats.start,
      };
    });
    this.on('test-file-failure', () => {
      hasFailed = true;
    });

    const pattern = new RegExp(this._globalConfig.testNamePattern ?? '', 'i');
    const reaching = isFirstRun ? tests : tests.filter(({ path }) => seen[path]?.names.some((it) => pattern.test(it)));
    const timeOf = ({ path }: { readonly path: string }) => seen[path]?.time ?? 0;
    for (const test of [...reaching].sort((a, b) => timeOf(a) - timeOf(b))) {
      await super.runTests([test], watcher, { ...options, serial: true });
      if (hasFailed && !isFirstRun) return;
    }
    if (isFirstRun) writeFileSync(record, JSON.stringify(seen));
  }
}

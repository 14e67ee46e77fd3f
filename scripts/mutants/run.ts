/**
 * Mutates one room and runs its tests: `tsx scripts/mutants/run.ts ROOM [TEST FOLDER...]`, where ROOM is a folder or file of
 * lib/ or constructs/. Prints the survivors and the score.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
/** Results stay here, so that the next run of a room tries only what has changed. */
const CACHE = join(ROOT, 'node_modules/.cache/mutants');

/** Tests outside of a room that hold it, too: its own are in the folder of its name. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'constructs/checked': ['test/constructs/workload', 'test/constructs/proxy'],
  'constructs/web-server': ['test/constructs/app/static-site.test.ts', 'test/constructs/proxy'],
};

/** The folder of tests that has the name of the room, or of the nearest folder around it. */
function testsOf(room: string): string {
  const folder = `test/${room}`;
  return existsSync(join(ROOT, folder)) && !room.endsWith('.ts') ? folder : testsOf(dirname(room));
}

async function main(room: string, more: readonly string[]): Promise<number> {
  const source = resolve(ROOT, room);
  if (!existsSync(source)) throw new Error(`There is no ${room}: name a folder or a file of lib/ or constructs/.`);
  const isFile = room.endsWith('.ts');
  const ofAll = room.startsWith('constructs/') ? ['test/constructs/*.test.ts'] : [];
  const tests = [testsOf(room), ...ofAll, ...(ALSO[room] ?? []), ...more];

  const name = room.replace(/\W+/g, '-');
  mkdirSync(CACHE, { recursive: true });
  process.env['MUTANTS_FILES'] = join(CACHE, `${name}.files.json`);
  const sandbox = mkdtempSync(join(tmpdir(), 'mutants-'));
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({
    // what errors.ts files hold is words, and generated files have a generator
    mutate: isFile ? [room] : [`${room}/**/*.ts`, '!**/errors.ts', '!**/*.generated.ts'],
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    jest: {
      configFile: 'jest.config.json',
      enableFindRelatedTests: false,
      config: {
        testMatch: tests.map((it) => `<rootDir>/${it}${it.endsWith('.ts') ? '' : '/**/*.test.ts'}`),
        runner: '<rootDir>/scripts/mutants/runner.ts',
        setupFiles: ['<rootDir>/scripts/mutants/seed.ts'],
      },
    },
    ignorePatterns: ['dist', 'docs', 'bench', '*.log'],
    tempDirName: sandbox,
    incremental: true,
    incrementalFile: join(CACHE, `${name}.json`),
    concurrency: 1,
    // Stryker counts runs of loops, too: only what waits for ever takes this long
    timeoutMS: 30_000,
    timeoutFactor: 4,
    dryRunTimeoutMinutes: 30,
    reporters: ['progress-append-only'],
    thresholds: { high: 90, low: 90, break: null },
    allowConsoleColors: false,
  }).runMutationTest();
  rmSync(sandbox, { recursive: true, force: true });

  const undetected = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  for (const { fileName, location, status, mutatorName, replacement } of undetected) {
    const { line, column } = location.start;
    const to = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 80);
    console.log(`${relative(ROOT, fileName)}:${line}:${column} ${status} ${mutatorName} ${to}`);
  }
  const count = (status: string) => results.filter((it) => it.status === status).length;
  const detected = count('Killed') + count('Timeout');
  const all = detected + undetected.length;
  console.log(
    `${room}: ${((100 * detected) / all).toFixed(1)} % of ${all} mutants are found (${count('Timeout')} by a time-out), ${undetected.length} survive`,
  );
  return undetected.length === 0 || detected / all >= 0.9 ? 0 : 1;
}

const [room, ...more] = process.argv.slice(2);
if (room === undefined) throw new Error('Name a room: npm run test:mutants -- lib/core');
main(room.replace(/\/$/, ''), more).then((status) => {
  process.exitCode = status;
});

import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { PATIENCE } from '../patience';
import { readCases } from './cases';
import { recognized } from './recognized';
import { runAll, type Verdict } from './run';
import { lineOf, serversIn } from './servers';
import { compileAll } from './types';

/** Each of these tests goes through all files. */
const FOR_ALL = 4 * PATIENCE;

/** Public Compose files are not part of this repository: COMPOSE_CORPUS, or a folder beside it, has them. */
const folder = resolve(process.env['COMPOSE_CORPUS'] ?? resolve(__dirname, '../../../shared/compose-corpus'));

/** Share of the cases that must come back equal. */
const WANTED = 0.99;

/** Share of the servers that must become constructs. */
const SERVERS = 0.6;

if (!existsSync(folder)) throw new Error(`there are no Compose files at ${folder}: set COMPOSE_CORPUS to their folder`);

describe('public Compose files', () => {
  const cases = readCases(folder);
  let verdicts: readonly Verdict[];

  beforeAll(async () => {
    verdicts = await runAll(folder, cases, Math.max(2, cpus().length));
  }, FOR_ALL);

  it('are the same project for Compose after import and synth', () => {
    const different = verdicts.filter(({ why }) => why !== undefined);
    const equal = verdicts.length - different.length;
    const share = ((100 * equal) / verdicts.length).toFixed(2);
    const slowest = verdicts.reduce((slow, verdict) => (verdict.milliseconds > slow.milliseconds ? verdict : slow));
    process.stdout.write(
      `${different.map(({ name, why }) => `${name}: ${why}\n`).join('')}${equal} of ${verdicts.length} public Compose files come back equal: ${share} %; ` +
        `slowest import ${slowest.milliseconds.toFixed(0)} ms (${slowest.name})\n`,
    );
    expect(equal / verdicts.length).toBeGreaterThanOrEqual(WANTED);
  });

  it(
    'become stack files that compile under the strictest options',
    () => {
      expect(
        compileAll(verdicts.flatMap(({ name, source }) => (source === undefined ? [] : [{ name, source }]))),
      ).toEqual([]);
    },
    FOR_ALL,
  );

  describe('in which constructs take the place of services', () => {
    let judged: readonly Verdict[];

    beforeAll(async () => {
      judged = await runAll(folder, cases, Math.max(2, cpus().length), recognized);
    }, FOR_ALL);

    it('are the same project for Compose but for what servers decide, and that a Job is not started again', () => {
      const count = (made: RegExp): number =>
        judged.reduce((sum, { source = '' }) => sum + [...source.matchAll(made)].length, 0);
      const [servers, jobs, workers, tasks] = [
        /new (?:Database|Cache|Queue)\(/g,
        /new Job\(/g,
        /new Worker\(/g,
        /\.task\(/g,
      ].map(count);
      process.stdout.write(`${servers} servers, ${jobs} Jobs, ${workers} Workers and ${tasks} tasks\n`);
      // what does not come back without constructs does not either with them
      const known = new Set(verdicts.filter(({ why }) => why !== undefined).map(({ name }) => name));
      expect(judged.filter(({ name, why }) => why !== undefined && !known.has(name))).toEqual([]);
      expect(jobs).toBeGreaterThan(0);
    });

    it(
      'are most of their servers, whose data they keep',
      () => {
        const families = serversIn(folder, cases);
        const [recognized, all] = [
          families.reduce((sum, family) => sum + family.recognized, 0),
          families.reduce((sum, family) => sum + family.services, 0),
        ];
        process.stdout.write(`${families.map(lineOf).join('\n')}\n${recognized} of ${all} servers become constructs\n`);
        // one case alone may have none
        if (process.env['CASE'] === undefined) expect(recognized / all).toBeGreaterThanOrEqual(SERVERS);
      },
      FOR_ALL,
    );

    it(
      'become stack files that compile, too',
      () => {
        const sources = judged.flatMap(({ name, source }) => (source === undefined ? [] : [{ name, source }]));
        expect(compileAll(sources)).toEqual([]);
      },
      FOR_ALL,
    );
  });
});

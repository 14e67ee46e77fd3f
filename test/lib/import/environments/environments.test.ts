/**
 * Files go in, a program for all environments comes out. With UPDATE_CASES=1 the programs are written anew, to be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from '../../languages/typescript/biome';
import { generationOf } from '../write/run';
import { CASES, caseNames, expectedOf, importedFrom } from './cases';

describe('Several Compose files become one program for all environments', () => {
  test.each(caseNames())('%s', (name) => {
    const { source, diagnostics, environments } = importedFrom(name);
    expect(environments).toEqual(Object.keys(expectedOf(name)));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const file = join(CASES, name, 'stack.ts');
    if (process.env['UPDATE_CASES']) writeFileSync(file, source ?? '');
    expect(source).toBe(readFileSync(file, 'utf8'));
  });

  test('as biome would have formatted it', () => {
    const sources = caseNames().map((name) => importedFrom(name).source ?? '');
    expect(formatted(sources)).toEqual(sources);
  });

  test.each(caseNames())('whose synth has nothing to say: %s', (name) => {
    const { source = '' } = importedFrom(name);
    const { diagnostics } = generationOf(source, join(CASES, name));
    // what the files themselves do: a password, and the port of a database for everybody
    const ofFiles = ['secret-in-clear', 'database-published'];
    expect(diagnostics.filter(({ id }) => !ofFiles.includes(id))).toEqual([]);
  });
});

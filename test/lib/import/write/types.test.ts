/**
 * What is written compiles under the strictest options of TypeScript, all in one run of the compiler.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { environmentOf } from '../../../../lib/import/overlay';
import { writeStack } from '../../../../lib/import/write';
import { mergeProjects, type Project } from '../../../../lib/languages/compose';
import { compileAll } from '../../../corpus/types';
import { project } from './arbitrary';

const notes = {};

/** A program of one environment, or of two. */
function programOf([base, overlay]: readonly [Project, Project | undefined], index: number) {
  const name = `random-${index}`;
  if (overlay === undefined) return { name, source: writeStack({ name, project: base }).text };
  const production = environmentOf({
    name: 'production',
    base: { project: base, notes },
    whole: { project: mergeProjects(base, overlay), notes },
    files: index % 2 === 0 ? [] : [{ project: overlay, notes }],
  });
  return {
    name,
    source: writeStack({ name, project: base, environments: [{ name: 'development' }, production] }).text,
  };
}

function programsBelow(folder: string) {
  return readdirSync(folder).map((name) => ({ name, source: readFileSync(join(folder, name, 'stack.ts'), 'utf8') }));
}

test('every program of a case, and of any project', () => {
  const random = fc.sample(fc.tuple(project, fc.option(project, { nil: undefined })), { numRuns: 60, seed: 7 });
  const programs = [
    ...programsBelow(join(__dirname, 'cases')),
    ...programsBelow(join(__dirname, '../environments/cases')),
    ...random.map(programOf),
  ];
  expect(compileAll(programs)).toEqual([]);
});

/**
 * Files go in, a project comes out: each folder of `cases` says its command line in `case.json` and the result in
 * `expected.json`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../../../../lib/import/load';
import { interpolate, isDeferred, isOverride, isReset } from '../../../../lib/languages/compose';
import { CASES, caseNames, requestOf } from './cases';

/** Plain JSON; a text with variables is `{ "$": "as Compose writes it" }`. */
function plain(value: unknown): unknown {
  if (isDeferred(value)) return { $: interpolate(value) };
  if (isReset(value)) return { '!reset': null };
  if (isOverride(value)) return { '!override': plain(value.value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

describe('The project that files make', () => {
  test.each(caseNames())('%s', (name) => {
    const { project, diagnostics } = loadProject(requestOf(name));
    const file = join(CASES, name, 'expected.json');
    const said = diagnostics.map(({ id, location }) => ({
      id,
      ...(location && {
        at: `${location.file.slice(join(CASES, name).length + 1)}:${location.line}:${location.column}`,
      }),
    }));
    const found = { project: plain(project), diagnostics: said };
    expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});

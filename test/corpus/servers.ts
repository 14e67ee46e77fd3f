import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runFamiliesOf } from '../../lib/images';
import { importProject } from '../../lib/import';
import { isText, literalsOf, sectionOf } from '../../lib/languages/compose';
import { entryOf } from '../../lib/languages/yaml';
import type { Case } from './cases';

/** What becomes of the services of one family with `--recognize`. */
export interface Family {
  readonly name: string;
  services: number;
  recognized: number;
  /** Reasons why the others stay services, each with its number. */
  readonly obstacles: Map<string, number>;
}

/** How many servers of each family become constructs, and the commonest reasons of the others. */
export function serversIn(folder: string, cases: readonly Case[]): readonly Family[] {
  const families = new Map<string, Family>();
  const empty = join(tmpdir(), 'corpus-empty.env');
  writeFileSync(empty, '');
  for (const { files, env, env_file } of cases) {
    const paths = files.map((file) => join(folder, 'files', file));
    const cwd = dirname(paths[0] ?? folder);
    const envFiles = [env_file === null ? empty : join(folder, 'files', env_file)];
    const request = { files: paths, cwd, folder: cwd, environment: env, envFiles, recognize: true };
    const { project, source = '', notRecognized } = importProject(request);
    for (const [id, service] of Object.entries(sectionOf(project, 'services'))) {
      const image = entryOf(service, 'image');
      const text = isText(image) ? (typeof image === 'string' ? image : (literalsOf(image)[0] ?? '')) : '';
      const [run] = text === '' ? [] : runFamiliesOf(text);
      if (!run) continue;
      const name = run.family.product;
      const family = families.get(name) ?? { name, services: 0, recognized: 0, obstacles: new Map() };
      families.set(name, family);
      family.services++;
      if (new RegExp(`new (Database|Cache|Queue)\\(this, '${id.replaceAll('.', '\\.')}'`).test(source))
        family.recognized++;
      else
        for (const why of reasonsOf(id, notRecognized)) family.obstacles.set(why, (family.obstacles.get(why) ?? 0) + 1);
    }
  }
  return [...families.values()].sort((a, b) => b.services - a.services);
}

/** Reasons without what is different in each file. */
function reasonsOf(
  id: string,
  notRecognized: readonly { readonly service: string; readonly why: string }[],
): readonly string[] {
  const { why = 'nothing is said of it' } = notRecognized.find(({ service }) => service === id) ?? {};
  return why
    .split('; ')
    .map((one) => one.replace(/^\S+ is not the official/, 'it is not the official').replace(/tag of \S+/, 'tag'));
}

/** `PostgreSQL: 90 of 123 (73 %); 8 the tag …` */
export function lineOf({ name, services, recognized, obstacles }: Family): string {
  const commonest = [...obstacles].sort(([, a], [, b]) => b - a).slice(0, 3);
  const share = Math.round((100 * recognized) / services);
  return [
    `${name}: ${recognized} of ${services} (${share} %)`,
    ...commonest.map(([why, count]) => `${count} ${why}`),
  ].join('; ');
}

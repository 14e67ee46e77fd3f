import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type App, generate } from 'compose-constructs';

/*
 * Each folder of test/cases is a project: stack.ts and what it builds from go in, `expected/` is what comes out.
 * UPDATE_CASES=1 writes `expected/` anew; read the difference before you commit it.
 */
const cases = join(__dirname, 'cases');

function outputOf(folder: string): Map<string, string> {
  const shared = globalThis as unknown as Record<symbol, { root?: string; apps: App[] }>; // what `synth` sets up for a run
  const run = shared[Symbol.for('compose-constructs.run')];
  if (!run) throw new Error('the library keeps no run');
  run.root = folder;
  run.apps = [];
  jest.isolateModules(() => require(join(folder, 'stack.ts')));
  const [app] = run.apps;
  if (!app) throw new Error(`${folder}/stack.ts made no App`);
  const { stacks, diagnostics } = generate(app);
  const files = stacks.flatMap(({ name, files }) =>
    [...files].map(([path, { content }]) => [`${name}/${path}`, content] as const),
  );
  const said = diagnostics.map(({ severity, id, path, message }) => `${severity} ${id} ${path}: ${message}\n`).join('');
  return new Map([...files, ...(said === '' ? [] : [['diagnostics.txt', said.replaceAll(folder, '.')] as const])]);
}

function filesBelow(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

describe('a project of test/cases becomes exactly what its folder `expected` holds', () => {
  it.each(readdirSync(cases))('%s', (name) => {
    const expected = join(cases, name, 'expected');
    const output = outputOf(join(cases, name));
    if (process.env['UPDATE_CASES']) {
      rmSync(expected, { recursive: true, force: true });
      for (const [file, content] of output) {
        mkdirSync(dirname(join(expected, file)), { recursive: true });
        writeFileSync(join(expected, file), content);
      }
    }
    expect(Object.fromEntries(output)).toEqual(Object.fromEntries(filesBelow(expected)));
  });

  it('wherever the project stands on the disk', () => {
    const [name = ''] = readdirSync(cases);
    const copy = mkdtempSync(join(__dirname, 'copy-'));
    try {
      cpSync(join(cases, name), copy, { recursive: true });
      expect(outputOf(copy)).toEqual(outputOf(join(cases, name)));
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

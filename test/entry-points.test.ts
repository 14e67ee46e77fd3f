/** The package's entry points: their names, one class behind each, and what is loaded for a stack. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as composeSource from 'compose-constructs/compose';
import { plant } from '../bench/planted';
import * as source from '../index';

const root = resolve(__dirname, '..');

/** Writes what was loaded: files of packages, and modules of Node. */
const TELL = `process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify({
  files: Object.keys(require.cache),
  builtin: process.moduleLoadList.flatMap((name) => /^NativeModule (.*)/.exec(name)?.[1] ?? []),
})));`;

const stackOf = (
  names: string,
  code: string,
): string => `import { App, Environment, Stack, ${names} } from 'compose-constructs';
const stack = new Stack(new App(), 'shop', { environment: Environment.development() });
${code}`;

const SERVICE = stackOf('Service', "new Service(stack, 'cache', { image: 'valkey/valkey:8.1' });");
const DATABASE = stackOf(
  'Database, Engine',
  "new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });",
);

describe('the entry points of the package', () => {
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'entry-points-'));
    const modules = join(project, 'node_modules');
    const installed = join(modules, 'compose-constructs');
    mkdirSync(installed, { recursive: true });
    cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(installed, 'package.json'));
    for (const name of ['constructs', 'esbuild', '@esbuild', 'yaml'])
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    writeFileSync(join(project, 'tell.cjs'), TELL);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, LOADED: join(project, 'loaded.json') },
    });

  /** Runs a program, and tells what it prints as JSON. */
  function evaluate(extension: 'cjs' | 'mjs', program: string): unknown {
    writeFileSync(join(project, `program.${extension}`), program);
    return JSON.parse(run(`program.${extension}`));
  }

  /** What the second run of synth loads. */
  function loadedBy(stack: string): { readonly rooms: readonly string[]; readonly builtin: readonly string[] } {
    writeFileSync(join(project, 'stack.ts'), stack);
    const synth = ['--require', './tell.cjs', 'node_modules/compose-constructs/dist/synth.js', '--quiet'];
    run(...synth);
    run(...synth);
    const loaded: { files: string[]; builtin: string[] } = JSON.parse(
      readFileSync(join(project, 'loaded.json'), 'utf8'),
    );
    return { rooms: loaded.files.filter((file) => basename(join(file, '..')) === 'rooms'), builtin: loaded.builtin };
  }

  const classesIn = (files: readonly string[]): string[] =>
    files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b([A-Z]\w+)=class\b/g)].map(([, name]) => name ?? ''),
    );

  describe.each([
    ['compose-constructs', source],
    ['compose-constructs/compose', composeSource],
  ] as const)('%s', (entry, sources) => {
    const names = Object.keys(sources).sort();

    it('gives every name to `require`', () => {
      const program = `const all = require('${entry}');
console.log(JSON.stringify(${JSON.stringify(names)}.filter((name) => all[name] === undefined)));`;
      expect(evaluate('cjs', program)).toEqual([]);
      const listed = `console.log(JSON.stringify(Object.keys(require('${entry}')).sort()));`;
      expect(evaluate('cjs', listed)).toEqual(names);
    });

    it('gives every name to a named import, and the same value', () => {
      const program = `import { createRequire } from 'node:module';
import { ${names.join(', ')} } from '${entry}';
const all = createRequire(import.meta.url)('${entry}');
const values = { ${names.join(', ')} };
console.log(JSON.stringify(Object.keys(values).filter((name) => values[name] !== all[name])));`;
      expect(evaluate('mjs', program)).toEqual([]);
    });
  });

  it('have classes and functions that are called what they are exported as, whichever is touched first', () => {
    const names = Object.entries(source)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['StaticSite', 'write']));
    const program = (order: readonly string[]): string => `const all = require('compose-constructs');
console.log(JSON.stringify(${JSON.stringify(order)}.map((name) => all[name].name)));`;
    expect(evaluate('cjs', program(names))).toEqual(names);
    expect(evaluate('cjs', program([...names].reverse()))).toEqual([...names].reverse());
  });

  it('share their classes', () => {
    const both = Object.keys(source).filter((name) => name in composeSource);
    expect(both).toEqual(expect.arrayContaining(['Remove', 'Replace', 'Variable']));
    const program = `const [all, compose] = [require('compose-constructs'), require('compose-constructs/compose')];
console.log(JSON.stringify(${JSON.stringify(both)}.filter((name) => all[name] !== compose[name])));`;
    expect(evaluate('cjs', program)).toEqual([]);
  });

  it('load nothing before a name is touched', () => {
    const program = `require('compose-constructs');
console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /rooms/.test(file))));`;
    expect(evaluate('cjs', program)).toEqual([]);
  });

  it('hold every class once, in whichever file it stands', () => {
    const folder = join(root, 'dist/rooms');
    const classes = classesIn(readdirSync(folder).map((file) => join(folder, file)));
    expect(classes).toEqual(expect.arrayContaining(['Service', 'Database', 'ReverseProxy', 'WebApp']));
    for (const name of Object.keys(source))
      expect({ name, times: classes.filter((one) => one === name).length <= 1 }).toEqual({ name, times: true });
  });

  it('load no room of databases, apps or proxies for a stack of services', () => {
    const { rooms } = loadedBy(SERVICE);
    const classes = classesIn(rooms);
    expect(classes).toContain('Service');
    for (const other of ['Database', 'ReverseProxy', 'WebApp', 'Workload']) expect(classes).not.toContain(other);
  });

  it('load the room of databases for a stack that has one, and still none of proxies', () => {
    const classes = classesIn(loadedBy(DATABASE).rooms);
    expect(classes).toContain('Database');
    for (const other of ['ReverseProxy', 'WebApp']) expect(classes).not.toContain(other);
  });

  it('load the facts about images that a stack has, and no others', () => {
    const images = (stack: string) =>
      loadedBy(stack)
        .rooms.map((file) => basename(file))
        .filter((file) => file.startsWith('image-'));
    expect(images(stackOf('Service', "new Service(stack, 'web', { image: 'acme/web:1' });"))).toEqual([]);
    expect(images(SERVICE)).toEqual(['image-valkey.js']);
    expect(images(DATABASE)).toEqual(['image-postgres.js']);
  });

  it('load the very same files, however many constructs the library has', async () => {
    const planted = await plant(4);
    try {
      const [here, there] = [join(root, 'dist/rooms'), join(planted.dist, 'rooms')];
      const files = readdirSync(here);
      expect(readdirSync(there).filter((file) => !files.includes(file))).toHaveLength(4);
      for (const file of files)
        expect({ file, same: readFileSync(join(here, file)).equals(readFileSync(join(there, file))) }).toEqual({
          file,
          same: true,
        });
      expect(readFileSync(join(planted.dist, 'index.js'), 'utf8')).toContain('ReverseProxy3');
    } finally {
      planted.remove();
    }
  });

  it('load no part of Node that costs milliseconds and that a run without changes does not need', () => {
    const { builtin } = loadedBy(SERVICE);
    expect(builtin).toContain('fs');
    for (const costly of ['crypto', 'child_process', 'worker_threads', 'net', 'tty', 'inspector'])
      expect(builtin).not.toContain(costly);
  });
});

/**
 * Bundles the library so that a stack loads what it uses: each room of `constructs/` is a file of its own, which
 * `dist/index.js` loads when one of its names is first touched.
 *
 * Every source stands in one file, whoever loads it, so that a class is one class. What is always loaded together stands
 * in one file, because each file costs.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuildOptions, build, type OutputFile, type Plugin } from 'esbuild';
import { type EsModule, passesOn, type Renamed, readModule, toCommonJs } from './es-module';

export type Common = BuildOptions & { readonly absWorkingDir: string; readonly outdir: string };

/** What becomes a file. */
interface Entry {
  /** Folders or files, relative to the root of the repository, whose exports it has. */
  readonly of: readonly string[];
  /** Entries that are loaded before this one, whoever loads it. */
  readonly after: readonly string[];
}

/** Rooms that nearly every construct needs. */
const BASE = ['constructs/image', 'constructs/secrets', 'constructs/storage', 'constructs/workload'];

/** What the sources load with `require`, when it is first called: the file is named after the path. */
const ON_DEMAND: Readonly<Record<string, Entry>> = {
  merge: { of: ['lib/languages/compose/merge'], after: ['compose'] },
  age: { of: ['lib/languages/compose/check/age'], after: ['compose'] },
  schedule: { of: ['constructs/schedule'], after: ['base'] },
  recipes: { of: ['constructs/image/recipes'], after: ['web'] },
  ...families(),
};

/** The facts about each family of images. */
function families(): Readonly<Record<string, Entry>> {
  const folder = 'lib/images/families';
  const names = readdirSync(join(__dirname, '..', folder)).map((file) => file.replace(/\.ts$/, ''));
  return Object.fromEntries(names.map((name) => [`image-${name}`, { of: [`${folder}/${name}`], after: ['engine'] }]));
}

/** Where a name of the package is found: a room, or a file in `dist/rooms`. */
interface Place {
  readonly file: string;
  readonly name: string;
}

/** `index.js`, `compose.js`, and the files in `rooms/` that they load. */
export async function bundleRooms(common: Common): Promise<readonly OutputFile[]> {
  const names = await publicNames(common);
  const entries: Record<string, Entry> = {
    // the Compose language by itself, for programs
    compose: { of: ['lib/languages/compose'], after: [] },
    // with what the families of images share
    engine: { of: ['lib', 'lib/images/database', 'lib/images/family'], after: ['compose'] },
    base: { of: BASE, after: ['engine'] },
    // what proxies and sites have in common
    web: { of: ['lib/languages/nginx', 'constructs/web-server'], after: ['base'] },
    ...ON_DEMAND,
  };
  for (const { file: room } of names.values()) entries[entryOf(room)] ??= { of: [room], after: ['base'] };
  const modules = await split(common, entries);
  const places = new Map([...names].map(([as, { name, file }]) => [as, placeOf(name, entryOf(file), modules)]));
  const ends = new Set(['compose', ...Object.keys(ON_DEMAND)]);
  const files = [...modules].filter(([name, module]) => ends.has(name) || !passesOn(module));
  return await Promise.all([
    written(common, 'index', facade(places)),
    written(common, 'compose', 'module.exports=require("./rooms/compose.js");\n'),
    ...files.map(async ([name, module]) =>
      written(common, `rooms/${name}`, await toCommonJs(withoutMarks(module), common)),
    ),
  ]);
}

function entryOf(room: string): string {
  if (BASE.includes(room)) return 'base';
  return room.startsWith('lib/') ? 'engine' : room.slice('constructs/'.length);
}

/** The values that `index.ts` exports, and the room that has each, under its name there. */
async function publicNames(common: Common): Promise<ReadonlyMap<string, Place>> {
  const rooms: Plugin = {
    name: 'rooms-are-external',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const room = relative(common.absWorkingDir, join(resolveDir, path)).replaceAll('\\', '/');
        return /^(constructs|lib)\/[^/]+$/.test(room) && !room.endsWith('/index')
          ? { path: room, external: true }
          : undefined;
      });
    },
  };
  const built = await build({ ...common, format: 'esm', plugins: [rooms], entryPoints: { index: 'index.ts' } });
  const { imports, exports } = readModule(built.outputFiles?.[0]?.text ?? '');
  const here = new Map(
    imports.flatMap(({ from, names }) => names.map(({ name, as }): [string, Place] => [as, { file: from, name }])),
  );
  return new Map(
    exports.map(({ name, as }) => {
      const place = here.get(name);
      if (!place) throw new Error(`${as} of index.ts comes from no room`);
      return [as, place];
    }),
  );
}

/** Modules by name: entries, and what several of them share. */
async function split(common: Common, entries: Readonly<Record<string, Entry>>): Promise<Map<string, EsModule>> {
  const { outputFiles } = await build({
    ...common,
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    entryPoints: Object.fromEntries(Object.keys(entries).map((name) => [name, `entry:${name}`])),
    plugins: [entryPoints(common.absWorkingDir, entries), onDemand(common.absWorkingDir)],
  });
  return new Map(
    (outputFiles ?? []).map(({ path, text }) => [relative(common.outdir, path).replace(/\.js$/, ''), readModule(text)]),
  );
}

/**
 * An entry exports what it is of, and names what is loaded before it: so the bundler sees that both are always loaded
 * together, and that what they share can stand in one file.
 */
function entryPoints(root: string, entries: Readonly<Record<string, Entry>>): Plugin {
  const everythingBefore = ({ after }: Entry): readonly string[] =>
    after.flatMap((name) => {
      const entry = entries[name];
      return entry ? [...everythingBefore(entry), ...entry.of] : [];
    });
  return {
    name: 'entry-points',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice('entry:'.length), namespace: 'entry' }));
      onLoad({ filter: /./, namespace: 'entry' }, ({ path }) => {
        const entry = entries[path];
        if (!entry) return undefined;
        const own = entry.of.map((source) => `export * from './${source}';`);
        const before = everythingBefore(entry).map((source, at) => `export * as ${MARK}${at} from './${source}';`);
        return { contents: [...own, ...before].join('\n'), resolveDir: root, loader: 'ts' };
      });
    },
  };
}

/** Begins the names under which an entry exports what is loaded before it, for the bundler alone. */
const MARK = 'before$';

function withoutMarks(module: EsModule): EsModule {
  const marks = new Set(module.exports.filter(({ as }) => as.startsWith(MARK)).map(({ name }) => name));
  const isNoMark = ({ name, as }: Renamed): boolean => !as.startsWith(MARK) && !marks.has(as) && name !== '';
  return {
    body: module.body,
    exports: module.exports.filter(isNoMark),
    imports: module.imports.map(({ from, names }) => ({ from, names: names.filter(isNoMark) })),
  };
}

/** Leaves `require('./merge')` as it is: the file of that name lies beside whatever the bundler makes of the source. */
function onDemand(root: string): Plugin {
  const names = new Map(
    Object.entries(ON_DEMAND).flatMap(([name, { of }]) => of.map((source) => [join(root, source), name])),
  );
  return {
    name: 'on-demand',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const name = kind === 'require-call' ? names.get(join(resolveDir, path)) : undefined;
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** Follows an entry that has nothing of its own to the file that has the name. */
function placeOf(name: string, entry: string, modules: ReadonlyMap<string, EsModule>): Place {
  const module = modules.get(entry);
  const exported = module?.exports.find(({ as }) => as === name);
  if (!module || !exported) throw new Error(`${entry} does not export ${name}`);
  if (!passesOn(module)) return { file: entry, name };
  for (const { from, names } of module.imports) {
    const found = names.find(({ as }) => as === exported.name);
    if (found) return { file: from.replace(/^\.\/|\.js$/g, ''), name: found.name };
  }
  throw new Error(`${entry} imports ${name} from nowhere`);
}

/** The package's main file: names with nothing behind them yet. */
function facade(places: ReadonlyMap<string, Place>): string {
  const byFile = new Map<string, string[]>();
  for (const [as, { file, name }] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    byFile.set(file, [...(byFile.get(file) ?? []), as === name ? as : `${as}=${name}`]);
  }
  const lines = [...byFile].map(([file, names]) => `lazy("${names.join(' ')}",()=>require("./rooms/${file}.js"));`);
  return `"use strict";
Object.defineProperty(exports,"__esModule",{value:true});
// for those who look for names without running this, as Node does for ECMAScript modules
0&&(module.exports={${[...places.keys()].sort().join(',')}});
function lazy(names,load){
for(const pair of names.split(" ")){
const [as,name=as]=pair.split("=");
Object.defineProperty(exports,as,{enumerable:true,configurable:true,get(){
const value=load()[name];
Object.defineProperty(exports,as,{enumerable:true,configurable:true,value});
return value;
}});
}
}
${lines.join('\n')}
`;
}

function written({ outdir }: Common, name: string, text: string): OutputFile {
  const contents = Buffer.from(text);
  return { path: join(outdir, `${name}.js`), contents, hash: '', text };
}

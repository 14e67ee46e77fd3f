/**
 * Spares V8 compiling the library and `constructs` in every run: their modules come from an earlier run's code cache.
 *
 * Node has `module.enableCompileCache` for this from 22.8 on; this works from Node 20 and knows whom it trusts.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { constants, Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import type { CacheFile } from './cache';
import { isFile } from './is-file';
import { type LoadedModule, modules } from './modules';
import type { Sections } from './pack';

const CONSTRUCTS = `${sep}node_modules${sep}constructs${sep}lib${sep}`;
const [BEFORE, AFTER] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

/** Begins the names of sections that stand for no file. */
const WHOLE = 'whole ';

/** V8 itself only compares the lengths of the sources. */
const nameOf = (file: string, source: Buffer): string => `${source.length} ${crc32(source)} ${file}`;
const fileOf = (name: string): string => name.replace(/^\d+ \d+ /, '');

type ModuleFunction = (
  exports: unknown,
  require: (id: string) => unknown,
  module: LoadedModule,
  filename: string,
  dirname: string,
) => void;

export class CodeCache {
  private readonly cached: Sections | undefined;
  /** The code that this run compiled, by the names of its sections in the cache. */
  private readonly compiled = new Map<string, Script>();
  private fresh = true;

  /** @param library folder of the library's bundle */
  constructor(
    private readonly cache: CacheFile,
    private readonly library: string,
  ) {
    this.cached = cache.read();
  }

  /** Hooks the cache into `require`, for the rest of the process. */
  install(): void {
    const load = modules._extensions['.js'];
    modules._extensions['.js'] = (module, file) => {
      if (file.startsWith(this.library + sep) || file.includes(CONSTRUCTS)) this.run(module, file);
      else load?.(module, file);
    };
  }

  /**
   * Keeps what V8 compiled in this run, functions that were called included, if anything was missing.
   *
   * @param whole name of a run that came to its end, so that it called what others of that name will call
   */
  save(whole?: string): void {
    const mark = whole === undefined ? [] : [`${WHOLE}${whole}`];
    if (this.fresh && mark.every((name) => this.cached?.has(name) === true)) return;
    const sections = new Map([...this.elsewhere(), ...mark.map((name): [string, Buffer] => [name, Buffer.alloc(0)])]);
    for (const [name, script] of this.compiled) sections.set(name, script.createCachedData());
    this.cache.write(sections);
  }

  /** Code that other runs have kept, and this one did not load. */
  private elsewhere(): [string, Buffer][] {
    const loaded = new Set([...this.compiled.keys()].map(fileOf));
    return [...(this.cached ?? [])].filter(
      ([name]) => name.startsWith(WHOLE) || (!loaded.has(fileOf(name)) && isFile(fileOf(name))),
    );
  }

  private run(module: LoadedModule, file: string): void {
    const source = readFileSync(file);
    const name = nameOf(file, source);
    const cachedData = this.cached?.get(name);
    const script = new Script(BEFORE + source.toString() + AFTER, {
      filename: file,
      columnOffset: -BEFORE.length,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData && { cachedData }),
    });
    if (!cachedData || script.cachedDataRejected) this.fresh = false;
    this.compiled.set(name, script);
    // The script is the expression of one function, written above.
    const run = script.runInThisContext() as ModuleFunction;
    const folder = dirname(file);
    const load = (id: string): unknown => {
      if (id === 'crypto' && hashesOnly(source)) return lazyHash;
      return id.startsWith('./') && file.startsWith(this.library + sep)
        ? neighbour(id, folder, module)
        : module.require(id);
    };
    const resolve = (id: string, options?: object): string => modules._resolveFilename(id, module, false, options);
    const require = Object.assign(load, { resolve, cache: modules._cache, main: process.mainModule });
    run.call(module.exports, module.exports, require, module, file, folder);
  }
}

/** The `require` for a bundle beside this one. The bundles name each other in full, so nothing has to be resolved. */
function neighbour(id: string, folder: string, parent: LoadedModule): unknown {
  const file = folder + sep + id.slice('./'.length).replaceAll('/', sep);
  const loaded = modules._cache[file];
  if (loaded) return loaded.exports;
  const module = new modules(file, parent);
  modules._cache[file] = module;
  try {
    module.load(file);
  } catch (error) {
    delete modules._cache[file];
    throw error;
  }
  return module.exports;
}

/**
 * `constructs` loads `crypto` for `node.addr`, which few ever read; loading it takes Node longer than all of
 * `constructs`. Code that only calls `createHash` gets one that loads it when it is called.
 */
function hashesOnly(source: Buffer): boolean {
  const uses = source.toString().match(/\bcrypto\.\w+/g) ?? [];
  return uses.every((use) => use === 'crypto.createHash');
}

const lazyHash: Pick<typeof import('node:crypto'), 'createHash'> = {
  createHash: (...args) => (require('node:crypto') as typeof import('node:crypto')).createHash(...args),
};

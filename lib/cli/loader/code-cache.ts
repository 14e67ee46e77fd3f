/**
 * Spares V8 compiling the library and `constructs` again in every run: their modules are compiled from what V8 kept
 * of an earlier run.
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
import { type LoadedModule, modules } from './modules';
import type { Sections } from './pack';

const CONSTRUCTS = `${sep}node_modules${sep}constructs${sep}lib${sep}`;
const [BEFORE, AFTER] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

/** Name of a section that no file can have. */
const WHOLE = 'whole';

type ModuleFunction = (
  exports: unknown,
  require: (id: string) => unknown,
  module: LoadedModule,
  filename: string,
  dirname: string,
) => void;

export class CodeCache {
  private readonly cached: Sections | undefined;
  /** What was compiled in this run, by the names of the sections that it will be kept in. */
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
   * @param whole whether the run came to its end, so that it called what other runs will call
   */
  save(whole: boolean): void {
    if (this.fresh && (!whole || this.cached?.has(WHOLE) === true)) return;
    const sections = new Map<string, Buffer>(whole ? [[WHOLE, Buffer.alloc(0)]] : []);
    for (const [name, script] of this.compiled) sections.set(name, script.createCachedData());
    this.cache.write(sections);
  }

  private run(module: LoadedModule, file: string): void {
    const source = readFileSync(file);
    // V8 itself only compares the lengths of the sources.
    const name = `${file} ${source.length} ${crc32(source)}`;
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
    const require = (id: string): unknown => (id === 'crypto' && hashesOnly(source) ? lazyHash : module.require(id));
    run.call(module.exports, module.exports, require, module, file, dirname(file));
  }
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

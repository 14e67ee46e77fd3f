/**
 * Makes `require` understand TypeScript.
 *
 * A file is transformed once, ahead of time if the stack file's imports show that it is needed. The cache serves it
 * until its text changes.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sourceMaps } from '../../process';
import type { CacheFile } from './cache';
import { modules } from './modules';
import type { Sections } from './pack';
import { mainFileOf } from './packages';
import { isTypeScript, resolveTypeScript, TYPESCRIPT } from './resolve';
import { reachable } from './scan';
import type { Transformed } from './transform';

/** Packages that a stack may import although only the command can find them, as under `npx -p`. */
const BROUGHT_ALONG = /^(compose-constructs|constructs)(\/|$)/;

type Entry = Transformed & { readonly source: Buffer };

export class TypeScriptLoader {
  private readonly cached: Sections | undefined;
  private readonly transformed = new Map<string, Entry>();
  private readonly used = new Map<string, Entry>();

  /** @param missed called before anything is transformed */
  constructor(
    private readonly cache: CacheFile,
    private readonly missed: () => void,
  ) {
    this.cached = cache.read();
  }

  /** Whether the last run was slow, or there was none that is known. */
  get wasSlow(): boolean {
    return this.cached === undefined || this.cached.has('slow');
  }

  /** Hooks the loader into `require`, for the rest of the process. */
  install(): void {
    for (const extension of TYPESCRIPT) {
      modules._extensions[extension] = (module, file) => module._compile(this.load(file), file, 'commonjs');
    }
    const resolveFilename = modules._resolveFilename;
    modules._resolveFilename = (request, parent, isMain, options) => {
      const importer = parent?.filename ?? '';
      const file = isTypeScript(importer) ? resolveTypeScript(request, importer) : undefined;
      const known = file ?? (options === undefined ? mainFileOf(request, dirname(importer)) : undefined);
      try {
        return resolveFilename(known ?? request, parent, isMain, options);
      } catch (error) {
        if (BROUGHT_ALONG.test(request) && importer !== __filename) return require.resolve(request);
        throw error;
      }
    };
  }

  /**
   * Transforms `entry` and what it imports, as far as the cache has not got them. The caller can do other things
   * meanwhile.
   */
  async prepare(entry: string): Promise<void> {
    if (!isTypeScript(entry)) return;
    const sources = new Map([...reachable(entry)].filter(([file, source]) => !this.fromCache(file, source)));
    if (sources.size === 0) return;
    this.missed();
    const { transformAhead } = require('./transform') as typeof import('./transform');
    for (const [file, result] of await transformAhead(sources)) {
      this.transformed.set(file, { ...result, source: sources.get(file) ?? Buffer.alloc(0) });
    }
  }

  /** Keeps what this run needed for the next one, if that changed. */
  save(slow: boolean): void {
    if (this.cached && this.transformed.size === 0 && slow === this.wasSlow) return;
    const sections = new Map<string, Buffer>(slow ? [['slow', Buffer.alloc(0)]] : []);
    for (const [file, { source, code, map }] of this.used) {
      sections.set(`source ${file}`, source);
      sections.set(`code ${file}`, Buffer.from(code));
      sections.set(`map ${file}`, Buffer.from(map));
    }
    this.cache.write(sections);
  }

  private load(file: string): string {
    const source = readFileSync(file);
    const entry = this.fromThisRun(file, source) ?? this.fromCache(file, source) ?? this.afresh(file, source);
    this.used.set(file, entry);
    sourceMaps.set(file, entry.map);
    return entry.code;
  }

  private fromCache(file: string, source: Buffer): Entry | undefined {
    if (this.cached?.get(`source ${file}`)?.equals(source) !== true) return undefined;
    const code = this.cached.get(`code ${file}`);
    const map = this.cached.get(`map ${file}`);
    return code && map && { source, code: code.toString(), map: map.toString() };
  }

  private fromThisRun(file: string, source: Buffer): Entry | undefined {
    const entry = this.transformed.get(file);
    return entry?.source.equals(source) === true ? entry : undefined;
  }

  private afresh(file: string, source: Buffer): Entry {
    this.missed();
    // Only loaded here: a warm run transforms nothing.
    const { transformNow } = require('./transform') as typeof import('./transform');
    const entry = { ...transformNow(file, source), source };
    this.transformed.set(file, entry);
    return entry;
  }
}

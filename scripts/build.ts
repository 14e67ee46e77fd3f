/**
 * Bundles the library and the command into `dist`: `npx tsx scripts/build.ts`. The type declarations come from tsc.
 *
 * One file an entry loads faster than many, and V8's code cache works by file. The bundles hold no path of the
 * machine that made them: the same sources give the same bytes everywhere.
 */
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { compileSchema } from './compile-schema';

const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'dist');

/**
 * The bundler renames what it has to: `class _Stack`. Users see these names, in stack traces and when they print a
 * construct. This sets right what is exported; the bundler's own `keepNames` costs time for every inner function.
 */
const OWN_NAMES = `for (const [name, value] of Object.entries(module.exports)) {
  if (typeof value === 'function' && value.name !== name) {
    Object.defineProperty(value, 'name', { value: name, configurable: true });
  }
}`;

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

async function main(): Promise<void> {
  await compileSchema();
  // The form of this repository's own package.json.
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const common = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    target: 'node20.19',
    outdir: DIST,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    external: [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)],
  } satisfies BuildOptions;

  // what few stacks need is loaded by those: lib/languages/compose/on-demand.ts
  const onDemand = await build({
    ...common,
    entryPoints: {
      // the Compose language by itself, for programs
      compose: 'lib/languages/compose/index.ts',
      merge: 'lib/languages/compose/merge/index.ts',
      'check/age': 'lib/languages/compose/check/age.ts',
    },
  });
  const library = await build({
    ...common,
    entryPoints: { index: 'index.ts' },
    external: [...common.external, './merge', './check/age'],
    footer: { js: OWN_NAMES },
  });
  const command = await build({
    ...common,
    // what reads Compose files is loaded by whoever imports one
    entryPoints: { synth: 'lib/cli/entry.ts' },
    external: [...common.external, './import'],
    define: {
      STAMPED_VERSION: JSON.stringify(manifest.version),
      STAMPED_LOADER: JSON.stringify(await loaderVersion()),
    },
  });
  const importer = await build({ ...common, entryPoints: { import: 'lib/cli/import.ts' } });
  await mkdir(DIST, { recursive: true });
  for (const { path, contents } of [...library.outputFiles, ...onDemand.outputFiles, ...importer.outputFiles])
    await replace(path, contents, 0o644);
  for (const { path, contents } of command.outputFiles) await replace(path, contents, 0o755);
  await linkCommand();
}

/** Whoever runs the old file meanwhile sees it whole. */
async function replace(path: string, contents: Uint8Array, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await chmod(draft, mode);
  await rename(draft, path);
}

/** Changes with the loader's sources and with esbuild. */
async function loaderVersion(): Promise<string> {
  const folder = join(ROOT, 'lib/cli/loader');
  const hash = createHash('sha256').update(await readFile(require.resolve('esbuild/package.json')));
  for (const name of (await readdir(folder)).sort())
    hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** npm links the commands of dependencies only; in this repository `node_modules/.bin/synth` is this package's own. */
async function linkCommand(): Promise<void> {
  const bin = join(ROOT, 'node_modules', '.bin');
  const link = join(bin, 'synth');
  if (process.platform === 'win32') return;
  await mkdir(bin, { recursive: true });
  const existing = await lstat(link).catch(() => undefined);
  if (existing) await rm(link);
  await symlink('../../dist/synth.js', link);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

/**
 * Bundles the library and the command, in memory.
 *
 * One file an entry loads faster than many, and V8's code cache works by file. The bundles hold no path of the
 * machine that made them: the same sources give the same bytes everywhere.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type OutputFile, type Plugin } from 'esbuild';
import type { Table } from '../lib/cli/commands';
import { bundleRooms } from './rooms';

const COMMANDS = 'lib/cli/commands';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Files in `dist` that are no command's own. */
const TAKEN = ['index', 'compose', 'synth'];

/** @param root folder of the repository */
export async function bundleLibrary(root: string): Promise<readonly OutputFile[]> {
  return await bundleRooms(optionsFor(root, await manifestIn(root)));
}

/**
 * `synth.js`, and a bundle for each command that has one of its own.
 *
 * @param root folder of the repository
 */
export async function bundleCommand(root: string, commands: Table): Promise<readonly OutputFile[]> {
  const manifest = await manifestIn(root);
  const common = {
    ...optionsFor(root, manifest),
    define: {
      STAMPED_VERSION: JSON.stringify(manifest.version),
      STAMPED_LOADER: JSON.stringify(await loaderVersion(root)),
    },
    plugins: [ownBundles(root, commands), packagesWithoutEffect(Object.keys(manifest.peerDependencies))],
  };
  const built = [];
  for (const [name, file] of Object.entries(entryPointsOf(commands)))
    built.push(await build({ ...common, entryPoints: { [name]: file } }));
  return built.flatMap(({ outputFiles }) => outputFiles);
}

/** Names of the command's bundles, and the files that they begin with. @throws if the library has one of that name */
export function entryPointsOf(commands: Table): Readonly<Record<string, string>> {
  const own = commands.filter(({ ownBundle }) => ownBundle);
  const taken = own.find(({ name }) => TAKEN.includes(name));
  if (taken) throw new Error(`dist/${taken.name}.js is there already: the command needs another name`);
  return Object.fromEntries([
    ['synth', 'lib/cli/entry.ts'],
    ...own.map(({ name }) => [name, `${COMMANDS}/${name}/run.ts`]),
  ]);
}

/** Leaves `require('./run')` of a command with a bundle of its own as `require('./NAME')`. */
function ownBundles(root: string, commands: Table): Plugin {
  const bundleOf = new Map(
    commands.filter(({ ownBundle }) => ownBundle).map(({ name }) => [join(root, COMMANDS, name), `./${name}`]),
  );
  return {
    name: 'own-bundles',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\.\/run$/ }, ({ resolveDir }) => {
        const path = bundleOf.get(resolveDir);
        return path === undefined ? undefined : { path, external: true };
      });
    },
  };
}

function optionsFor(root: string, { dependencies, peerDependencies }: Manifest) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    target: 'node20.19',
    // Node has them; the bundler would make `new RegExp(…)` of them, which is read anew at each use
    supported: { 'regexp-unicode-property-escapes': true },
    outdir: join(root, 'dist'),
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    external: [...Object.keys(dependencies), ...Object.keys(peerDependencies)],
  } as const satisfies BuildOptions;
}

/** The bundler cannot know that loading a package does nothing but load it: a bundle that uses none of it drops it. */
function packagesWithoutEffect(names: readonly string[]): Plugin {
  return {
    name: 'packages-without-effect',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^[^./]/ }, ({ path }) =>
        names.includes(path) ? { path, external: true, sideEffects: false } : undefined,
      );
    },
  };
}

async function manifestIn(root: string): Promise<Manifest> {
  // The form of this repository's own package.json.
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
}

/** Changes with the loader's sources and with esbuild. */
async function loaderVersion(root: string): Promise<string> {
  const folder = join(root, 'lib/cli/loader');
  const hash = createHash('sha256').update(await readFile(require.resolve('esbuild/package.json')));
  for (const name of (await readdir(folder)).sort())
    hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

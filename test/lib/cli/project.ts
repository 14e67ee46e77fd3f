/**
 * Projects as users have them, in temporary folders, and the built command run in them.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PATIENCE } from '../../patience';

export const REPOSITORY = resolve(__dirname, '../../..');
export const COMMAND = join(REPOSITORY, 'dist', 'synth.js');

/** A folder with the package installed, which is removed after the tests of the file. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'synth-test-')));

  /** @param files content by path, or the folder to copy */
  constructor(files: Readonly<Record<string, string>> | string) {
    made.push(this);
    if (typeof files === 'string') cpSync(files, this.folder, { recursive: true });
    else for (const [path, content] of Object.entries(files)) this.write(path, content);
    if (!existsSync(join(this.folder, 'package.json'))) this.write('package.json', '{ "private": true }');
    const modules = join(this.folder, 'node_modules');
    // cases keep their packages under a name that Git and npm do not treat specially
    if (existsSync(join(this.folder, 'packages'))) cpSync(join(this.folder, 'packages'), modules, { recursive: true });
    mkdirSync(modules, { recursive: true });
    symlinkSync(REPOSITORY, join(modules, 'compose-constructs'), 'dir');
    symlinkSync(join(REPOSITORY, 'node_modules/constructs'), join(modules, 'constructs'), 'dir');
  }

  get cache(): string {
    return join(this.folder, 'node_modules/.cache/compose-constructs');
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  synth(args: readonly string[] = [], options: RunOptions = {}): SpawnSyncReturns<string> {
    return synthIn(resolve(this.folder, options.cwd ?? '.'), args, options);
  }
}

export interface RunOptions {
  /** @default the project's folder */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const made: Project[] = [];
afterAll(() => {
  for (const { folder } of made) rmSync(folder, { recursive: true, force: true });
});

/**
 * Runs the command with the variables of this process, except those that would change what it prints. What it says about
 * its progress, as it does where a run takes a second, is left out: whether it takes one is up to the machine. So is the
 * line with the page of errors, which lies where the package is.
 */
export function synthIn(cwd: string, args: readonly string[], options: RunOptions = {}): SpawnSyncReturns<string> {
  const run = slowSynthIn(cwd, args, options);
  return { ...run, stderr: withoutProgress(run.stderr) };
}

/** The same, whole, for stack files that take long wherever they run. */
export function slowSynthIn(
  cwd: string,
  args: readonly string[],
  { env = {} }: RunOptions = {},
): SpawnSyncReturns<string> {
  requireBuild();
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, GITHUB_ACTIONS, GITHUB_WORKSPACE, ...inherited } = process.env;
  return spawnSync(process.execPath, [COMMAND, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...inherited, ...env },
    timeout: PATIENCE,
  });
}

export function withoutProgress(stderr: string): string {
  return stderr.replace(/^synth: .* \(\d+ s\)\n/gm, '').replace(/\nMore about each id: .*\n/, '');
}

let checked = false;

/** These tests run what users run. It has to be there, and to be made of the sources as they are. */
export function requireBuild(): void {
  if (checked) return;
  const built = statSync(COMMAND, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) throw new Error('dist/synth.js is missing: run `npm run compile` first.');
  const sources = ['index.ts', ...['lib', 'constructs'].flatMap(filesBelow)];
  const newer = sources.find((file) => statSync(join(REPOSITORY, file)).mtimeMs > built);
  if (newer !== undefined) throw new Error(`dist/synth.js is older than ${newer}: run \`npm run compile\` first.`);
  checked = true;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(REPOSITORY.length + 1));
}

/** The least that makes a stack. */
export const MINIMAL = `
import { App, Environment, Service, Stack } from 'compose-constructs';
const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Service(stack, 'web', { image: 'nginx:1.27' });
`;

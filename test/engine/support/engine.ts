/**
 * Finds a Docker engine, or installs one where that can be done.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, run } from './command';

/** The folder of the shell scripts that install an engine and build images. */
export const scripts = join(__dirname, '..', 'scripts');

/** Versions of the engine in use. */
export interface Engine {
  readonly server: string;
  readonly compose: string;
  readonly buildx: string;
}

/**
 * Makes sure that plain `docker`, `docker compose` and `docker buildx` calls of this process and its children work.
 * A reachable engine is used as it is, whatever it is. Where there is none, a Debian machine gets one from Debian
 * packages if this is root; it keeps running afterwards.
 *
 * @throws Error that says how to get an engine
 */
export async function engine(): Promise<Engine> {
  const first = await look();
  const found = typeof first === 'string' ? await installedHere() : first;
  if (typeof found !== 'string') return found;
  if (!canInstall()) throw new Error(`${first}\n\n${howToGetOne}`);
  const { code, stderr } = await attempt('bash', [join(scripts, 'install-engine.sh')]);
  const installed = code === 0 ? await installedHere() : stderr;
  if (typeof installed === 'string') throw new Error(`${installed}\n\n${howToGetOne}`);
  return installed;
}

/** Whether this machine can build stand-ins and install an engine: Debian, as root. */
export function canInstall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** The versions of what answers, or what the programs say where something is missing. */
async function look(env: Readonly<Record<string, string>> = {}): Promise<Engine | string> {
  const options = { env, timeout: 20_000 };
  const answers = await Promise.all([
    attempt('docker', ['version', '--format', '{{.Server.Version}}'], options),
    attempt('docker', ['compose', 'version', '--short'], options),
    attempt('docker', ['buildx', 'version'], options),
  ]);
  const failed = answers.find(({ code }) => code !== 0);
  if (failed !== undefined) return failed.stderr.trim();
  const [server = '', compose = '', buildx = ''] = answers.map(({ stdout }) => stdout.trim());
  return { server, compose, buildx: buildx.split(' ')[1] ?? '' };
}

/** The engine that install-engine.sh has installed before; from here on this process uses it. */
async function installedHere(): Promise<Engine | string> {
  if (process.platform !== 'linux') return 'stand-alone engines are for Linux';
  const printEnvironment = 'eval "$("$0" --env)" && printf "%s\\n" "$DOCKER_HOST" "$PATH" "$DOCKER_CONFIG"';
  const { stdout } = await run('bash', ['-c', printEnvironment, join(scripts, 'install-engine.sh')]);
  const [DOCKER_HOST = '', PATH = '', DOCKER_CONFIG = ''] = stdout.split('\n');
  const env = { DOCKER_HOST, PATH, DOCKER_CONFIG };
  const found = await look(env);
  if (typeof found !== 'string') Object.assign(process.env, env);
  return found;
}

const howToGetOne = `These tests need a Docker engine with compose and buildx, and none answers.
Start one (https://docs.docker.com/engine/install/), or point DOCKER_HOST at one; on Debian, as root, one is installed
from Debian packages by itself. To go without these tests: SKIP_ENGINE_TESTS=1.`;

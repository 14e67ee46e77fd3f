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
  const found = (await reachable()) ?? (await installedHere());
  if (found !== undefined) return found;
  if (!canInstall()) throw new Error(howToGetOne);
  const installed = await attempt('bash', [join(scripts, 'install-engine.sh')], { timeout: 600_000 });
  if (installed.code !== 0) throw new Error(`${installed.stderr}\n${howToGetOne}`);
  const started = await installedHere();
  if (started === undefined) throw new Error(`${installed.stderr}\n${howToGetOne}`);
  return started;
}

/** Whether this machine can build stand-ins and install an engine: Debian, as root. */
export function canInstall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function reachable(env: Readonly<Record<string, string>> = {}): Promise<Engine | undefined> {
  const options = { env, timeout: 20_000 };
  const [server, compose, buildx] = await Promise.all([
    attempt('docker', ['version', '--format', '{{.Server.Version}}'], options),
    attempt('docker', ['compose', 'version', '--short'], options),
    attempt('docker', ['buildx', 'version'], options),
  ]);
  if (server.code !== 0 || compose.code !== 0 || buildx.code !== 0) return undefined;
  return {
    server: server.stdout.trim(),
    compose: compose.stdout.trim(),
    buildx: buildx.stdout.split(' ')[1] ?? '',
  };
}

/** The engine that install-engine.sh has installed before; from here on this process uses it. */
async function installedHere(): Promise<Engine | undefined> {
  if (process.platform !== 'linux') return undefined;
  const printEnvironment = 'eval "$("$0" --env)" && printf "%s\\n" "$DOCKER_HOST" "$PATH" "$DOCKER_CONFIG"';
  const { stdout } = await run('bash', ['-c', printEnvironment, join(scripts, 'install-engine.sh')]);
  const [DOCKER_HOST = '', PATH = '', DOCKER_CONFIG = ''] = stdout.split('\n');
  const env = { DOCKER_HOST, PATH, DOCKER_CONFIG };
  const found = await reachable(env);
  if (found !== undefined) Object.assign(process.env, env);
  return found;
}

const howToGetOne = `These tests need a Docker engine with compose and buildx, and none answers.
Start one (https://docs.docker.com/engine/install/), or point DOCKER_HOST at one; on Debian, as root, one is installed
from Debian packages by itself. To go without these tests: SKIP_ENGINE_TESTS=1.`;

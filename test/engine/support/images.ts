/**
 * Makes sure that images are there.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { attempt, run } from './command';
import { canInstall, scripts } from './engine';

/** What many of these tests use: there before the first one runs. */
export const commonImages = [
  'busybox:1.37',
  'debian:bookworm-slim',
  'debian:trixie-slim',
  'nginx:1.27',
  'nginx:1.30',
  'node:22-bookworm-slim',
  'postgres:17',
] as const;

const buildScript = join(scripts, 'build-images.sh');

/** What single files use, and ask for themselves. */
export const furtherImages = [
  'composer:2.10',
  'elixir:1.18-slim',
  'memcached:1.6',
  'nats:2.12-alpine',
  'mariadb:10.11',
  'mariadb:11.8',
  'mongo:8.0',
  'php:8.4-fpm-trixie',
  'postgres:15',
  'postgres:18',
  'opensearchproject/opensearch:2.19.1',
  'chrislusf/seaweedfs:4.48',
  'rabbitmq:4.2',
  'redis:8.2',
  'valkey/valkey:8.1',
  'restic/restic:0.18.1',
] as const;

/** The label of images that build-images.sh made. */
const standInLabel = 'compose-constructs.stand-in';

/**
 * Makes sure that images are there under their official names: those at hand are used, the others are pulled, and
 * where no registry answers stand-ins are built (Debian, as root). An image that is not a stand-in is never touched;
 * a stand-in is built again if its recipe has changed. Set STAND_INS=1 to ask no registry.
 *
 * @throws Error that names the images which can be had neither way
 * @example
 * beforeAll(() => images('postgres:15', 'elixir:1.18-slim'));
 */
export async function images(...wanted: readonly string[]): Promise<void> {
  const found = await Promise.all(wanted.map(async (image) => ({ image, is: await presence(image) })));
  const missing: string[] = [];
  const failures: string[] = [];
  // one after the other: the first tells whether there is a registry at all
  for (const { image, is } of found) {
    if (is !== 'missing') continue;
    const failure = failures.length > 0 ? 'not asked for' : await pull(image);
    if (failure === undefined) continue;
    missing.push(image);
    failures.push(`${image}: ${failure}`);
  }
  const outdated = found.filter(({ is }) => is === 'stand-in').map(({ image }) => image);
  if (missing.length + outdated.length === 0) return;
  const known = canInstall() ? await standIns() : [];
  if (missing.some((image) => !known.includes(image)))
    throw new Error(`These images are not here and cannot be pulled:\n${failures.join('\n')}\n${howToGetThem}`);
  // what was built on a stand-in has its label too
  const builds = [...missing, ...outdated].filter((image) => known.includes(image));
  if (builds.length > 0) await run('bash', [buildScript, ...builds]);
}

/** The images that stand-ins can be built for. */
async function standIns(): Promise<readonly string[]> {
  return (await run('bash', [buildScript, '--list'])).stdout.trim().split('\n');
}

async function presence(image: string): Promise<'missing' | 'stand-in' | 'official'> {
  const format = `{{with .Config.Labels}}{{index . "${standInLabel}"}}{{end}}`;
  const { code, stdout } = await attempt('docker', ['image', 'inspect', '--format', format, image]);
  if (code !== 0) return 'missing';
  return stdout.trim() === '' ? 'official' : 'stand-in';
}

/** Pulls an image and says why that failed; a registry that says nothing for 20 seconds counts as absent. */
function pull(image: string): Promise<string | undefined> {
  if (process.env['STAND_INS'] === '1') return Promise.resolve('STAND_INS=1');
  return new Promise((resolve) => {
    const child = spawn('docker', ['pull', image], { stdio: ['ignore', 'pipe', 'pipe'] });
    const silence = setTimeout(() => child.kill(), 20_000);
    let errors = '';
    child.stdout.on('data', () => clearTimeout(silence));
    child.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    child.on('error', (error) => {
      errors += error.message;
    });
    child.on('close', (code) => {
      clearTimeout(silence);
      resolve(code === 0 ? undefined : errors.trim() || 'no registry answers');
    });
  });
}

const howToGetThem =
  'Load them with `docker load`. Stand-ins can be built for some, on Debian as root (test/engine/README.md).';

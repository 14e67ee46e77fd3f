/**
 * Compares `ReverseProxy` and `StaticSite` with a plain nginx that was written by hand: `npm run bench:proxy`. It needs a
 * Docker engine and wrk, and takes about ten minutes.
 *
 * Rounds alternate between the two and turn their order, and a ratio is that of one round: what else the machine does
 * disturbs both. Read the medians, and run it again in a quiet moment.
 *
 *     npm run bench:proxy -- --rounds 3 --sustained 0     # short
 *     npm run bench:proxy -- --only files                 # cases whose name has this word
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, requestsPerSecond, type Target, waiting } from './load';
import { type Ports, writeStack } from './stack';

const LIMIT = 0.97;
const NAME = 'proxy-bench';

const CASES = [
  { name: 'small answer', host: 'app.test', path: '/small' },
  { name: '100 kB', host: 'app.test', path: '/large' },
  { name: 'files()', host: 'files.test', path: '/file.bin' },
  { name: 'StaticSite', host: 'site.test', path: '/file.bin' },
] as const;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '2' },
    sustained: { type: 'string', default: '120' },
    only: { type: 'string', default: '' },
  },
});

const load = (): string =>
  loadavg()
    .map((number) => number.toFixed(1))
    .join(' ');
const verdict = (ratio: number): string => (ratio >= LIMIT ? `at least ${LIMIT}` : `UNDER ${LIMIT}`);
const spread = (numbers: readonly number[], digits: number): string =>
  `${median(numbers).toFixed(digits)} (${Math.min(...numbers).toFixed(digits)}–${Math.max(...numbers).toFixed(digits)})`;

/** Each round asks both, in turned order. */
function bursts(ports: Ports, target: Omit<Target, 'port'>, connections: number): void {
  const figures = { ours: [] as number[], plain: [] as number[] };
  const ask = (which: keyof Ports, seconds: number): number =>
    requestsPerSecond({ ...target, port: ports[which] }, connections, seconds);
  for (const which of ['ours', 'plain'] as const) ask(which, 1);
  for (let round = 0; round < Number(options.rounds); round++) {
    const order = round % 2 === 0 ? (['ours', 'plain'] as const) : (['plain', 'ours'] as const);
    for (const which of order) figures[which].push(ask(which, Number(options.seconds)));
  }
  const ratios = figures.ours.map((ours, round) => ours / (figures.plain[round] ?? Number.NaN));
  const middle = median(figures.ours) / median(figures.plain);
  console.log(
    `  ${String(connections).padStart(3)} connections  ${spread(ratios, 2)}  ${verdict(median(ratios))};  of the medians ${middle.toFixed(2)};  ${median(figures.ours).toFixed(0)} : ${median(figures.plain).toFixed(0)} requests/s;  load ${load()}`,
  );
}

/** One after the other, without a pause: whatever piles up has time to. */
function sustained(ports: Ports, containers: Readonly<Record<keyof Ports, string>>): void {
  const slices = Math.round(Number(options.sustained) / 10);
  if (slices === 0) return;
  console.log(`\nsmall answer, 16 connections, for ${slices * 10} seconds; slices of 10 seconds`);
  const medians = (['plain', 'ours'] as const).map((which) => {
    const rates: number[] = [];
    const waits: number[] = [];
    for (let slice = 0; slice < slices; slice++) {
      rates.push(requestsPerSecond({ port: ports[which], host: 'app.test', path: '/small' }, 16, 10));
      waits.push(waiting(containers[which]));
    }
    console.log(
      `  ${which.padEnd(5)}  ${rates.map((rate) => rate.toFixed(0)).join(' ')} requests/s; TIME_WAIT up to ${Math.max(...waits)};  load ${load()}`,
    );
    return median(rates);
  });
  const [plain = 1, ours = 0] = medians;
  console.log(`  ours ÷ plain ${(ours / plain).toFixed(2)}  ${verdict(ours / plain)}`);
}

/** Says what is missing. */
function prepare(): void {
  for (const [program, remedy] of [
    ['docker', 'Install Docker: https://docs.docker.com/engine/install/'],
    ['wrk', 'On Debian: apt-get install wrk'],
  ] as const) {
    try {
      execFileSync('sh', ['-c', `command -v ${program}`]);
    } catch {
      throw new Error(`${program} is missing. ${remedy}.`);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function main(): Promise<void> {
  prepare();
  const root = mkdtempSync(join(tmpdir(), `${NAME}-`));
  const ports = { ours: await freePort(), plain: await freePort() };
  const folder = writeStack(root, NAME, ports);
  const compose = (...args: readonly string[]): string =>
    execFileSync('docker', ['compose', '--file', join(folder, 'compose.yaml'), ...args], {
      encoding: 'utf8',
      // compose asks for leave to read a Dockerfile outside of the build's folder
      env: { ...process.env, BUILDX_BAKE_ENTITLEMENTS_FS: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  try {
    compose('--progress', 'quiet', 'up', '--build', '--detach', '--wait');
    console.log(
      `ours ÷ plain, median (lowest–highest) of ${options.rounds} rounds of ${options.seconds} s; load ${load()}`,
    );
    for (const { name, ...target } of CASES.filter(({ name }) => name.includes(options.only))) {
      console.log(name);
      for (const connections of [16, 64]) bursts(ports, target, connections);
    }
    sustained(ports, {
      ours: compose('ps', '--quiet', 'proxy').trim(),
      plain: compose('ps', '--quiet', 'plain').trim(),
    });
  } finally {
    compose('--progress', 'quiet', 'down', '--volumes', '--rmi', 'local', '--timeout', '1');
    rmSync(root, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

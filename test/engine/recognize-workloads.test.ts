/**
 * `synth import --recognize` on a project with jobs, workers and tasks that runs: Compose takes the result for the same.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { write } from 'compose-constructs';
import { main } from '../../lib/cli/main';
import { difference } from '../corpus/difference';
import { generationOf } from '../lib/import/write/run';
import { compose } from './support';

const folder = mkdtempSync(join(tmpdir(), 'recognize-workloads-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Imports the Compose file of the folder and writes what the program makes. @returns the folder of the stack */
async function imported(name: string, source: string): Promise<string> {
  expect(await main(['import', '--recognize', '--quiet', '--force', '--name', name], source)).toBe(0);
  const { diagnostics } = write(generationOf(readFileSync(join(source, 'stack.ts'), 'utf8'), source));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return join(source, 'synth.out', name);
}

/** What Compose reads from a file, as data. */
function config(file: string, cwd: string): { services: Record<string, { restart?: string }> } {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, SECRET_KEY: 'x', DOCKER_HOST: 'unix:///nonexistent' };
  const args = ['compose', '-p', 'shop', '--profile', '*', '-f', file, 'config', '--format', 'json'];
  const { status, stdout, stderr } = spawnSync('docker', args, { cwd, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`docker compose rejects ${file}: ${stderr}`);
  return JSON.parse(stdout);
}

it('is to Compose what the file was, but that a job says that it is not started again', async () => {
  const source = join(folder, 'case');
  cpSync(join(__dirname, '../lib/import/recognize/cases/workloads'), source, { recursive: true });
  writeFileSync(join(source, 'shop.env'), 'A=1\n');
  const [before, after] = [
    config('compose.yaml', source),
    config(join(await imported('shop', source), 'compose.yaml'), source),
  ];
  // `migrate` says it itself; a task is a command that ends
  expect(after.services['beat-purge']?.restart).toBe('no');
  delete after.services['beat-purge']?.restart;
  expect(difference(before as never, after as never, source)).toBeUndefined();
});

describe('a project that runs', () => {
  const files = {
    'compose.yaml': `
services:
  seed:
    image: busybox:1.37
    command: sh -c 'echo seed >>/data/log'
    volumes: [ 'data:/data' ]
  web:
    image: busybox:1.37
    command: sh -c 'trap exit TERM; while :; do sleep 1; done'
    volumes: [ 'data:/data:ro' ]
    depends_on: { seed: { condition: service_completed_successfully } }
  queue:
    image: busybox:1.37
    command: sh -c 'trap exit TERM; echo worker >>/data/log; while :; do sleep 1; done'
    restart: always
    environment: [ NAME=mails ]
    stop_grace_period: 2s
    ulimits: { nofile: 512 }
    volumes: [ 'data:/data', { type: bind, source: ./compose.yaml, target: /compose.yaml } ]
    depends_on: [ web ]
  queue-drain:
    image: busybox:1.37
    profiles: [ drain ]
    command: [ sh, -c, 'echo drain $$NAME >>/data/log' ]
    environment: [ NAME=mails ]
    volumes: [ 'data:/data' ]
volumes:
  data:
`,
  };

  it('goes on: Compose sees no reason to make its worker anew, runs the job again, and the task by its command', async () => {
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    const before = compose(join(folder, 'compose.yaml'));
    await before.up();
    const [was] = await before.inspect('queue');

    const after = compose(await imported(before.name, folder), { name: before.name });
    const program = readFileSync(join(folder, 'stack.ts'), 'utf8');
    for (const made of ["new Job(this, 'seed'", "new Worker(this, 'queue'", "queue.task('drain'"]) {
      expect(program).toContain(made);
    }
    await after.up();
    const [is] = await after.inspect('queue');
    expect([is?.Id, is?.State.StartedAt]).toEqual([was?.Id, was?.State.StartedAt]);
    expect(await after.run('queue-drain')).toMatchObject({ code: 0 });
    const { stdout } = await after.exec('web', ['cat', '/data/log']);
    expect(stdout).toBe('seed\nworker\nseed\ndrain mails\n');
  });
});

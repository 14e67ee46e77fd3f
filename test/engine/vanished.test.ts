/** The remedies for renamed and removed parts, on the real engine: data is kept, and nothing old goes on. */
import { join } from 'node:path';
import {
  App,
  Database,
  type Diagnostic,
  Engine,
  Environment,
  generate,
  Service,
  Stack,
  Volume,
  write,
} from 'compose-constructs';
import { attempt, compose, freePort, images, Sources } from './support';

const image = 'busybox:1.37';
const command = ['sleep', '600'];
const sources = new Sources('vanished');
const name = `vanished${process.pid}`;
synth((scope) => web(scope, 'uploads'));
const stack = compose(join(sources.folder, 'synth.out', name), { name });
afterAll(async () => {
  await stack.compose(['down', '--volumes', '--remove-orphans', '--timeout', '0']);
  await attempt('docker', ['volume', 'rm', `${name}_uploads`, `${name}_copy`]);
  sources.remove();
});

function synth(build: (stack: Stack) => void): readonly Diagnostic[] {
  const app = new App({ root: sources.folder });
  build(new Stack(app, name, { environment: Environment.development() }));
  return write(generate(app)).diagnostics;
}

function web(scope: Stack, volume: string, props: { readonly name?: string } = {}): void {
  new Service(scope, 'web', { image, command, init: true }).mount(new Volume(scope, volume, props), { at: '/data' });
}

const cat = async (): Promise<string> => (await stack.compose(['exec', '-T', 'web', 'cat', '/data/file'])).stdout;

describe('a volume with another name', () => {
  it('starts empty, and has its data again with the name that the warning gives, or as a copy', async () => {
    await stack.up();
    await stack.compose(['exec', '-T', 'web', 'sh', '-c', 'echo kept > /data/file']);

    const [found] = synth((scope) => web(scope, 'files'));
    const [, volume = ''] = /\{ name: "(.*?)" \}/.exec(found?.remedy ?? '') ?? [];
    await stack.up();
    await expect(cat()).rejects.toThrow('No such file');

    synth((scope) => web(scope, 'files', { name: volume }));
    const { stderr } = await stack.compose(['up', '--wait'], { input: '' });
    expect(stderr).not.toMatch(/already exists|Volume/i);
    expect(await cat()).toBe('kept\n');

    synth((scope) => web(scope, 'copy'));
    await stack.compose(['stop', '--timeout', '0']);
    const labels = [`com.docker.compose.project=${name}`, 'com.docker.compose.volume=copy'];
    const made = ['volume', 'create', ...labels.flatMap((label) => ['--label', label]), `${name}_copy`];
    expect(await attempt('docker', made)).toMatchObject({ code: 0 });
    const mounts = ['-v', `${volume}:/from:ro`, '-v', `${name}_copy:/to`];
    expect(await attempt('docker', ['run', '--rm', ...mounts, image, 'cp', '-a', '/from/.', '/to'])).toMatchObject({
      code: 0,
    });
    const up = await stack.compose(['up', '--wait']);
    expect(up.stderr).not.toMatch(/already exists/i);
    expect(await cat()).toBe('kept\n');
  });
});

describe('a service with another name', () => {
  it('cannot have the port of the old one, and has it with `--remove-orphans`', async () => {
    const port = await freePort();
    const serve = (id: string) => (scope: Stack) =>
      void new Service(scope, id, { image, command, init: true, ports: [`${port}:80`] });
    synth(serve('one'));
    await stack.compose(['up', '--wait', '--remove-orphans']);
    expect(synth(serve('other'))).toMatchObject([{ id: 'service-vanished' }]);
    await expect(stack.compose(['up', '--wait'])).rejects.toThrow(/port is already allocated|address already in use/);
    await stack.compose(['up', '--wait', '--remove-orphans']);
  });
});

describe('a database with another major version', () => {
  it('refuses its data, and has it again by the commands that the warning gives', async () => {
    await images('postgres:15', 'postgres:17');
    const other = `${name}-db`;
    const synthDb = (version: string): readonly Diagnostic[] => {
      const app = new App({ root: sources.folder });
      const scope = new Stack(app, other, { environment: Environment.development() });
      new Database(scope, 'db', { engine: Engine.postgres(version), database: 'shop' });
      return write(generate(app)).diagnostics;
    };
    expect(synthDb('15')).toEqual([]);
    const folder = join(sources.folder, 'synth.out', other);
    const db = compose(folder, { name: other });
    const sql = async (text: string): Promise<string> => {
      const psql = ['psql', '--username', 'shop', '--dbname', 'shop', '-tAc', text];
      return (await db.compose(['exec', '-T', 'db', ...psql])).stdout.trim();
    };
    try {
      await db.up();
      await sql("CREATE TABLE cats AS SELECT 'Été' AS name FROM generate_series(1, 1000)");

      const [found, ...others] = synthDb('17');
      expect([found?.id, others]).toEqual(['data-of-another-version', []]);
      const [dump = '', remove = '', volume = '', restore = ''] =
        found?.remedy?.match(/`[^`]+`/g)?.map((command) => command.slice(1, -1)) ?? [];
      const run = (command: string) =>
        attempt('sh', ['-c', command], { cwd: folder, env: { ...process.env, COMPOSE_PROJECT_NAME: other } });
      expect(await run(dump)).toMatchObject({ code: 0 });
      expect(await run(remove)).toMatchObject({ code: 0 });
      // with the data of the other version it does not start
      await expect(db.up()).rejects.toThrow(/unhealthy|exited/);
      await run(remove);
      expect(await run(volume)).toMatchObject({ code: 0 });
      await db.up();
      expect(await run(restore)).toMatchObject({ code: 0 });
      expect(await sql('SELECT count(*) || max(name) || current_setting($$server_version_num$$) FROM cats')).toMatch(
        /^1000Été17/,
      );
    } finally {
      await db.remove();
    }
  });
});

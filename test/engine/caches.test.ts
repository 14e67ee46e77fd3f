/**
 * Every engine of a Cache, on the real server: what its page promises, asked through the drivers of real programs.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Cache,
  type CacheEngine,
  DataVolume,
  Engine,
  Environment,
  generate,
  Image,
  SecretSource,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, images } from './support';

/** Whatever a URL, a shell or a settings file could stumble over. */
const PASSWORD = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@`;

interface Project {
  readonly folder: string;
  readonly stack: ComposeProject;
  /** What the server answers to the app, whose driver asks it. */
  ask(command: string, ...words: readonly string[]): Promise<unknown>;
  /** The health check of the container, run by hand. */
  probed(): Promise<number>;
  remove(): Promise<void>;
}

async function start(name: string, build: (stack: Stack) => Cache): Promise<Project> {
  await images('node:22-bookworm-slim');
  const folder = mkdtempSync(join(tmpdir(), 'caches-'));
  cpSync(join(__dirname, 'clients'), join(folder, 'web'), { recursive: true });
  // as an editor leaves it
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o644 });
  const app = new App({ root: folder });
  const shop = new Stack(app, name, { environment: Environment.development() });
  const cache = build(shop);
  const command = ['node', 'cache.js'];
  const web = new WebApp(shop, 'web', { image: Image.node({ source: './web' }), command, port: 3000 });
  if (cache.password) web.connect(cache);
  else if (cache.data) web.connect(cache, { variables: { REDIS_URL: 'url' } });
  else web.connect(cache, { variables: { MEMCACHED_SERVERS: 'address' } });
  const generation = generate(app);
  expect(generation.diagnostics).toEqual([]);
  write(generation);
  const stack = compose(join(folder, 'synth.out', name));
  await stack.up('--build');
  return {
    folder,
    stack,
    ask: async (...words) => {
      const script = `fetch('http://127.0.0.1:3000/', ${JSON.stringify({ method: 'PUT', body: JSON.stringify(words) })})
        .then(async (answer) => { process.stdout.write(await answer.text()); process.exitCode = answer.ok ? 0 : 1; })`;
      const { code, stdout, stderr } = await stack.exec('web', ['node', '--eval', script]);
      if (code !== 0) throw new Error(stdout + stderr);
      return JSON.parse(stdout);
    },
    probed: async () => {
      const [container] = await stack.inspect('cache');
      const format = '{{json .Config.Healthcheck.Test}}';
      const { stdout } = await attempt('docker', ['inspect', '--format', format, container?.Id ?? '']);
      const [, ...probe] = JSON.parse(stdout) as readonly string[]; // ["CMD", …], as Compose hands it over
      return (await stack.exec('cache', probe)).code;
    },
    remove: async () => {
      await stack.remove();
      await attempt('docker', ['image', 'rm', '--force', `${name}-web:development`]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe.each<{ readonly image: string; readonly engine: CacheEngine; readonly program: string }>([
  { image: 'valkey/valkey:8.1', engine: Engine.valkey('8.1'), program: 'valkey' },
  { image: 'redis:8.2', engine: Engine.redis('8.2'), program: 'redis' },
])('$image', ({ image, engine, program }) => {
  let project: Project;

  describe('that keeps its content', () => {
    beforeAll(async () => {
      await images(image);
      project = await start(`kept-${program}`, (stack) => {
        const data = new DataVolume(stack, 'jobs');
        return new Cache(stack, 'cache', { engine, data, password: SecretSource.file('password') });
      });
    });
    afterAll(() => project?.remove());

    it('takes a password of odd characters through its URL, and has it', async () => {
      expect(await project.ask('SET', 'cat', "🐱 d'Été \\")).toBe('OK');
      expect(await project.ask('GET', 'cat')).toBe("🐱 d'Été \\");
      const bare = await project.stack.exec('cache', [`${program}-cli`, 'GET', 'cat']);
      expect(bare.stdout).toContain('NOAUTH');
    });

    it('is unhealthy with a password that is not its own', async () => {
      expect(await project.probed()).toBe(0);
      const [container] = await project.stack.inspect('cache');
      writeFileSync(join(project.folder, 'password'), 'another'); // the same file, so that the container sees it
      expect(await project.probed()).not.toBe(0);
      writeFileSync(join(project.folder, 'password'), `${PASSWORD}\n`);
      expect([await project.probed(), (await project.stack.inspect('cache'))[0]?.Id]).toEqual([0, container?.Id]);
    });

    it('keeps what it confirmed a second ago when it is killed, and all when it ends', async () => {
      await project.ask('SET', 'killed', '1');
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const [container] = await project.stack.inspect('cache');
      await attempt('docker', ['kill', '--signal', 'KILL', container?.Id ?? '']);
      await project.stack.up();
      expect(await project.ask('GET', 'killed')).toBe('1');
      await project.ask('SET', 'ended', '1');
      await project.stack.down();
      await project.stack.up();
      expect([await project.ask('GET', 'ended'), await project.ask('GET', 'cat')]).toEqual(['1', "🐱 d'Été \\"]);
    });

    it('refuses what has no room, and throws nothing away', async () => {
      expect(await project.ask('CONFIG', 'GET', 'maxmemory*')).toEqual(
        expect.arrayContaining(['noeviction', String((256 * 2 ** 20 * 3) / 4)]),
      );
    });

    it('has a password that nobody else sees', async () => {
      const [container] = await project.stack.inspect('cache');
      const seen = `${await project.stack.logs()}${JSON.stringify(container)}`;
      expect(seen).not.toContain(PASSWORD);
      expect(seen).not.toContain(JSON.stringify(PASSWORD).slice(1, -1));
      const words = await project.stack.exec('cache', ['sh', '-c', 'cat /proc/[0-9]*/cmdline']);
      expect(words.stdout).not.toContain('40');
      expect((await project.stack.exec('cache', ['stat', '--format', '%a %u', `/tmp/${program}.conf`])).stdout).toBe(
        '600 999\n',
      );
    });

    it('gives a copy of its content', async () => {
      const { image: facts } = engine;
      const dump = await project.stack.exec('cache', facts.dump ?? []);
      expect(dump).toMatchObject({ code: 0, stdout: expect.stringMatching(/^(REDIS|VALKEY)/) });
    });

    it('does not start without a password', async () => {
      writeFileSync(join(project.folder, 'password'), '\n');
      const started = project.stack.compose(['run', '--rm', '--no-deps', '-T', 'cache']);
      await expect(started).rejects.toThrow('The secret /run/secrets/cache-password is empty.');
    });
  });

  it('that keeps nothing makes room, and leaves no volume', async () => {
    const cache = await start(`pages-${program}`, (stack) => new Cache(stack, 'cache', { engine, memory: '64m' }));
    try {
      expect(await cache.ask('CONFIG', 'GET', 'save')).toEqual(['save', '']);
      // within one script the server makes no room
      const fill =
        "for i=1,5000 do redis.call('SET', 'key:' .. ARGV[1] .. ':' .. i, string.rep('x', 1000)) end return redis.call('DBSIZE')";
      let keys = 0;
      for (let turn = 0; turn < 16; turn++) keys = Number(await cache.ask('EVAL', fill, '0', String(turn)));
      expect(keys).toBeLessThan(16 * 5000);
      expect(await cache.ask('SET', 'last', '1')).toBe('OK');
      const [container] = await cache.stack.inspect('cache');
      expect([container?.State.OOMKilled, container?.Mounts.filter(({ Type }) => Type === 'volume')]).toEqual([
        false,
        [],
      ]);
      const generated = readFileSync(join(cache.folder, `secrets/pages-${program}/cache-password`), 'utf8');
      expect(generated).toMatch(/^\w{32}$/);
    } finally {
      await cache.remove();
    }
  });
});

describe('memcached:1.6', () => {
  it('answers its clients, and has the memory that it was given', async () => {
    await images('memcached:1.6');
    const engine = Engine.memcached('1.6');
    const cache = await start('pages-memcached', (stack) => new Cache(stack, 'cache', { engine, memory: '64m' }));
    try {
      expect(await cache.ask('set', 'cat', 'Été')).toBe(true);
      expect(await cache.ask('get', 'cat')).toBe('Été');
      expect(await cache.probed()).toBe(0);
      const words = await cache.stack.exec('cache', [
        'sh',
        '-c',
        "tr '\\0' ' ' </proc/1/cmdline; cat /proc/*/cmdline | tr '\\0' ' '",
      ]);
      expect(words.stdout).toContain('--memory-limit=32');
      await cache.stack.compose(['stop', 'cache']);
      expect((await cache.stack.inspect('cache'))[0]?.State.ExitCode).toBe(0);
    } finally {
      await cache.remove();
    }
  });
});

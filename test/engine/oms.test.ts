/** The OMS example: the story of a team that develops it, runs it, loses it and brings it back. */
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Edit, exampleCopy, synth } from '../example-copy';
import { Oms } from './oms-visits';
import { attempt, compose, freePort, images, run, until } from './support';

/** The smallest GIF there is. */
const cat = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

beforeAll(() =>
  images(
    ...['nginx:1.30', 'node:22-bookworm-slim', 'postgres:17', 'mongo:8.0'],
    ...['php:8.4-fpm-trixie', 'composer:2.10', 'restic/restic:0.18.1', 'busybox:1.37'],
  ),
);

const publishOn = (port: number): Edit => [
  "new ReverseProxy(this, 'proxy')",
  `new ReverseProxy(this, 'proxy', { publish: { port: ${port} } })`,
];

describe('OMS in development', () => {
  let folder: string;
  let oms: Oms;

  beforeAll(async () => {
    const port = await freePort();
    folder = exampleCopy('oms', [publishOn(port)]);
    // as the folder of a person, who is never root
    if (process.getuid?.() === 0) await run('chown', ['-R', '1000:1000', join(folder, 'core'), join(folder, 'events')]);
    oms = new Oms(compose(join(folder, 'synth.out/oms-dev')), port, 'localhost');
    await oms.stack.up('--build');
  });
  afterAll(async () => {
    await oms?.stack.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is there after one `up` on a fresh clone: migrated, seeded, with the module registered', async () => {
    const page = await oms.ask('/');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain(`<a href="http://events.localhost:${oms.port}">Events</a>`);
    expect(JSON.parse((await oms.ask('/api/modules')).text)).toEqual([
      { code: 'events', name: 'Events', url: `http://events.localhost:${oms.port}` },
    ]);
    expect((await oms.ask('/oms.css')).headers['content-type']).toMatch('text/css');
    expect((await oms.event('/frontend/')).text).toContain('<script type="module" src="events.js">');
    expect((await oms.ask('/', {}, 'other.')).status).toBe(404);
  });

  it('has a bootstrap that may run again, at once and over what somebody has changed', async () => {
    const key = await oms.key();
    const set = "UPDATE global_options SET value = 'Willkommen' WHERE code = 'welcome' RETURNING value";
    await oms.stack.exec('postgres', ['psql', '-qU', 'oms', '-c', set]);
    const twice = await Promise.all([oms.stack.run('bootstrap'), oms.stack.run('bootstrap')]);
    expect(twice.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const read = "SELECT value FROM global_options WHERE code = 'welcome'";
    expect((await oms.stack.exec('postgres', ['psql', '-qAtU', 'oms', '-c', read])).stdout.trim()).toBe('Willkommen');
    expect(await oms.key()).toBe(key);
  });

  it('leaves nothing in the folders of the developer but mount points, which are empty and their own', () => {
    const own = (path: string): boolean => !/^(node_modules|synth\.out|secrets)(\/|$)/.test(path);
    const files = (at: string) => readdirSync(at, { recursive: true, encoding: 'utf8' }).filter(own).sort();
    const points = ['core/public/pictures', 'core/vendor', 'events/node_modules'];
    expect(files(folder)).toEqual([...files(join(__dirname, '../../examples/oms')), ...points].sort());
    expect(points.map((point) => statSync(join(folder, point)).uid)).toEqual(points.map(() => 1000));
  });

  it('changes nothing with another `up`', async () => {
    const before = await oms.stack.ps();
    await oms.stack.up();
    const ids = (states: typeof before): readonly string[] => states.map(({ ID }) => ID).sort();
    expect(ids(await oms.stack.ps())).toEqual(ids(before));
  });

  describe('the key', () => {
    it('is made at run time, written by the core, and read by the module alone', async () => {
      const key = await oms.key();
      expect(key).toMatch(/^[0-9a-f]{64}$/);
      const { stdout } = await oms.stack.exec('core', ['stat', '-c', '%a %u:%g', '/run/api-key/key']);
      expect(stdout.trim()).toBe('640 1000:2000');
      expect((await oms.stack.exec('events', ['sh', '-c', 'echo x >/run/api-key/key'])).stderr).toMatch('Read-only');
      for (const { Service, State } of await oms.stack.ps()) {
        const mounted = (await oms.stack.inspect(Service)).flatMap(({ Mounts }) =>
          Mounts.map(({ Name }) => Name ?? ''),
        );
        const has = mounted.some((name) => name.endsWith('_api-key'));
        expect([Service, has]).toEqual([Service, /^(core|bootstrap|events|api-key-.*)$/.test(Service)]);
        if (State === 'running' && !has) {
          expect((await oms.stack.exec(Service, ['cat', '/run/api-key/key'])).code).not.toBe(0);
        }
      }
    });

    it('is in no image, no argument, no variable and no log', async () => {
      const key = await oms.key();
      const ids = (await oms.stack.ps()).map(({ ID }) => ID);
      const inspected = (await run('docker', ['inspect', ...ids])).stdout;
      const histories = await Promise.all(
        ['core', 'events'].map((name) => run('docker', ['history', '--no-trunc', `oms-dev-${name}:development`])),
      );
      const texts = [inspected, await oms.stack.logs(), ...histories.map(({ stdout }) => stdout)];
      expect(texts.filter((text) => text.includes(key))).toEqual([]);
    });

    it('can be replaced: the module sees the new one at once, and the old one counts no longer', async () => {
      const old = await oms.key();
      expect((await oms.stack.run('core-new-key')).code).toBe(0);
      expect(await oms.key()).not.toBe(old);
      expect((await oms.register()).status).toBe(200);
      const answer = await oms.ask('/api/registerMicroservice', { method: 'POST', headers: { 'X-Api-Key': old } });
      expect(answer.status).toBe(403);
    });
  });

  describe('pictures', () => {
    it('of members are kept by PHP and served by the proxy; what is no picture is refused', async () => {
      const joined = await oms.join('Zoë <b>', cat);
      expect(joined.status).toBe(201);
      const { picture } = JSON.parse(joined.text);
      const answer = await oms.ask(`/pictures/${picture}`);
      expect(answer.body.equals(cat)).toBe(true);
      expect(answer.headers['content-type']).toBe('image/gif');
      expect((await oms.ask('/')).text).toContain('Zoë &lt;b&gt;');
      expect((await oms.join('Eve', Buffer.from('<?php echo 1;'))).status).toBe(415);
      expect((await oms.join('Bob', Buffer.alloc(21_000_000))).status).toBe(413);
    });

    it('of events are kept by Node, up to 100 MB', async () => {
      const large = Buffer.concat([cat, Buffer.alloc(60_000_000)]);
      const { picture } = JSON.parse((await oms.show(large)).text);
      const served = (await oms.event(`/media/${picture}`)).body;
      const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
      expect(digest(served)).toBe(digest(large));
      expect((await oms.show(Buffer.from('no picture'))).status).toBe(415);
    });

    it('are still there after `down` and `up`, as is everything else', async () => {
      await oms.announce('Agora');
      const before = await oms.content();
      await oms.stack.down();
      await oms.stack.up();
      expect(await oms.content()).toEqual(before);
      expect(before[1]).toContain('Agora');
      const [{ picture } = { picture: '' }] = JSON.parse((await oms.ask('/api/members')).text);
      expect((await oms.ask(`/pictures/${picture}`)).body.equals(cat)).toBe(true);
    });
  });

  describe('core and module', () => {
    it('meet in the proxy, and nowhere else', async () => {
      const reached = async (from: string, to: string, port: number): Promise<string> =>
        `${from} ${(await oms.reaches(from, to, port)) ? 'reaches' : 'does not reach'} ${to}`;
      expect(
        await Promise.all([
          reached('core', 'postgres', 5432),
          reached('core', 'events', 8082),
          reached('core', 'mongodb', 27017),
          reached('core', 'proxy', 8080),
          reached('events', 'mongodb', 27017),
          reached('events', 'proxy', 8080),
          reached('events', 'core', 9000),
          reached('events', 'core-site', 8080),
          reached('events', 'postgres', 5432),
          reached('events', 'frontend', 8080),
        ]),
      ).toEqual([
        'core reaches postgres',
        'core does not reach events',
        'core does not reach mongodb',
        'core does not reach proxy',
        'events reaches mongodb',
        'events reaches proxy',
        'events does not reach core',
        'events does not reach core-site',
        'events does not reach postgres',
        'events does not reach frontend',
      ]);
    });

    it.each([
      ['the core', '/api/members', '', 'http://events.localhost'],
      ['the module', '/api/events', 'events.', 'http://localhost'],
    ])('answer the pages of the other, before they ask and when they do: %s', async (_, path, part, from) => {
      const origin = `${from}:${oms.port}`;
      const asked = {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'x-a',
      };
      const before = await oms.ask(path, { method: 'OPTIONS', headers: asked }, part);
      expect([before.status, before.headers]).toEqual([
        204,
        expect.objectContaining({
          'access-control-allow-origin': origin,
          'access-control-allow-methods': expect.stringContaining('POST'),
          'access-control-allow-headers': 'x-a',
        }),
      ]);
      for (const one of [path, '/api/none']) {
        const answer = await oms.ask(one, { headers: { Origin: origin } }, part);
        expect(answer.headers['access-control-allow-origin']).toBe(origin);
        const other = await oms.ask(one, { headers: { Origin: 'http://evil.example' } }, part);
        expect(other.headers['access-control-allow-origin']).toBeUndefined();
      }
    });

    // https://github.com/openfoodfacts/openfoodfacts-infrastructure/issues/672, https://github.com/bytedance/deer-flow/pull/1157
    it('let these pages read errors of the proxy, too', async () => {
      const headers = { Origin: `http://localhost:${oms.port}`, 'Content-Type': 'image/gif' };
      const large = await oms.event('/api/media', { method: 'POST', headers, body: Buffer.alloc(106_000_000) });
      await oms.stack.compose(['stop', '--timeout', '5', 'events']);
      const absent = await oms.event('/api/events', { headers });
      await oms.stack.up();
      expect([large.status, [502, 504].includes(absent.status)]).toEqual([413, true]);
      for (const answer of [large, absent]) {
        expect(answer.headers['access-control-allow-origin']).toBe(headers.Origin);
      }
    });

    // https://github.com/serversideup/docker-php/issues/89
    it('leave a question for options that is none of a browser to the app', async () => {
      for (const path of ['/', '/index.php', '/api/members']) {
        expect([path, (await oms.ask(path, { method: 'OPTIONS' })).status]).toEqual([path, 404]);
      }
    });

    it('let every page use the files of the front end', async () => {
      const answer = await oms.event('/frontend/events.js', { headers: { Origin: 'http://any.example' } });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    });
  });

  it('runs an edit of either app at once', async () => {
    const edited = async (file: string, before: string, after: string, sees: () => Promise<string>): Promise<void> => {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace(before, after));
      await until(`the edit of ${file}`, async () => (await sees()).includes(after));
      writeFileSync(path, text);
      await until(`the end of ${file}`, async () => (await sees()).includes(before));
    };
    await edited('core/src/Page.php', '<h1>Members', '<h1>Edited', async () => (await oms.ask('/')).text);
    await edited('events/server.js', "'ok'", "'edited'", async () =>
      (await oms.event('/api/health')).text.replaceAll('"', "'"),
    );
  });

  // https://github.com/cachethq/Docker/issues/106, https://github.com/moby/moby/issues/23357
  it('serves the files and scripts of a new version, and never those of the one before', async () => {
    const [style, script] = ['core/public/oms.css', 'core/src/Page.php'].map((file) => join(folder, file));
    appendFileSync(style ?? '', '.new { color: red }\n');
    writeFileSync(script ?? '', readFileSync(script ?? '', 'utf8').replace('<h1>Members', '<h1>New members'));
    await oms.stack.up('--build');
    expect((await oms.ask('/oms.css')).text).toContain('.new');
    expect((await oms.ask('/')).text).toContain('<h1>New members');
  });

  it('has tools that start on demand: a shell beside PHP, and an administration of the database', async () => {
    const { stdout } = await oms.stack.run('core-shell', [], { input: 'php console bootstrap && echo well\n' });
    expect(stdout.trim()).toBe('well');
    expect((await oms.stack.ps()).map(({ Service }) => Service)).not.toContain('pgadmin');
    expect(synth(folder, 'tasks')).toMatch(/core-new-key[\s\S]*core-shell[\s\S]*--profile tools/);
  });
});

describe('OMS in production', () => {
  const backups = mkdtempSync(join(tmpdir(), 'oms-backups-'));
  let folder: string;
  let oms: Oms;

  beforeAll(async () => {
    const port = await freePort();
    folder = exampleCopy('oms', [publishOn(port), ["'/srv/backups'", `'${backups}'`]]);
    synth(folder, 'secrets', 'oms');
    oms = new Oms(compose(join(folder, 'synth.out/oms'), { env: { TAG: 'v1' } }), port, 'my.aegee.example');
    await oms.stack.up('--build');
  });
  afterAll(async () => {
    await oms?.stack.remove();
    const built = ['core', 'core-site', 'events', 'frontend'].map((name) => `registry.example/aegee/oms-${name}:v1`);
    await attempt('docker', ['image', 'rm', '--force', ...built]);
    for (const one of [folder, backups]) rmSync(one, { recursive: true, force: true });
  });

  it('is there after one `up`, without tools of developers and without sources of the host', async () => {
    expect(JSON.parse((await oms.ask('/api/modules')).text)).toHaveLength(1);
    const services = (await oms.stack.ps()).map(({ Service }) => Service);
    expect(services).not.toContain('pgadmin');
    const published = (await oms.stack.ps()).filter(({ Publishers }) =>
      Publishers?.some(({ PublishedPort }) => PublishedPort),
    );
    expect(published.map(({ Service }) => Service)).toEqual(['proxy']);
    for (const service of ['core', 'core-site', 'proxy', 'frontend']) {
      const [container] = await oms.stack.inspect(service);
      const folders = container?.Mounts.filter(({ Type, Source }) => Type === 'bind' && statSync(Source).isDirectory());
      expect([service, folders]).toEqual([service, []]);
    }
    expect((await oms.stack.inspect('core'))[0]?.Config.Image).toBe('registry.example/aegee/oms-core:v1');
  });

  it('keeps each write that it confirmed when everything is killed', async () => {
    const confirmed = { members: [] as string[], events: [] as string[] };
    let stop = false;
    const write = async (kept: string[], act: (name: string) => ReturnType<Oms['announce']>): Promise<void> => {
      for (let n = 0; !stop; n++) {
        const name = `number ${n}`;
        const { status } = await act(name).catch(() => ({ status: 0 }));
        if (status === 201) kept.push(name);
      }
    };
    const writers = [
      write(confirmed.members, (name) => oms.join(name, cat)),
      write(confirmed.events, (name) => oms.announce(name)),
    ];
    await until('writes', () => confirmed.members.length > 20 && confirmed.events.length > 20);
    const running = (await oms.stack.ps()).filter(({ State }) => State === 'running').map(({ ID }) => ID);
    await run('docker', ['kill', '--signal', 'KILL', ...running]);
    stop = true;
    await Promise.all(writers);
    await oms.stack.up();
    const [rows, documents, files] = await oms.content();
    for (const name of confirmed.members) expect(rows).toContain(`,"${name}",`);
    for (const name of confirmed.events) expect(documents).toContain(`"name":"${name}"`);
    expect(files?.match(/\.gif 644 33:33/g)?.length).toBeGreaterThanOrEqual(confirmed.members.length);
  });

  it('comes back from a backup after all data is lost: every row, document and file, and the key', async () => {
    await oms.show(cat);
    const before = await oms.content();
    const key = await oms.key();
    const made = await oms.stack.run('backup-now');
    expect([made.code, made.stdout + made.stderr]).toEqual([0, expect.stringContaining('is complete')]);
    await oms.announce('too late for the backup');
    await oms.stack.down('--volumes');
    const restored = await oms.stack.run('backup-restore');
    expect([restored.code, restored.stdout + restored.stderr]).toEqual([
      0,
      expect.stringContaining('Restored: databases/postgres databases/mongodb volumes/pictures volumes/media'),
    ]);
    await oms.stack.up();
    expect(await oms.content()).toEqual(before);
    expect(await oms.key()).toBe(key);
    expect((await oms.register()).status).toBe(200);
  });
});

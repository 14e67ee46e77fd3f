import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Edit, edit, exampleCopy, synth } from '../example-copy';
import { type ComposeProject, compose, freePort, images, request, run, until } from './support';

/** The smallest GIF there is. */
const cat = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Publishes the proxy on a port that is free, instead of the default. */
const publishOn = (port: number): Edit => ["{ maxBody: '11m' }", `{ maxBody: '11m', publish: { port: ${port} } }`];

interface Kitteh {
  readonly id: number;
  readonly file: string;
  readonly url: string;
}

async function upload(port: number, host: string): Promise<Kitteh> {
  const answer = await request(port, '/kittehs', {
    host,
    method: 'POST',
    headers: { 'Content-Type': 'image/gif' },
    body: cat,
  });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
  return JSON.parse(answer.text) as Kitteh;
}

async function listed(port: number, host: string): Promise<readonly string[]> {
  const answer = await request(port, '/kittehs', { host });
  return (JSON.parse(answer.text) as { kittehs: readonly Kitteh[] }).kittehs.map(({ file }) => file);
}

const imageOf = (port: number, host: string, { file }: Kitteh): Promise<Buffer> =>
  request(port, `/${file}`, { host }).then(({ body }) => body);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

beforeAll(() => images('nginx:1.30', 'node:22-bookworm-slim', 'postgres:17', 'busybox:1.37'));

describe('kitteh in development', () => {
  let folder: string;
  let port: number;
  let stack: ComposeProject;
  let password: string;
  const host = 'localhost';

  beforeAll(async () => {
    port = await freePort();
    folder = exampleCopy('kitteh', [publishOn(port)]);
    password = readFileSync(join(folder, 'secrets/kitteh-dev/db-password'), 'utf8');
    stack = compose(join(folder, 'synth.out/kitteh-dev'));
    await stack.up('--build');
  });

  it('migrates by itself, takes an upload through the proxy and serves it from the image host', async () => {
    const kitteh = await upload(port, host);
    expect(kitteh.url).toBe(`http://images.localhost:${port}/${kitteh.file}`);
    const answer = await request(port, `/${kitteh.file}`, { host: 'images.localhost' });
    expect(answer.body.equals(cat)).toBe(true);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/gif', 'x-content-type-options': 'nosniff' });
  });

  it('serves assets from their own host: named ones are asked for again, those with a digest are kept', async () => {
    const manifest = JSON.parse((await request(port, '/manifest.json', { host: 'assets.localhost' })).text) as Record<
      string,
      string
    >;
    const digested = Object.values(manifest).find((file) => file.endsWith('.css')) ?? '';
    const [kept, named] = await Promise.all(
      [`/${digested}`, '/app.css'].map((path) => request(port, path, { host: 'assets.localhost' })),
    );
    expect(kept?.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(named?.headers['cache-control']).toBe('no-cache');
    expect(kept?.body.equals(named?.body ?? Buffer.of())).toBe(true);
  });

  it('answers 404 under a name that nobody configured', async () => {
    expect((await request(port, '/', { host: 'somebody.else' })).status).toBe(404);
  });

  it('passes the address of the visitor on, and not what the visitor claims', async () => {
    const answer = await request(port, '/headers', {
      host,
      headers: { 'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Host': 'evil' },
    });
    expect(answer.text).not.toMatch(/6\.6\.6\.6|evil/);
  });

  it('lets the proxy not even resolve the database, and the database not reach the proxy', async () => {
    const seen = async (from: string, name: string): Promise<boolean> =>
      (await stack.exec(from, ['getent', 'hosts', name])).code === 0;
    expect(await seen('proxy', 'web')).toBe(true);
    expect(await seen('web', 'db')).toBe(true);
    expect(await seen('proxy', 'db')).toBe(false);
    expect(await seen('db', 'proxy')).toBe(false);
    expect(await seen('assets', 'db')).toBe(false);
    expect(await seen('assets', 'proxy')).toBe(true); // its clients, and nobody else
  });

  it('gives nobody but the proxy a way out', async () => {
    const routes = async (service: string): Promise<string> =>
      (await stack.exec(service, ['cat', '/proc/net/route'])).stdout;
    // a default route goes to 00000000, https://docs.kernel.org/networking/proc_net_tcp.html
    const isDefault = /^\w+\t00000000\t/m;
    expect(await routes('proxy')).toMatch(isDefault);
    for (const service of ['web', 'db', 'assets']) expect(await routes(service)).not.toMatch(isDefault);
  });

  it('runs everything without root, without capabilities, and on a read-only file system', async () => {
    for (const service of ['proxy', 'web', 'db', 'assets', 'web-migrate']) {
      const [container] = await stack.inspect(service);
      expect({ service, ...container?.HostConfig, user: container?.Config.User }).toMatchObject({
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        CapAdd: null,
        SecurityOpt: ['no-new-privileges:true'],
        LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
        user: expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/),
      });
      expect(container?.HostConfig.Memory).toBeGreaterThan(0);
    }
  });

  it('mounts the uploads read-only into the proxy', async () => {
    expect((await stack.exec('proxy', ['touch', '/srv/uploads/x'])).code).not.toBe(0);
    expect((await stack.exec('web', ['touch', '/var/uploads/x'])).code).toBe(0);
  });

  it('keeps the password out of every container, image, log and generated file', async () => {
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    const ids = (await stack.ps()).map(({ ID }) => ID);
    const inspected = (await run('docker', ['inspect', ...ids])).stdout;
    const history = (await run('docker', ['history', '--no-trunc', 'kitteh-dev-web:development'])).stdout;
    const texts = [
      inspected,
      history,
      await stack.logs(),
      ...filesBelow(join(folder, 'synth.out')).map((file) => readFileSync(file, 'utf8')),
    ];
    expect(texts.filter((text) => text.includes(password))).toEqual([]);
    // the check itself sees the password where it may be
    expect((await stack.exec('web', ['cat', '/run/secrets/db-password'])).stdout).toBe(password);
    expect((await stack.exec('proxy', ['ls', '/run/secrets'])).code).not.toBe(0);
  });

  it('keeps the password on the host where no other user reaches it and git does not see it', () => {
    expect(statSync(join(folder, 'secrets/kitteh-dev')).mode & 0o777).toBe(0o700);
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const seen = execFileSync('git', ['status', '--porcelain', '--untracked-files=all', 'secrets'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(seen).not.toContain('db-password');
  });

  it('has everything again after a restart of all containers', async () => {
    const kitteh = await upload(port, host);
    await stack.compose(['restart']);
    await until('the proxy answers', async () => (await listed(port, host)).includes(kitteh.file));
    expect((await imageOf(port, 'images.localhost', kitteh)).equals(cat)).toBe(true);
  });

  it('follows the app to another address without a reload of the proxy', async () => {
    const addressOf = async (service: string): Promise<string> =>
      (await stack.inspect(service))[0]?.NetworkSettings.Networks[`${stack.name}_web-private`]?.IPAddress ?? '';
    const before = await addressOf('web');
    const [proxyBefore] = await stack.inspect('proxy');
    await stack.compose(['rm', '--stop', '--force', 'web']);
    const squatter = `${stack.name}-squatter`;
    // the engine gives the lowest free address: this container now has the one that the app had
    await run('docker', [
      'run',
      '--detach',
      '--name',
      squatter,
      '--network',
      `${stack.name}_web-private`,
      'busybox:1.37',
      'sleep',
      '600',
    ]);
    try {
      await stack.compose(['up', '--detach', '--wait', '--no-deps', 'web']);
      expect(await addressOf('web')).not.toBe(before);
      await until(
        'the proxy finds the app again',
        async () => (await request(port, '/kittehs', { host })).status === 200,
      );
      const [proxyAfter] = await stack.inspect('proxy');
      expect(proxyAfter?.Id).toBe(proxyBefore?.Id);
      expect(proxyAfter?.State.StartedAt).toBe(proxyBefore?.State.StartedAt);
    } finally {
      await run('docker', ['rm', '--force', squatter]);
    }
  });

  it('loses nothing between down and up, and migrates again without harm', async () => {
    const kitteh = await upload(port, host);
    await stack.down();
    await stack.up();
    expect(await listed(port, host)).toContain(kitteh.file);
    expect((await imageOf(port, 'images.localhost', kitteh)).equals(cat)).toBe(true);
  });

  it('takes a changed proxy configuration over with the next up', async () => {
    expect((await request(port, '/', { host: 'cats.localhost' })).status).toBe(404);
    edit(folder, [
      [
        "    site.forward('/', web);",
        "    site.forward('/', web);\n    proxy.host('cats.localhost').forward('/', web);",
      ],
    ]);
    synth(folder);
    await stack.up();
    expect((await request(port, '/health', { host: 'cats.localhost' })).status).toBe(200);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));
});

describe('kitteh in production', () => {
  let folder: string;
  let port: number;
  let stack: ComposeProject;
  const host = 'kitt.eh';
  // every character that means something to a shell, a URL, YAML or PostgreSQL
  const password = 'p@ss:w/o?r#d%20 \'"$HOME`\\{}[]&=+é';

  beforeAll(async () => {
    port = await freePort();
    folder = exampleCopy('kitteh', [
      publishOn(port),
      ["database: 'kitteh' }", "database: 'kitteh', password: SecretSource.environment('DB_PASSWORD') }"],
      ['  Stack,\n', '  SecretSource,\n  Stack,\n'],
    ]);
    stack = compose(join(folder, 'synth.out/kitteh'), { env: { TAG: 'v1', DB_PASSWORD: password } });
    await stack.up('--build');
  });

  it('refuses to start without the version to deploy', async () => {
    const bare = compose(join(folder, 'synth.out/kitteh'), { env: { DB_PASSWORD: 'x' } });
    await expect(bare.config()).rejects.toThrow(/the version to deploy/);
  });

  it('does not migrate by itself; a person runs the migration by name', async () => {
    expect((await stack.ps()).map(({ Service }) => Service)).not.toContain('web-migrate');
    expect((await request(port, '/kittehs', { host })).status).toBeGreaterThanOrEqual(500);
    const migrated = await stack.run('web-migrate');
    expect({ code: migrated.code, stderr: migrated.stderr }).toMatchObject({ code: 0 });
  });

  it('takes a password from the deploying shell, whatever characters it has, and shows it nowhere', async () => {
    const kitteh = await upload(port, host);
    expect((await imageOf(port, `images.${host}`, kitteh)).equals(cat)).toBe(true);
    const inspected = await run('docker', ['inspect', ...(await stack.ps()).map(({ ID }) => ID)]);
    expect(inspected.stdout).not.toContain('p@ss');
    const { stdout } = await stack.exec('web', ['stat', '-c', '%a %u', '/run/secrets/db-password']);
    expect(stdout.trim()).toBe('400 1000');
  });

  it('comes back after a reboot', async () => {
    for (const service of ['proxy', 'web', 'db', 'assets']) {
      expect((await stack.inspect(service))[0]?.HostConfig.RestartPolicy.Name).toBe('unless-stopped');
    }
  });

  it('runs images named after the registry and the version', async () => {
    expect((await stack.inspect('web'))[0]?.Config.Image).toBe('ghcr.io/floriank/kitteh-web:v1');
  });

  afterAll(async () => {
    await stack.remove();
    await run('docker', [
      'image',
      'rm',
      '--force',
      'ghcr.io/floriank/kitteh-web:v1',
      'ghcr.io/floriank/kitteh-assets:v1',
    ]).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
});

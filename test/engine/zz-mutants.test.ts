/**
 * What our constructs count on in the official images. It holds for the official ones and for the stand-ins alike: a
 * failure says that a stand-in is not true, or that an official image has changed.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { images, run, sandbox, until } from './support';

const box = sandbox();
const folder = mkdtempSync(join(tmpdir(), 'standins-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing but what the options after it give back. */
const locked = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

/** A file of this machine, as a read-only mount. */
function mounted(name: string, content: string, mode: number, at: string): string[] {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return ['--volume', `${file}:${at}:ro`];
}

/** Which of these commands an image has. */
async function commandsOf(image: string, candidates: readonly string[]): Promise<readonly string[]> {
  const script = 'for c; do if command -v "$c" >/dev/null; then echo "$c"; fi; done';
  const { stdout } = await box.run(['--entrypoint', 'sh'], image, '-c', script, 'sh', ...candidates);
  return stdout.split('\n').filter((line) => line !== '');
}

async function configOf(image: string): Promise<unknown> {
  return JSON.parse((await run('docker', ['image', 'inspect', '--format', '{{json .Config}}', image])).stdout);
}

describe.each(['debian:bookworm-slim', 'debian:trixie-slim'])('%s', (image) => {
  beforeAll(() => images(image), 900_000);

  it('has no client for HTTP, no certificates, and no interpreter but a small perl', async () => {
    const found = await commandsOf(image, ['apt-get', 'curl', 'wget', 'openssl', 'update-ca-certificates', 'python3']);
    expect(found).toEqual(['apt-get']);
    expect((await box.run([], image, 'perl', '-MCPAN', '-e', '1')).code).not.toBe(0);
  });
});

// https://github.com/nginx/docker-nginx/tree/master/stable/debian
describe.each(['mutant-nginx:1.27', 'mutant-nginx:1.28'])('%s', (image) => {
  beforeAll(() => images(image), 900_000);

  const nginxConf = `pid /tmp/nginx.pid;
error_log /dev/stderr;
events {}
http {
  access_log /dev/stdout;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  server {
    listen 8080;
    location / { return 200 served; }
  }
}
`;

  it('serves as 101:101 without capabilities, read-only but for /tmp, if its pid and temporary files are there', async () => {
    const conf = mounted('nginx.conf', nginxConf, 0o644, '/etc/nginx/nginx.conf');
    const id = await box.start([...locked, '--user', '101:101', '--tmpfs', '/tmp', ...conf], image);
    const answer = await until('an answer', async () => {
      const { code, stdout } = await box.exec(id, ['curl', '--fail', '--silent', 'http://127.0.0.1:8080/']);
      return code === 0 && stdout;
    });
    expect(answer).toBe('served');
    expect((await box.exec(id, ['id'])).stdout).toMatch(/^uid=101\(nginx\) gid=101\(nginx\)/);
    await until('the access log on its output', async () => (await box.logs(id)).includes('"GET / HTTP/1.1" 200'));
  });

  it('does not start as 101:101 with its own configuration, whose folders belong to root', async () => {
    const { code, stderr } = await box.run(['--user', '101:101'], image);
    expect(code).toBe(1);
    expect(stderr).toMatch(/mkdir\(\) ".*" failed \(13: Permission denied\)/);
  });

  it('serves files on port 80 as root, writing below /var/cache/nginx and /run only', async () => {
    const id = await box.start(['--read-only', '--tmpfs', '/var/cache/nginx', '--tmpfs', '/run'], image);
    const page = await until('an answer', async () => {
      const { code, stdout } = await box.exec(id, ['curl', '--fail', '--silent', 'http://127.0.0.1/']);
      return code === 0 && stdout;
    });
    expect(page).toContain('Welcome to nginx!');
  });

  it('fills templates with variables of the environment, and leaves those of nginx alone', async () => {
    const template = mounted(
      'site.template',
      'name=${NAME} host=$host',
      0o644,
      '/etc/nginx/templates/a/b.conf.template',
    );
    const show = ['sh', '-c', 'cat /etc/nginx/conf.d/a/b.conf 1>&2; exit 3'];
    // the scripts run only if the command is called nginx
    const fake = mounted('nginx', `#!/bin/sh\n${show[2]}\n`, 0o755, '/usr/local/sbin/nginx');
    const { code, stderr } = await box.run(['--env', 'NAME=kitteh', ...template, ...fake], image, 'nginx');
    expect({ code, stderr: stderr.trim() }).toEqual({ code: 3, stderr: 'name=kitteh host=$host' });
  });

  it('has curl and no wget, so a health check can use curl only', async () => {
    expect(await commandsOf(image, ['curl', 'wget', 'envsubst'])).toEqual(['curl', 'envsubst']);
  });

  it('drains on its stop signal, and has no include files that only Debian knows', async () => {
    expect(await configOf(image)).toMatchObject({ StopSignal: 'SIGQUIT', ExposedPorts: { '80/tcp': {} } });
    const { stdout } = await box.run([], image, 'ls', '/etc/nginx');
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['conf.d', 'mime.types', 'nginx.conf']));
    expect(stdout).not.toMatch(/proxy_params|sites-enabled|snippets/);
  });
});

// https://github.com/nodejs/docker-node/tree/main/22/bookworm-slim
describe('mutant-node:22-bookworm-slim', () => {
  const image = 'mutant-node:22-bookworm-slim';
  beforeAll(() => images(image), 900_000);

  it('has node, npm and yarn, and nothing that fetches, clones or compiles', async () => {
    const tools = ['node', 'npm', 'npx', 'yarn', 'curl', 'wget', 'git', 'python3', 'gcc', 'make', 'openssl'];
    expect(await commandsOf(image, tools)).toEqual(['node', 'npm', 'npx', 'yarn']);
  });

  it('has a user node, 1000:1000, and runs as that user with a read-only root', async () => {
    const { stdout } = await box.run([...locked, '--user', 'node'], image, 'id');
    expect(stdout.trim()).toBe('uid=1000(node) gid=1000(node) groups=1000(node)');
    const version = await box.run([...locked, '--user', 'node'], image, 'node', '--print', 'process.version');
    expect(version.stdout).toMatch(/^v22\./);
  });

  it('gives options and files to node, and runs anything else as a command', async () => {
    expect((await box.run([], image, '--print', '6 * 7')).stdout.trim()).toBe('42');
    expect((await box.run([], image, 'echo', 'hello')).stdout.trim()).toBe('hello');
  });
});

// https://github.com/docker-library/postgres
describe.each([
  { version: 15, data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' },
  { version: 17, data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' },
  { version: 18, data: '/var/lib/postgresql/18/docker', volume: '/var/lib/postgresql' },
])('mutant-postgres:$version', ({ version, data, volume }) => {
  const image = `mutant-postgres:${version}`;
  beforeAll(() => images(image), 900_000);

  const writable = ['--tmpfs', '/tmp', '--tmpfs', '/run/postgresql'];
  const password = 'pass word $1';
  /** Over TCP, which the server of the init phase does not listen on. */
  async function query(id: string, sql: string, user = 'postgres'): Promise<string> {
    const psql = ['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--host', '127.0.0.1', '--username', user];
    const options = ['--env', `PGPASSWORD=${password}`];
    return until(`an answer to ${sql}`, async () => {
      const { code, stdout, stderr } = await box.exec(id, [...psql, '--command', sql], options);
      if (code !== 0) throw new Error(`${stderr}\n${await box.logs(id)}`);
      return stdout.trim();
    });
  }

  it('keeps its data where its version does, in a folder of postgres with mode 0700', async () => {
    expect(await configOf(image)).toMatchObject({ Volumes: { [volume]: {} }, StopSignal: 'SIGINT' });
    const id = await box.start(['--env', `POSTGRES_PASSWORD=${password}`], image);
    expect(await query(id, 'SHOW data_directory')).toBe(data);
    expect((await box.exec(id, ['stat', '--format', '%a %u', data])).stdout.trim()).toBe('700 999');
  });

  it('has a mount point that any user may use before its first start', async () => {
    const { stdout } = await box.run([], image, 'stat', '--format', '%a %U:%G', volume);
    expect(stdout.trim()).toBe('1777 postgres:postgres');
  });

  it('starts as postgres, read-only, without capabilities, and keeps rows when its container is replaced', async () => {
    const rows = await box.volume();
    const secret = mounted(`password-${version}`, `${password}\n`, 0o644, '/run/secrets/password');
    const settings = ['--env', 'POSTGRES_PASSWORD_FILE=/run/secrets/password', '--env', 'POSTGRES_DB=kitteh'];
    const options = [
      ...locked,
      ...writable,
      '--user',
      'postgres',
      '--volume',
      `${rows}:${volume}`,
      ...secret,
      ...settings,
    ];
    const first = await box.start(options, image);
    expect(await query(first, 'SELECT current_user')).toBe('postgres');
    await box.exec(first, ['psql', '--dbname', 'kitteh', '--command', "CREATE TABLE cats AS SELECT 'tom' AS name"]);
    await run('docker', ['stop', first]);

    const second = await box.start(options, image);
    await query(second, 'SELECT 1');
    const { stdout } = await box.exec(second, ['psql', '--dbname', 'kitteh', '-tAc', 'SELECT name FROM cats']);
    expect(stdout.trim()).toBe('tom');
    expect(await box.logs(second)).toContain('Skipping initialization');
  });

  it('reads a password file that only root may read, when started as root', async () => {
    const secret = mounted(`root-${version}`, password, 0o600, '/run/secrets/password');
    const settings = ['--env', 'POSTGRES_PASSWORD_FILE=/run/secrets/password', '--env', 'POSTGRES_USER=kitteh'];
    const id = await box.start([...secret, ...settings], image);
    expect(await query(id, 'SELECT current_database()', 'kitteh')).toBe('kitteh');
  });

  it('cannot read that file when started as postgres', async () => {
    const secret = mounted(`closed-${version}`, password, 0o600, '/run/secrets/password');
    const settings = ['--env', 'POSTGRES_PASSWORD_FILE=/run/secrets/password', '--user', 'postgres'];
    const { code, stderr } = await box.run([...secret, ...settings], image);
    expect(code).not.toBe(0);
    expect(stderr).toContain('Permission denied');
  });

  it('refuses to start without a password, and with a password given twice', async () => {
    const none = await box.run([], image);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('POSTGRES_PASSWORD');
    const twice = await box.run(['--env', 'POSTGRES_PASSWORD=a', '--env', 'POSTGRES_PASSWORD_FILE=/a'], image);
    expect(twice.code).toBe(1);
    expect(twice.stderr).toContain('POSTGRES_PASSWORD_FILE');
  });

  it('runs init files in order, in the database that it made', async () => {
    const settings = ['--env', `POSTGRES_PASSWORD=${password}`, '--env', 'POSTGRES_DB=kitteh'];
    const one = mounted('1.sql', 'CREATE TABLE t (n int);', 0o644, '/docker-entrypoint-initdb.d/1.sql');
    const two = mounted(
      '2.sh',
      'docker_process_sql <<<"INSERT INTO t VALUES (7)"',
      0o644,
      '/docker-entrypoint-initdb.d/2.sh',
    );
    const id = await box.start([...settings, ...one, ...two], image);
    await query(id, 'SELECT 1');
    expect(
      (await box.exec(id, ['psql', '-U', 'postgres', '-d', 'kitteh', '-tAc', 'SELECT n FROM t'])).stdout.trim(),
    ).toBe('7');
  });

  it('has pg_isready for a health check, and neither curl nor wget', async () => {
    expect(await commandsOf(image, ['pg_isready', 'psql', 'gosu', 'curl', 'wget'])).toEqual([
      'pg_isready',
      'psql',
      'gosu',
    ]);
  });
});

describe('a volume at the old place of the data', () => {
  beforeAll(() => images('mutant-postgres:18'), 900_000);

  it('stops postgres:18 from starting with an empty database beside it', async () => {
    const rows = await box.volume();
    const options = ['--env', 'POSTGRES_PASSWORD=a', '--volume', `${rows}:/var/lib/postgresql/data`];
    const { code, stderr } = await box.run(options, 'mutant-postgres:18');
    expect(code).toBe(1);
    expect(stderr).toContain('/var/lib/postgresql/data (unused mount/volume)');
  });

  it('stops postgres:18 from leaving the data of 17 aside', async () => {
    const rows = await box.volume();
    await box.run(
      ['--volume', `${rows}:/v`, '--entrypoint', 'sh'],
      'mutant-postgres:17',
      '-c',
      'mkdir /v/data && echo 17 >/v/data/PG_VERSION',
    );
    const options = ['--env', 'POSTGRES_PASSWORD=a', '--volume', `${rows}:/var/lib/postgresql`];
    const { code, stderr } = await box.run(options, 'mutant-postgres:18');
    expect(code).toBe(1);
    expect(stderr).toContain('/var/lib/postgresql/data');
  });
});

// https://github.com/erlef/docker-elixir
describe('elixir:1.18-slim', () => {
  const image = 'elixir:1.18-slim';
  beforeAll(() => images(image), 900_000);

  it('makes and runs a release of a project without dependencies', async () => {
    const script =
      'cd /tmp && mix new cats >/dev/null && cd cats && mix release >/dev/null && _build/prod/rel/cats/bin/cats eval "IO.puts(6 * 7)"';
    const { stdout, stderr, code } = await box.run(['--env', 'MIX_ENV=prod'], image, 'sh', '-c', script);
    expect({ stdout: stdout.trim(), code, stderr }).toMatchObject({ stdout: '42', code: 0 });
  });

  it('has nothing that fetches, clones or compiles C', async () => {
    expect(await commandsOf(image, ['mix', 'erl', 'curl', 'wget', 'git', 'gcc', 'make'])).toEqual(['mix', 'erl']);
  });
});

// https://github.com/docker-library/busybox
describe('busybox:1.37', () => {
  beforeAll(() => images('busybox:1.37'), 900_000);

  it('has its applets as commands, and the users nobody and www-data', async () => {
    expect(await commandsOf('busybox:1.37', ['wget', 'nc', 'tar', 'bash'])).toEqual(['wget', 'nc', 'tar']);
    const { stdout } = await box.run([], 'busybox:1.37', 'sh', '-c', 'id -u nobody; id -u www-data');
    expect(stdout).toBe('65534\n33\n');
  });
});

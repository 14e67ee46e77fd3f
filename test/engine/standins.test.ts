/**
 * What our constructs count on in the official images. It holds for the official ones and for the stand-ins alike: a
 * failure says that a stand-in is not true, or that an official image has changed.
 */
import { imageConfig, images, locked, sandbox, until } from './support';

const box = sandbox();

describe.each(['debian:bookworm-slim', 'debian:trixie-slim'])('%s', (image) => {
  beforeAll(() => images(image));

  it('has no client for HTTP, no certificates, and no interpreter but a small perl', async () => {
    const found = await box.commandsOf(image, [
      'apt-get',
      'curl',
      'wget',
      'openssl',
      'update-ca-certificates',
      'python3',
    ]);
    expect(found).toEqual(['apt-get']);
    expect((await box.run([], image, 'perl', '-MCPAN', '-e', '1')).code).not.toBe(0);
  });
});

// https://github.com/nginx/docker-nginx/tree/master/stable/debian
describe.each(['nginx:1.27', 'nginx:1.28'])('%s', (image) => {
  beforeAll(() => images(image));

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
    const conf = box.file(nginxConf, 0o644, '/etc/nginx/nginx.conf');
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
    const template = box.file('name=${NAME} host=$host', 0o644, '/etc/nginx/templates/a/b.conf.template');
    const show = ['sh', '-c', 'cat /etc/nginx/conf.d/a/b.conf 1>&2; exit 3'];
    // the scripts run only if the command is called nginx
    const fake = box.file(`#!/bin/sh\n${show[2]}\n`, 0o755, '/usr/local/sbin/nginx');
    const { code, stderr } = await box.run(['--env', 'NAME=kitteh', ...template, ...fake], image, 'nginx');
    expect({ code, stderr: stderr.trim() }).toEqual({ code: 3, stderr: 'name=kitteh host=$host' });
  });

  it('has curl and no wget, so a health check can use curl only', async () => {
    expect(await box.commandsOf(image, ['curl', 'wget', 'envsubst'])).toEqual(['curl', 'envsubst']);
  });

  it('drains on its stop signal, and has no include files that only Debian knows', async () => {
    expect(await imageConfig(image)).toMatchObject({ StopSignal: 'SIGQUIT', ExposedPorts: { '80/tcp': {} } });
    const { stdout } = await box.run([], image, 'ls', '/etc/nginx');
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['conf.d', 'mime.types', 'nginx.conf']));
    expect(stdout).not.toMatch(/proxy_params|sites-enabled|snippets/);
  });
});

// https://github.com/nodejs/docker-node/tree/main/22/bookworm-slim
describe('node:22-bookworm-slim', () => {
  const image = 'node:22-bookworm-slim';
  beforeAll(() => images(image));

  it('has node, npm and yarn, and nothing that fetches, clones or compiles', async () => {
    const tools = ['node', 'npm', 'npx', 'yarn', 'curl', 'wget', 'git', 'python3', 'gcc', 'make', 'openssl'];
    expect(await box.commandsOf(image, tools)).toEqual(['node', 'npm', 'npx', 'yarn']);
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

// https://github.com/erlef/docker-elixir
describe('elixir:1.18-slim', () => {
  const image = 'elixir:1.18-slim';
  beforeAll(() => images(image));

  it('makes and runs a release of a project without dependencies', async () => {
    const script =
      'cd /tmp && mix new cats >/dev/null && cd cats && mix release >/dev/null && _build/prod/rel/cats/bin/cats eval "IO.puts(6 * 7)"';
    const { stdout, stderr, code } = await box.run(['--env', 'MIX_ENV=prod'], image, 'sh', '-c', script);
    expect({ stdout: stdout.trim(), code, stderr }).toMatchObject({ stdout: '42', code: 0 });
  });

  it('has nothing that fetches, clones or compiles C', async () => {
    expect(await box.commandsOf(image, ['mix', 'erl', 'curl', 'wget', 'git', 'gcc', 'make'])).toEqual(['mix', 'erl']);
  });
});

// https://github.com/docker-library/busybox
describe('busybox:1.37', () => {
  beforeAll(() => images('busybox:1.37'));

  it('has its applets as commands, and the users nobody and www-data', async () => {
    expect(await box.commandsOf('busybox:1.37', ['wget', 'nc', 'tar', 'bash'])).toEqual(['wget', 'nc', 'tar']);
    const { stdout } = await box.run([], 'busybox:1.37', 'sh', '-c', 'id -u nobody; id -u www-data');
    expect(stdout).toBe('65534\n33\n');
  });
});

/** What the other tests of this folder stand on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt, CommandFailed, compose, freePort, images, request, run, until } from './support';

const folder = mkdtempSync(join(tmpdir(), 'harness-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with a compose file. */
function project(name: string, services: Readonly<Record<string, unknown>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  const volumes = { kept: {} };
  // JSON is YAML
  writeFileSync(join(path, 'compose.yaml'), JSON.stringify({ services, volumes }));
  return path;
}

const sleeper = { image: 'busybox:1.37', command: ['sleep', '600'], init: true };

describe('a project', () => {
  let port = 0;
  const echo = `server { listen 80; return 200 "$host $request_method $http_x_cat"; }`;

  it('starts, answers under the asked host name, and says how its containers are', async () => {
    port = await freePort();
    const healthcheck = {
      test: ['CMD', 'curl', '--silent', 'http://127.0.0.1/'],
      start_period: '30s',
      start_interval: '300ms',
    };
    const web = {
      image: 'nginx:1.28',
      ports: [`127.0.0.1:${port}:80`],
      configs: [],
      healthcheck,
      volumes: ['./site.conf:/etc/nginx/conf.d/default.conf:ro', 'kept:/kept'],
    };
    const path = project('web', { web, side: sleeper });
    writeFileSync(join(path, 'site.conf'), echo);
    const stack = compose(path);
    await stack.up();

    const answer = await request(port, '/', {
      host: 'kitt.eh',
      method: 'POST',
      headers: { 'X-Cat': 'tom' },
      body: 'a',
    });
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: 'kitt.eh POST tom' });
    expect(await stack.port('web', 80)).toBe(port);
    const states = Object.fromEntries(
      (await stack.ps()).map(({ Service, State, Health }) => [Service, `${State} ${Health}`]),
    );
    expect(states).toEqual({ web: 'running healthy', side: 'running ' });
    const [details] = await stack.inspect('web');
    expect(details?.Mounts.find(({ Destination }) => Destination === '/kept')?.Name).toBe(`${stack.name}_kept`);
    expect(await stack.logs('web')).toContain('"POST / HTTP/1.1" 200');
  });

  it('runs commands with their arguments as they are, and gives their exit code', async () => {
    const stack = compose(project('commands', { side: sleeper }));
    await stack.up();
    const words = ['$HOME', 'a  b', '"', '*', ';'];
    expect((await stack.exec('side', ['printf', '%s|', ...words])).stdout).toBe(`${words.join('|')}|`);
    expect((await stack.exec('side', ['sh', '-c', 'exit 3'])).code).toBe(3);
    expect((await stack.run('side', ['cat'], { input: 'meow' })).stdout).toBe('meow');
  });

  it('keeps its volumes when it is taken down, and leaves nothing when it is removed', async () => {
    const stack = compose(project('volumes', { side: { ...sleeper, volumes: ['kept:/kept'] } }));
    const filter = ['--quiet', '--filter', `label=com.docker.compose.project=${stack.name}`];
    await stack.up();
    await stack.exec('side', ['touch', '/kept/cat']);
    await stack.down();
    await stack.up();
    expect((await stack.exec('side', ['ls', '/kept'])).stdout).toBe('cat\n');

    writeFileSync(stack.file, 'no: [compose file');
    await stack.remove();
    for (const kind of [
      ['ps', '--all'],
      ['volume', 'ls'],
      ['network', 'ls'],
    ])
      expect((await run('docker', [...kind, ...filter])).stdout).toBe('');
  });

  it('that does not become healthy fails with the last lines that its containers printed', async () => {
    const stack = compose(
      project('broken', { side: { image: 'busybox:1.37', command: ['sh', '-c', 'echo no cats here; exit 4'] } }),
    );
    await expect(stack.up()).rejects.toThrow(/no cats here/);
  });

  it('has a name that no other has, or the name it is given', () => {
    const path = project('names', { side: sleeper });
    expect(compose(path).name).not.toBe(compose(path).name);
    expect(compose(path, { name: 'cct-named-in-a-test' }).name).toBe('cct-named-in-a-test');
    expect(() => compose(join(folder, 'nowhere'))).toThrow('is not a compose file');
  });
});

describe('a command', () => {
  it('that fails says what it was, its exit code and what it printed', async () => {
    const failed = run('sh', ['-c', 'echo out; echo err >&2; exit 7']);
    await expect(failed).rejects.toThrow(CommandFailed);
    await expect(failed).rejects.toThrow(/exit 7\nended with 7\nout\nerr/);
  });

  it('that does not exist or does not end has an exit code of its own', async () => {
    expect((await attempt('no-such-program', [])).code).toBe(127);
    expect((await attempt('sleep', ['60'], { timeout: 100 })).code).toBe(124);
  });
});

describe('waiting', () => {
  it('gives the first thing that is not nothing, and reports the last error when its time is up', async () => {
    let looks = 0;
    expect(await until('the third look', () => (++looks === 3 ? looks : undefined), { every: 1 })).toBe(3);
    const never = until('a cat', () => Promise.reject(new Error('no cat')), { timeout: 20, every: 1 });
    await expect(never).rejects.toThrow(/waited 20 ms for: a cat\n.*no cat/);
  });
});

describe('an image', () => {
  it('that is nowhere is an error with its name', async () => {
    await expect(images('compose-constructs.invalid/nowhere:1')).rejects.toThrow(
      'compose-constructs.invalid/nowhere:1',
    );
  });
});

/**
 * Whether `docker compose up` recreates the readers of what has changed, and nobody else.
 */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Config, Environment, generate, Secret, Service, Stack, text, Variable, write } from 'compose-constructs';
import { type ComposeProject, compose, Sources } from './support';

const name = 'changes-under-test';
const image = 'busybox:1.37';
const common = { image, init: true, network_mode: 'none', stop_signal: 'SIGKILL', command: ['sleep', '3600'] } as const;

/** A service for each thing that can change, and one that reads nothing. */
function build(stack: Stack): void {
  const service = (id: string, more = {}): Service => new Service(stack, id, { ...common, ...more });
  service('alone');
  service('generated').readSecret(
    new Secret(stack, 'made', { file: `secrets/${name}/made`, generate: { length: 32 } }),
  );
  service('own').readSecret(new Secret(stack, 'key', { file: './keys/key' }));
  service('variable', { entrypoint: [] }).readSecret(new Secret(stack, 'token', { file: './keys/token' }), {
    variable: 'TOKEN',
  });
  service('config').readConfig(new Config(stack, 'settings', { file: './settings.json' }), { at: '/settings.json' });
  service('bound').mount('./motd', { at: '/etc/motd', readOnly: true });
  const content = text`greeting: ${Variable.withDefault('GREETING', 'hello')}\n`;
  service('content').readConfig(new Config(stack, 'greeting', { content }), { at: '/greeting' });
  service('shell').readConfig(new Config(stack, 'from-shell', { environment: 'MOTTO' }), { at: '/motto' });
  service('from-environment').readSecret(new Secret(stack, 'stripe', { environment: 'STRIPE_KEY' }));
}

const env: Record<string, string> = { GREETING: 'hello', MOTTO: 'one', STRIPE_KEY: 'first' };
let sources: Sources;
let stack: ComposeProject;
let ids: ReadonlyMap<string, string> | undefined;

/** Replaces a file, as editors and Git do. */
function replace(file: string, content: string): void {
  writeFileSync(join(sources.folder, 'draft'), content);
  renameSync(join(sources.folder, 'draft'), join(sources.folder, file));
}

/** Synthesizes, starts, and names the services whose container is another one now. */
async function recreated(more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  Object.assign(env, more);
  const app = new App({ root: sources.folder });
  build(new Stack(app, name, { environment: Environment.development() }));
  expect(write(generate(app)).diagnostics).toEqual([]);
  // one project, whose variables are what they are at each call
  stack ??= compose(join(sources.folder, 'synth.out', name), { env });
  await stack.compose(['up', '--detach', '--quiet-pull']);
  const now = new Map((await stack.ps()).map(({ Service: service, ID }) => [service, ID]));
  const changed = [...now].filter(([service, id]) => ids?.get(service) !== id).map(([service]) => service);
  ids = now;
  return changed.sort();
}

const read = async (service: string, file: string): Promise<string> =>
  (await stack.exec(service, ['cat', file])).stdout;

beforeAll(async () => {
  sources = new Sources('changes');
  sources.put({ 'keys/key': 'one\n', 'keys/token': 'one\n', 'settings.json': '{}\n', motd: 'one\n' });
  await recreated();
});

afterAll(async () => {
  await stack?.remove();
  sources?.remove();
});

describe('docker compose up recreates', () => {
  it('nobody, where nothing has changed', async () => {
    expect(await recreated()).toEqual([]);
  });

  it('the reader of a secret file of the author, replaced as editors do', async () => {
    replace('keys/key', 'two\n');
    expect(await recreated()).toEqual(['own']);
    expect(await read('own', '/run/secrets/key')).toBe('two\n');
  });

  it('the reader of a secret that became a variable, written in place', async () => {
    writeFileSync(join(sources.folder, 'keys/token'), 'two\n');
    expect(await recreated()).toEqual(['variable']);
    expect((await stack.exec('variable', ['with-secrets', 'sh', '-c', 'echo $TOKEN'])).stdout).toBe('two\n');
  });

  it('the reader of a generated secret that was made anew', async () => {
    const before = await read('generated', '/run/secrets/made');
    rmSync(join(sources.folder, 'secrets', name, 'made'));
    expect(await recreated()).toEqual(['generated']);
    const after = await read('generated', '/run/secrets/made');
    expect(after).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(after).not.toBe(before);
  });

  it('the reader of a config of the author', async () => {
    replace('settings.json', '{"a":1}\n');
    expect(await recreated()).toEqual(['config']);
    expect(await read('config', '/settings.json')).toBe('{"a":1}\n');
  });

  it('the reader of a file that is mounted read-only', async () => {
    replace('motd', 'two\n');
    expect(await recreated()).toEqual(['bound']);
    expect(await read('bound', '/etc/motd')).toBe('two\n');
  });

  it('the reader of a variable inside a config', async () => {
    expect(await recreated({ GREETING: 'goodbye' })).toEqual(['content']);
    expect(await read('content', '/greeting')).toBe('greeting: goodbye\n');
  });

  it('the reader of a config from the environment', async () => {
    expect(await recreated({ MOTTO: 'two' })).toEqual(['shell']);
    expect(await read('shell', '/motto')).toBe('two');
  });

  it('nobody for a secret from the environment, which the command that synth prints recreates', async () => {
    expect(await recreated({ STRIPE_KEY: 'second' })).toEqual([]);
    expect(await read('from-environment', '/run/secrets/stripe')).toBe('first');
    await stack.compose(['up', '--force-recreate', '--wait', 'from-environment']);
    expect(await recreated()).toEqual(['from-environment']);
    expect(await read('from-environment', '/run/secrets/stripe')).toBe('second');
  });
});

describe('a secret from the environment', () => {
  it.each([undefined, 'root', '1000:1000', '1000', 'nobody'])('is read by a service whose user is %s', async (user) => {
    const app = new App({ root: sources.folder });
    const other = new Stack(app, 'users', { environment: Environment.development() });
    const command = ['cat', '/run/secrets/stripe'];
    const reader = new Service(other, 'reader', { ...common, command, ...(user !== undefined && { user }) });
    reader.readSecret(new Secret(other, 'stripe', { environment: 'STRIPE_KEY' }));
    write(generate(app));
    const project = compose(join(sources.folder, 'synth.out/users'), { env });
    expect(await project.run('reader')).toMatchObject({ code: 0, stdout: env['STRIPE_KEY'] });
  });
});

describe('what is shown', () => {
  it('holds neither a secret nor a value of a config', async () => {
    for (const service of ['own', 'variable', 'generated', 'from-environment', 'content']) {
      const shown = JSON.stringify(await stack.inspect(service));
      for (const value of ['two\\n', 'second', 'goodbye']) expect(shown).not.toContain(`"${value}`);
      expect(shown).not.toContain('goodbye');
    }
  });
});

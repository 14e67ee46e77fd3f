/**
 * Every engine of a Queue, on the real server: what its page promises.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Engine,
  Environment,
  generate,
  Image,
  Queue,
  type QueueEngine,
  SecretSource,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, images } from './support';

/** Whatever a URL, a shell or a settings file could stumble over. */
const PASSWORD = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@🐱`;

/** A project with a queue, and with an app where it has a driver. */
async function start(engine: QueueEngine, hasApp: boolean): Promise<{ folder: string; stack: ComposeProject }> {
  await images(engine.image.reference, 'node:22-bookworm-slim');
  const folder = mkdtempSync(join(tmpdir(), 'queues-'));
  cpSync(join(__dirname, 'clients'), join(folder, 'web'), { recursive: true });
  // as an editor leaves it
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o644 });
  const app = new App({ root: folder });
  const shop = new Stack(app, 'queues', { environment: Environment.development() });
  const queue = new Queue(shop, 'queue', { engine, user: 'shop', password: SecretSource.file('password') });
  if (hasApp) {
    const command = ['node', 'queue.js'];
    new WebApp(shop, 'web', { image: Image.node({ source: './web' }), command, port: 3000 }).connect(queue);
  }
  const generation = generate(app);
  expect(generation.diagnostics).toEqual([]);
  write(generation);
  const stack = compose(join(folder, 'synth.out', 'queues'));
  await stack.up('--build');
  return { folder, stack };
}

/** The health check of the container, run by hand. */
async function probed(stack: ComposeProject): Promise<number> {
  const [container] = await stack.inspect('queue');
  const format = '{{json .Config.Healthcheck.Test}}';
  const { stdout } = await attempt('docker', ['inspect', '--format', format, container?.Id ?? '']);
  const [, ...probe] = JSON.parse(stdout) as readonly string[]; // ["CMD", …], as Compose hands it over
  return (await stack.exec('queue', probe)).code;
}

async function hidesPassword(stack: ComposeProject): Promise<void> {
  const [container] = await stack.inspect('queue');
  const seen = `${await stack.logs()}${JSON.stringify(container)}`;
  expect([seen.includes(PASSWORD), seen.includes(JSON.stringify(PASSWORD).slice(1, -1))]).toEqual([false, false]);
}

describe('rabbitmq:4.2', () => {
  let folder: string;
  let stack: ComposeProject;
  beforeAll(async () => {
    ({ folder, stack } = await start(Engine.rabbitmq('4.2'), true));
  });
  afterAll(async () => {
    await stack?.remove();
    await attempt('docker', ['image', 'rm', '--force', 'queues-web:development']);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  async function ask(...words: readonly string[]): Promise<unknown> {
    const script = `fetch('http://127.0.0.1:3000/', ${JSON.stringify({ method: 'PUT', body: JSON.stringify(words) })})
      .then(async (answer) => { process.stdout.write(await answer.text()); process.exitCode = answer.ok ? 0 : 1; })`;
    const { code, stdout, stderr } = await stack.exec('web', ['node', '--eval', script]);
    if (code !== 0) throw new Error(stdout + stderr);
    return JSON.parse(stdout);
  }

  it('takes a password of odd characters through its URL, and nobody called guest', async () => {
    expect(await ask('send', "🐱 d'Été")).toBe('sent');
    expect(await ask('take')).toBe("🐱 d'Été");
    expect((await stack.exec('queue', ['rabbitmqctl', '-q', 'list_users'])).stdout).toBe(
      'user\ttags\nshop\t[administrator]\n',
    );
  });

  it('keeps messages when containers are removed, and ends without being killed', async () => {
    await ask('send', 'kept');
    await stack.compose(['stop', 'queue']);
    expect((await stack.inspect('queue'))[0]?.State.ExitCode).toBe(0);
    await stack.down();
    await stack.up();
    expect(await ask('take')).toBe('kept');
  });

  it('is unhealthy with a password that is not its own, and has a new one at the next start', async () => {
    expect(await probed(stack)).toBe(0);
    writeFileSync(join(folder, 'password'), 'another'); // the same file, so that the container sees it
    expect(await probed(stack)).not.toBe(0);
    await stack.compose(['up', '--detach', '--wait', '--force-recreate']);
    expect([await probed(stack), await ask('send', 'again')]).toEqual([0, 'sent']);
  });

  it('has the memory that it was given, and a password that nobody else sees', async () => {
    const { stdout } = await stack.exec('queue', ['rabbitmqctl', '-q', 'environment']);
    expect(stdout).toMatch(/vm_memory_high_watermark,\{absolute,"?322122547"?\}/);
    await hidesPassword(stack);
  });
});

describe('nats:2.12', () => {
  it('takes a password of odd characters, keeps streams, and lets nobody else in', async () => {
    const { folder, stack } = await start(Engine.nats('2.12'), false);
    try {
      expect(await probed(stack)).toBe(0);
      const ask = (lines: string) =>
        stack.exec('queue', ['sh', '-c', `{ printf '${lines}'; sleep 1; } | nc -w 3 127.0.0.1 4222`]);
      expect((await ask('CONNECT {}\\r\\nPING\\r\\n')).stdout).toContain('Authorization Violation');
      expect((await stack.exec('queue', ['ls', '/data/jetstream'])).code).toBe(0);
      await hidesPassword(stack);
      writeFileSync(join(folder, 'password'), 'another'); // the same file, so that the container sees it
      expect(await probed(stack)).not.toBe(0);
      await stack.compose(['stop', 'queue']);
      expect((await stack.inspect('queue'))[0]?.State.ExitCode).toBe(0);
    } finally {
      await stack.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

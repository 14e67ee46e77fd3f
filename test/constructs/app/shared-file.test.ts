/** A file that one program writes while it runs, and others read. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Image, Job, SharedFile, type SharedFileProps, type Stack, WebApp, Worker } from 'compose-constructs';
import { synth } from '../support';

const image = (uid: number) =>
  Image.registry(`acme/app:${uid}`, { user: { uid, gid: uid }, probeWith: 'wget', command: ['serve'] });

function oms(stack: Stack, props: Partial<SharedFileProps> = {}) {
  const core = new WebApp(stack, 'core', { image: image(33), port: 8080 });
  const events = new WebApp(stack, 'events', { image: image(1000), port: 8082 });
  const key = new SharedFile(stack, 'api-key', { writer: core, at: '/run/api-key/key', ...props });
  const path = events.readFile(key, { fileVariable: 'API_KEY_FILE' });
  return { core, events, key, path };
}

describe('a file that a program writes while it runs', () => {
  const made = synth(oms);

  it('is without a mistake, and at the same path for writer and reader', () => {
    expect(made.ids).toEqual([]);
    expect(made.service('core')['volumes']).toEqual([{ type: 'volume', source: 'api-key', target: '/run/api-key' }]);
    expect(made.service('events')['environment']).toMatchObject({ API_KEY_FILE: '/run/api-key/key' });
    expect(made.service('events')['volumes']).toMatchObject([
      { source: 'api-key', target: '/run/api-key', read_only: true },
    ]);
  });

  it('belongs to the writer and to the group of its readers, and nobody else has that group', () => {
    expect(made.service('api-key-owner')).toMatchObject({
      image: 'acme/app:33',
      user: '0:0',
      network_mode: 'none',
      cap_drop: ['ALL'],
      cap_add: ['CHOWN', 'FOWNER', 'FSETID'],
    });
    expect(JSON.stringify(made.service('api-key-owner')['entrypoint'])).toContain('chown 33:2000');
    expect(JSON.stringify(made.service('api-key-owner')['entrypoint'])).toContain('chmod 2750');
    expect(made.service('events')['group_add']).toEqual(['2000']);
    expect(made.service('core')['group_add']).toBeUndefined();
  });

  it('is waited for, and the writer waits for the owner of its folder alone', () => {
    const waits = (name: string) => made.service(name)['depends_on'];
    const ended = { condition: 'service_completed_successfully' };
    expect(waits('core')).toMatchObject({ 'api-key-owner': ended });
    expect(waits('api-key-ready')).toMatchObject({ 'api-key-owner': ended, core: { condition: 'service_started' } });
    expect(waits('events')).toMatchObject({ 'api-key-owner': ended, 'api-key-ready': ended });
    expect(made.service('api-key-ready')).toMatchObject({ user: '65534:2000', network_mode: 'none' });
  });

  it('fails its readers after a while, with the reason in the log of the job', () => {
    const words = (made.service('api-key-ready')['entrypoint'] as string[]).map((word) => word.replaceAll('$$', '$'));
    const [program = '', ...rest] = words;
    const path = join(tmpdir(), 'no', 'such', 'file');
    const args = rest.map((word) => (word === '/run/api-key/key' ? path : word === '300' ? '1' : word));
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: `nobody wrote ${path} in 1 s\n` });
  });

  it('can come from a job that ends, and reach tasks and jobs of a reader', () => {
    const result = synth((stack) => {
      const { core, events } = oms(stack);
      const bootstrap = new Job(stack, 'bootstrap', { like: core, command: ['bootstrap'] });
      const token = new SharedFile(stack, 'token', { writer: bootstrap, at: '/run/token/token', timeout: '30s' });
      events.readFile(token);
      events.task('register', ['register']);
    });
    expect(result.ids).toEqual([]);
    expect(result.service('token-ready')['depends_on']).toMatchObject({
      bootstrap: { condition: 'service_completed_successfully' },
    });
    expect(result.service('events-register')['group_add']).toEqual(['2000']);
    expect(result.service('token-ready')['entrypoint']).toContain('30');
  });

  it('lets `up --wait` end well where nobody reads it', () => {
    const result = synth((stack) => {
      const writer = new WebApp(stack, 'core', { image: image(33), port: 8080 });
      new SharedFile(stack, 'key', { writer, at: '/run/key/key' });
    });
    expect(result.service('key-ready-done')['depends_on']).toMatchObject({
      'key-ready': { condition: 'service_completed_successfully' },
    });
  });

  it('is no way to wait in a circle', () => {
    const result = synth((stack) => {
      const { core, events } = oms(stack);
      core.connect(events);
    });
    expect(result.ids.some((id) => id.startsWith('service-cycle'))).toBe(true);
  });

  it.each([
    ['a place without a folder of its own', { at: '/key' }, 'shared-file-place-invalid'],
    ['a place that is no absolute path', { at: 'run/key' }, 'shared-file-place-invalid'],
    ['a place that is a folder', { at: '/run/api-key/' }, 'shared-file-place-invalid'],
    ['a time that is none', { timeout: 'soon' }, 'duration-invalid'],
    ['a writer that is no workload', { writer: 'core' as unknown as WebApp }, 'argument-invalid'],
    ['an unknown property', { path: '/x' } as unknown as SharedFileProps, 'option-unknown'],
  ])('does not take %s', (_, props, id) => {
    expect(synth((stack) => oms(stack, props)).ids.map((one) => one.split(':')[0])).toContain(id);
  });

  it('needs to know the user of its writer', () => {
    const result = synth((stack) => {
      const writer = new Worker(stack, 'core', { image: Image.registry('acme/core:1', { command: ['serve'] }) });
      new SharedFile(stack, 'key', { writer, at: '/run/key/key' });
    });
    expect(result.ids).toContain('shared-file-writer-unknown: shop/key');
  });

  it('is read by readFile and nothing else', () => {
    const result = synth((stack) => {
      const { events } = oms(stack);
      events.readFile('/run/api-key/key' as unknown as SharedFile);
    });
    expect(result.ids).toEqual(['not-a-construct: shop/events']);
  });
});

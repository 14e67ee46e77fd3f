/** An image that is built here is never asked for at Docker Hub, and one with a registry is pulled. */
import { DataVolume, Image, Job, SharedFile, WebApp, Worker } from '../../../constructs';
import { App, Environment, generate, Stack } from '../../../lib';

function policyIn(environment: Environment, built = true): unknown {
  const app = new App({ root: '/srv/shop' });
  const stack = new Stack(app, 'shop', { environment });
  const image = built
    ? Image.phoenix({ source: '.', app: 'shop' })
    : Image.registry('acme/shop:1', { probeWith: 'wget' });
  const web = new WebApp(stack, 'web', { image, port: 4000 });
  return generate(app).stacks[0]?.assembly.project.services?.[web.service.name]?.pull_policy;
}

describe('the image of a construct', () => {
  it('is built, and never pulled, where no registry has it', () => {
    expect(policyIn(Environment.development())).toBe('never');
    expect(policyIn(Environment.production({ domain: 'shop.example' }))).toBe('never');
  });

  it('is pulled where a registry is to have it, and where it was built elsewhere', () => {
    expect(policyIn(Environment.production({ domain: 'shop.example', registry: 'ghcr.io/acme' }))).toBeUndefined();
    expect(policyIn(Environment.development(), false)).toBeUndefined();
  });

  it('is not asked for by any other service that runs it: tasks, jobs, workers, helpers', () => {
    const stack = new Stack(new App({ root: '/srv/shop' }), 'shop', { environment: Environment.development() });
    const image = Image.phoenix({ source: '.', app: 'shop' });
    const web = new WebApp(stack, 'web', { image, port: 4000, migrate: { command: ['migrate'] } });
    web.task('console', ['console']);
    web.mount(new DataVolume(stack, 'data', { owner: { uid: 1000, gid: 99 } }), { at: '/data' });
    web.startAfter(new Job(stack, 'seed', { like: web, command: ['seed'] }));
    const queue = new Worker(stack, 'queue', { image: web.image, command: ['work'] });
    queue.readFile(new SharedFile(stack, 'key', { writer: web, at: '/run/key/key' }));
    const { services = {} } = generate(stack.node.root as App).stacks[0]?.assembly.project ?? {};
    const policies = Object.entries(services).map(([name, { pull_policy }]) => [name, pull_policy]);
    const names = ['web', 'web-migrate', 'web-console', 'data-owner', 'seed', 'queue', 'key-owner', 'key-ready'];
    expect(Object.fromEntries(policies)).toEqual(Object.fromEntries(names.map((name) => [name, 'never'])));
  });
});

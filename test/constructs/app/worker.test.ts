import { DataVolume, HealthCheck, Image, SecretFile, Worker, type WorkerProps } from 'compose-constructs';
import { node, postgres, production, synth, web } from '../support';

const worker = (props: Partial<WorkerProps> = {}) =>
  synth((stack) => new Worker(stack, 'queue', { image: node, ...props }));

describe('a worker', () => {
  it('listens to no port: it has none in its environment, no health check and no network', () => {
    const { service, section, ids } = worker();
    expect(ids).toEqual([]);
    expect(service('queue')).not.toHaveProperty('environment');
    expect(service('queue')).not.toHaveProperty('healthcheck');
    expect(service('queue')['network_mode']).toBe('none');
    expect(section('networks')).toEqual({});
  });

  it('is hardened as an app is', () => {
    const { service } = synth((stack) => {
      new Worker(stack, 'queue', { image: node });
      web(stack);
    });
    for (const key of ['user', 'read_only', 'tmpfs', 'cap_drop', 'security_opt', 'deploy', 'logging', 'init']) {
      expect([key, service('queue')[key]]).toEqual([key, service('web')[key]]);
    }
  });

  it('reaches what it connects to, and nothing else', () => {
    const { service } = synth((stack) => new Worker(stack, 'queue', { image: node }).connect(postgres(stack)));
    expect(service('queue')['networks']).toEqual({ 'db-private': {} });
    expect(service('queue')).not.toHaveProperty('network_mode');
    expect(service('queue')['environment']).toMatchObject({ DATABASE_HOST: 'db' });
  });

  it('reaches the outside world if it says so', () => {
    const { service, section } = worker({ internet: true });
    expect(service('queue')['networks']).toEqual({ 'queue-public': {} });
    expect(section('networks')).toEqual({ 'queue-public': {} });
  });

  it('shares the image of an app, which is built once', () => {
    const { service, file, ids } = synth((stack) => {
      const app = web(stack);
      const queue = new Worker(stack, 'queue', { image: app.image, command: ['node', 'queue.js'] });
      queue.mount(new DataVolume(stack, 'mails'), { at: '/var/mails' });
    });
    expect(ids).toEqual([]);
    expect(service('queue')['image']).toBe(service('web')['image']);
    expect(service('queue')).not.toHaveProperty('build');
    expect(service('queue')['user']).toBe('1000:1000');
    // the folder belongs to the user of the image before a volume is mounted there
    expect(file('web/Dockerfile')).toContain('/var/mails');
  });

  it('shares the image of an app from a registry', () => {
    const { service } = synth((stack) => {
      const app = web(stack, { image: Image.registry('acme/web:1', { probeWith: 'curl', command: ['/web'] }) });
      new Worker(stack, 'queue', { image: app.image }).readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
    });
    expect(service('queue')).toMatchObject({ image: 'acme/web:1', command: ['/web'] });
  });

  it('can be asked whether it works, with a command', () => {
    const { service, ids } = worker({ healthCheck: HealthCheck.command(['node', 'check.js']) });
    expect(ids).toEqual([]);
    expect(service('queue')['healthcheck']).toMatchObject({ test: ['CMD', 'node', 'check.js'] });
  });

  it('cannot be asked over HTTP', () => {
    // the type forbids it, and synth runs code without looking at types
    expect(worker({ healthCheck: HealthCheck.http('/') as never }).ids).toEqual(['health-port-missing: shop/queue']);
  });

  it('publishes a port of a program that speaks something else than HTTP', () => {
    const { service, ids } = worker({ publish: { port: 2525, target: 25, address: '0.0.0.0' } });
    expect(ids).toEqual([]);
    expect(service('queue')['ports']).toEqual([{ target: 25, published: '2525', host_ip: '0.0.0.0', protocol: 'tcp' }]);
  });

  it('cannot publish a port that leads nowhere', () => {
    expect(worker({ publish: { port: 2525 } }).ids).toEqual(['publish-target-missing: shop/queue']);
  });

  it('takes no property of another construct', () => {
    const wrong: object = { port: 3000 };
    expect(worker(wrong).ids).toEqual(['option-unknown: shop/queue']);
  });

  it('comes back on a server, and not on a developer’s machine', () => {
    expect(worker().service('queue')).not.toHaveProperty('restart');
    const { service } = synth((stack) => new Worker(stack, 'queue', { image: node }), { environment: production });
    expect(service('queue')['restart']).toBe('unless-stopped');
  });
});

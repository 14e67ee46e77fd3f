import { Config, Image, Job, type Live, WebApp, type WebAppProps, Worker } from 'compose-constructs';
import { development, node, postgres, production, project, synth } from '../support';

const live = (props: Partial<WebAppProps> = {}, environment = development) =>
  synth((stack) => new WebApp(stack, 'web', { image: node, port: 3000, live: true, ...props }), { environment });

describe('a workload with live code', () => {
  it('runs from the source, and has the packages of its image', () => {
    const { service, ids } = live();
    expect(ids).toEqual([]);
    expect(service('web')).toMatchObject({
      command: ['node', '--watch', '.'],
      user: '1000:1000',
      depends_on: { 'web-live': { condition: 'service_completed_successfully' } },
      volumes: [
        { type: 'bind', target: '/app', bind: { create_host_path: false } },
        {
          type: 'image',
          source: 'shop-web:development',
          target: '/app/node_modules',
          image: { subpath: 'app/node_modules' },
        },
      ],
    });
  });

  it('makes mount points as the person, before anything else', () => {
    const { service } = synth((stack) => {
      const web = new WebApp(stack, 'web', { image: node, port: 3000, live: true });
      web.readConfig(new Config(stack, 'settings', { content: '{}' }), { at: '/app/lib/settings.json' });
      web.readConfig(new Config(stack, 'other', { content: '{}' }), { at: '/etc/other.json' });
    });
    expect(service('web-live')).toMatchObject({ user: '1000:1000', network_mode: 'none', restart: 'no' });
    expect((service('web-live')['entrypoint'] as string[]).slice(3)).toEqual([
      // as it is made
      'live',
      '/app/lib/settings.json',
      '/app/node_modules/',
    ]);
  });

  it('has nothing of it in production', () => {
    const without = synth((stack) => new WebApp(stack, 'web', { image: node, port: 3000 }), {
      environment: production,
    });
    const { file } = live({ live: { debug: 9229, command: ['npm', 'run', 'dev'] } }, production);
    expect(file('compose.yaml')).toBe(without.file('compose.yaml'));
  });

  it('shows the same source to its tasks, its migration and jobs like it', () => {
    const { service, ids } = synth((stack) => {
      const web = new WebApp(stack, 'web', {
        image: node,
        port: 3000,
        live: true,
        migrate: { command: ['node', 'migrate.js'] },
      });
      web.connect(postgres(stack));
      web.task('look', ['node', 'look.js']);
      new Job(stack, 'seed', { like: web, command: ['node', 'seed.js'] });
    });
    expect(ids).toEqual([]);
    for (const name of ['web-migrate', 'web-look', 'seed'])
      expect(service(name)['volumes']).toEqual(service('web')['volumes']);
  });

  it('publishes a debugger on the loopback address alone', () => {
    const { service } = live({ live: { debug: 9229 } });
    expect(service('web')).toMatchObject({
      command: ['node', '--watch', '--inspect=0.0.0.0:9229', '.'],
      ports: [{ target: 9229, published: '9229', host_ip: '127.0.0.1', protocol: 'tcp' }],
    });
  });

  it('runs as the person whom its author names, and its image has folders for them', () => {
    const { service, file } = synth((stack) => {
      const web = new WebApp(stack, 'web', { image: node, port: 3000, live: { user: { uid: 501, gid: 20 } } });
      new Worker(stack, 'queue', { image: web.image, command: ['node', 'queue.js'] });
    });
    expect(service('web')['user']).toBe('501:20');
    expect(service('queue')['user']).toBe('501:20');
    expect(file('web/Dockerfile')).toContain('USER 501:20');
  });

  it('can run as root, who is the person of an engine without root', () => {
    const { service, file, ids } = live({ live: { user: { uid: 0, gid: 0 } } });
    expect(ids).toEqual([]);
    expect(service('web')['user']).toBe('0:0');
    expect(file('web/Dockerfile')).toContain('USER 1000:1000');
  });

  it('sees each change of a PHP app, with the packages of the image', () => {
    const root = project({
      'shop/public/index.php': '<?php',
      'shop/composer.json': '{}',
      'shop/composer.lock': '{"packages":[],"packages-dev":[]}',
      'settings.json': '{}',
    });
    const { service, ids } = synth(
      (stack) => {
        const image = Image.php({ source: './shop', development: true });
        const web = new WebApp(stack, 'web', { image, port: 9000, live: true });
        web.mount('./settings.json', { at: '/app/settings.json', readOnly: true });
        web.mount('./shop', { at: '/app/other', readOnly: true });
      },
      { root },
    );
    expect(ids).toEqual([]);
    expect(service('web')['command']).toEqual(expect.arrayContaining(['opcache.validate_timestamps=1']));
    expect(service('web')['volumes']).toContainEqual(expect.objectContaining({ type: 'image', target: '/app/vendor' }));
    const points = (service('web-live')['entrypoint'] as string[]).slice(4); // as it is made
    expect(points).toEqual(['/app/other/', '/app/settings.json', '/app/vendor/']);
  });

  it('takes an image of a registry whose author says where the source is', () => {
    const image = Image.registry('acme/api:3', { user: { uid: 7, gid: 7 }, probeWith: 'curl', command: ['serve'] });
    const given: Live = { source: 'api', at: '/srv/api', keep: ['vendor'], command: ['serve', '--reload'] };
    const { service } = synth((stack) => new WebApp(stack, 'web', { image, port: 3000, live: given }));
    expect(service('web')).toMatchObject({
      command: ['serve', '--reload'],
      user: '7:7',
      volumes: [
        { target: '/srv/api' },
        { source: 'acme/api:3', target: '/srv/api/vendor', image: { subpath: 'srv/api/vendor' } },
      ],
    });
  });

  it('hides the secrets of the stacks, where they lie inside of the source', () => {
    const image = Image.registry('acme/api:3', { command: ['serve'] });
    const { service } = synth((stack) => new Worker(stack, 'web', { image, live: { source: '.', at: '/srv' } }));
    expect(service('web')['volumes']).toContainEqual({ type: 'tmpfs', target: '/srv/secrets' });
  });

  it('is told of an image whose source nobody knows, and of a build without a command', () => {
    const registry = Image.registry('acme/api:3', { probeWith: 'curl', command: ['serve'] });
    expect(live({ image: registry }).ids).toEqual(['live-source-unknown: shop/web']);
    const built = Image.node({ source: './app', build: 'build' });
    expect(live({ image: built }).ids).toContain('live-command-unknown: shop/web');
    expect(live({ image: built, live: { command: ['npm', 'run', 'dev'] } }).ids).not.toContain(
      'live-command-unknown: shop/web',
    );
  });
});

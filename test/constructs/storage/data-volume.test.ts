import {
  Database,
  DataVolume,
  Engine,
  HealthCheck,
  Image,
  ReverseProxy,
  Service,
  type Stack,
  WebApp,
} from 'compose-constructs';
import { synth } from '../support';

describe('a data volume', () => {
  it('is a named volume of the project, which `down` leaves alone', () => {
    const { section } = synth((stack) => new DataVolume(stack, 'uploads'));
    expect(section('volumes')).toEqual({ uploads: {} });
  });

  it('can be one that is there already, or be called otherwise', () => {
    const { section, ids } = synth((stack) => {
      new DataVolume(stack, 'archive', { name: 'photos-2019', external: true });
      new DataVolume(stack, 'fast', { driver_opts: { type: 'tmpfs', device: 'tmpfs' } });
    });
    expect(section('volumes')).toEqual({
      archive: { name: 'photos-2019', external: true },
      fast: { driver_opts: { type: 'tmpfs', device: 'tmpfs' } },
    });
    expect(ids).toEqual([]);
  });

  it('that a proxy serves is read-only there, and mounted once for several routes', () => {
    const { service } = synth((stack) => {
      const uploads = new DataVolume(stack, 'uploads');
      const proxy = new ReverseProxy(stack, 'proxy');
      proxy.host('a.test').files('/', uploads);
      proxy.host('b.test').files('/images/', uploads);
    });
    expect(service('proxy')['volumes']).toEqual([
      { type: 'volume', source: 'uploads', target: '/srv/uploads', read_only: true, volume: { nocopy: true } },
    ]);
  });

  const user = { uid: 1000, gid: 2000 };
  const image = Image.registry('example/app:1.0', { user, folders: ['/a', '/b'] });
  const app = (stack: Stack) =>
    new WebApp(stack, 'web', { image, port: 3000, healthCheck: HealthCheck.none('a test') });

  it('may be mounted twice by its one writer', () => {
    const { ids, service } = synth((stack) => {
      const data = new DataVolume(stack, 'data');
      const web = app(stack);
      for (const at of ['/a', '/b']) web.mount(data, { at });
    });
    expect(ids).toEqual([]);
    expect(service('web')['volumes']).toHaveLength(2);
  });

  it('belongs to the user of its writer, and a proxy that serves its files runs as that user', () => {
    const { ids, service } = synth((stack) => {
      const data = new DataVolume(stack, 'data');
      app(stack).mount(data, { at: '/a' });
      new ReverseProxy(stack, 'proxy').host('a.test').files('/', data);
    });
    expect(ids).toEqual([]);
    expect(service('proxy')['user']).toBe('1000:2000');
  });

  it('has the owner and mode that its author gives it, before any service starts that mounts it', () => {
    const { ids, service } = synth((stack) => {
      const data = new DataVolume(stack, 'data', { owner: { uid: 1000, gid: 99 }, mode: 0o750, name: 'own' });
      const lacks = Image.registry('example/lacks:1.0', { user: { uid: 1000, gid: 1000 }, probeWith: 'wget' });
      new WebApp(stack, 'web', { image: lacks, port: 3000 }).mount(data, { at: '/var/lab' });
      new Service(stack, 'reader', { image: 'busybox:1.37' }).mount(data, { at: '/data', readOnly: true });
    });
    expect(ids).toEqual([]);
    const job = service('data-owner');
    expect(job).toMatchObject({ image: 'example/lacks:1.0', restart: 'no', network_mode: 'none' });
    expect(job['entrypoint']).toEqual(['/bin/sh', '-ec', 'chown 1000:99 "$$1"\nchmod 0750 "$$1"', 'owner', '/var/lab']);
    expect(job['volumes']).toEqual([{ type: 'volume', source: 'data', target: '/var/lab' }]);
    for (const name of ['web', 'reader']) {
      expect(service(name)['depends_on']).toMatchObject({
        'data-owner': { condition: 'service_completed_successfully' },
      });
    }
  });

  it.each([
    ['owner-invalid', { owner: { uid: -1, gid: 0 } }],
    ['owner-invalid', { owner: '1000:1000' as unknown as { uid: number; gid: number } }],
    ['mode-invalid', { mode: 0o750 }],
    ['mode-invalid', { owner: { uid: 1, gid: 1 }, mode: '0750' as unknown as number }],
  ])('takes no other owner or mode: %s', (id, props) => {
    expect(synth((stack) => new DataVolume(stack, 'data', props)).ids).toEqual([`${id}: shop/data`]);
  });

  it('with an owner needs a service with an image first', () => {
    const { ids } = synth((stack) => {
      const data = new DataVolume(stack, 'data', { owner: { uid: 1, gid: 1 } });
      new Service(stack, 'web', { build: '.' }).mount(data, { at: '/data' });
    });
    expect(ids).toContain('owner-image-missing: shop/data');
  });

  it('of a database has the database as its one writer', () => {
    const { ids } = synth((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
      const image = Image.node({ source: 'app' });
      new WebApp(stack, 'backup', { image, port: 3000 }).mount(db.data, { at: '/data', readOnly: true });
      new WebApp(stack, 'web', { image, port: 3000 }).mount(db.data, { at: '/data' });
    });
    expect(ids).toEqual(['second-writer: shop/db/data']);
  });
});

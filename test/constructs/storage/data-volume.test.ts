import { Database, DataVolume, Engine, HealthCheck, Image, ReverseProxy, type Stack, WebApp } from 'compose-constructs';
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

/** Several copies of one stack on one machine, and ports that the deploying host chooses. */
import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  generate,
  ReverseProxy,
  SecretFile,
  Service,
  Stack,
  Variable,
  Worker,
} from 'compose-constructs';
import fc from 'fast-check';
import { node, registry, resultOf, sources, synth, web } from './support';

const review = Environment.development({ instance: 'review' });

/** A stack that publishes something of each kind. */
function shop(stack: Stack): { readonly url: string } {
  const app = web(stack);
  const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop', publish: { port: 5432 } });
  app.connect(db);
  new Worker(stack, 'smtp', { image: registry, publish: { port: 2525, target: 25 } });
  const { environment } = stack;
  new Service(stack, 'mail', {
    image: 'axllent/mailpit:v1.27',
    ports: [`127.0.0.1:${environment.hostPort(8025)}:8025`],
  });
  const host = new ReverseProxy(stack, 'proxy').host('shop.localhost').forward('/', app);
  return host;
}

describe('a copy of a stack', () => {
  const root = sources();
  const copy = (instance?: string) => {
    const app = new App({ root });
    const stack = new Stack(app, 'shop', {
      environment: Environment.development(instance === undefined ? {} : { instance }),
    });
    const { url } = shop(stack);
    return { stack, url, ...resultOf(generate(app)) };
  };

  it('is a project with volumes, images and secrets of its own, in the same output folder', () => {
    const { stack, generation, file, service } = copy('review');
    expect(file('compose.yaml')).toMatch(/^name: shop-review$/m);
    expect(stack.folder).toBe('shop');
    expect(service('web')['image']).toBe('shop-review-web:development');
    expect(file('compose.yaml')).toContain('secrets/shop-review/db-password');
    expect(generation.diagnostics).toEqual([]);
  });

  it('has other ports of the host, which its addresses name', () => {
    const [one, other] = [copy('review'), copy('main')];
    const portsOf = ({ section }: typeof one): readonly unknown[] =>
      Object.values(section('services')).flatMap(({ ports }) => ports ?? []);
    const published = [one, other, copy()].map((each) => portsOf(each).map((port) => String(Object(port).published)));
    expect(published[2]).toEqual(['5432', '2525', '8025', '8080']);
    expect(new Set(published.flat()).size).toBe(12);
    const proxy = review.hostPort(8080);
    expect(published[0]).toContain(String(proxy));
    expect(one.url).toBe(`http://shop.localhost:${proxy}`);
    expect(one.file('proxy/nginx.conf')).toContain(`shop.localhost:${proxy}`);
    expect(copy('review').file('compose.yaml')).toBe(one.file('compose.yaml'));
  });

  it('changes nothing of the only copy', () => {
    expect(copy().file('compose.yaml')).toMatch(/^name: shop$/m);
    expect(Environment.development().hostPort(80)).toBe(80);
    expect(Environment.production({ domain: 'shop.example' }).hostPort(80)).toBe(80);
  });

  it.each(['Review', 'a/b', '', '-x', 'x'.repeat(33), 5])('has a name that Compose takes: %j is none', (instance) => {
    const environment = Environment.development({ instance: instance as string }); // a program without types
    expect(synth((stack) => new SecretFile(stack, 'key'), { environment }).ids).toEqual(['argument-invalid: shop']);
  });

  it('has ports that are always the same, need no rights, and differ where the others do', () => {
    const port = fc.integer({ min: 1, max: 65535 });
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,31}$/);
    fc.assert(
      fc.property(name, port, fc.integer({ min: 1, max: 20_000 }), (instance, first, distance) => {
        const [one, same] = [0, 1].map(() => Environment.development({ instance }));
        const shifted = one?.hostPort(first) ?? 0;
        expect(shifted).toBe(same?.hostPort(first));
        expect(shifted).toBeGreaterThanOrEqual(10_000);
        expect(shifted).toBeLessThan(32_768);
        expect(one?.hostPort(first + distance)).not.toBe(shifted);
      }),
    );
  });
});

describe('a port of the host that is a Variable', () => {
  const port = Variable.withDefault('WEB_PORT', '8080');

  it.each<[string, (stack: Stack) => unknown, string]>([
    ['a workload', (stack) => web(stack, { publish: { port } }), 'web'],
    [
      'a database',
      (stack) => new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop', publish: { port } }),
      'db',
    ],
    ['a proxy', (stack) => new ReverseProxy(stack, 'proxy', { publish: { port } }), 'proxy'],
  ])('is written as Compose asks for it, and no instance changes it: %s', (_, build, name) => {
    const { service, ids } = synth(build, { environment: review });
    expect(ids).toEqual([]);
    expect(service(name)['ports']).toMatchObject([{ published: '${WEB_PORT:-8080}' }]);
  });

  it('has its default in addresses, and apps are told the port that the visitor asked at', () => {
    let url = '';
    const { file, ids } = synth((stack) => {
      const host = new ReverseProxy(stack, 'proxy', { publish: { port } })
        .host('shop.localhost')
        .forward('/', web(stack));
      ({ url } = host);
    });
    expect(ids).toEqual([]);
    expect(url).toBe('http://shop.localhost:8080');
    expect(file('proxy/nginx.conf')).toMatch(/set \$authority\s+"?shop\.localhost\$asked_port/);
    expect(file('proxy/nginx.conf')).toMatch(/map \$http_host \$asked_port/);
  });

  it('may have no default: then nobody but the deploying host knows it', () => {
    const required = Variable.required('WEB_PORT');
    const { service, ids } = synth((stack) => {
      const proxy = new ReverseProxy(stack, 'proxy', { publish: { port: required } });
      expect(proxy.host('shop.localhost').url).toBe('http://shop.localhost');
      new Worker(stack, 'smtp', { image: node, publish: { port: required, target: 25 } }).mount(
        new DataVolume(stack, 'mail'),
        { at: '/var/mail' },
      );
    });
    expect(ids).toEqual([]);
    expect(service('smtp')['ports']).toMatchObject([{ published: '${WEB_PORT:?}', target: 25 }]);
  });
});

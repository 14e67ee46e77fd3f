import {
  Database,
  DataVolume,
  Engine,
  Environment,
  HealthCheck,
  Image,
  Network,
  Variable,
  WebApp,
  type WebAppProps,
} from 'compose-constructs';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { type HttpClient, httpProbe } from '../../../lib/images';
import { development, node, phoenix, registry, sources, synth, web } from '../support';

describe('the environment of an app', () => {
  it('is what was written, with the port beside it', () => {
    const { service } = synth((stack) => web(stack, { environment: { GREETING: 'hello' } }));
    expect(service('web')['environment']).toEqual({ PORT: '3000', GREETING: 'hello' });
  });

  it('keeps every character: dollars, quotes and line breaks arrive as they are', () => {
    // the environment of a process cannot hold NUL
    const value = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0'));
    const values = fc.array(fc.oneof(value, fc.constantFrom('$HOME', '${X:?}', '$$', '"\'', 'a\nb', ' x ', '1_000')));
    const root = sources();
    fc.assert(
      fc.property(values, (texts) => {
        const environment = Object.fromEntries(texts.map((text, index) => [`V${index}`, text]));
        const { service } = synth((stack) => web(stack, { environment }), { root });
        // Compose reads $$ as a dollar: https://docs.docker.com/reference/compose-file/interpolation/
        const read = Object.entries(service('web')['environment'] as Record<string, string>).map(([name, text]) => {
          expect(text.replaceAll('$$', '')).not.toContain('$');
          return [name, text.replaceAll('$$', '$')];
        });
        expect(Object.fromEntries(read)).toEqual({ PORT: '3000', ...environment });
      }),
      { numRuns: 50 },
    );
  });

  it('takes a value of the deploying shell as a Variable', () => {
    const { service } = synth((stack) => web(stack, { environment: { LEVEL: Variable.withDefault('LEVEL', 'info') } }));
    expect(service('web')['environment']).toMatchObject({ LEVEL: '${LEVEL:-info}' });
  });

  it('cannot set PORT to something else than `port`, where health check and proxy ask', () => {
    const { ids, diagnostics } = synth((stack) => web(stack, { environment: { PORT: '5000' } }));
    expect(ids).toEqual(['port-variable: shop/web']);
    expect(diagnostics[0]?.remedy).toContain('health check and proxy ask at `port`');
  });

  it('can override what the image sets', () => {
    const { service } = synth((stack) => web(stack, { image: phoenix, environment: { PHX_SERVER: 'false' } }));
    expect(service('web')['environment']).toMatchObject({ PHX_SERVER: 'false' });
  });

  it('does not give the port to the migration, which listens to nothing', () => {
    const { service } = synth((stack) => web(stack, { migrate: { command: ['x'] }, environment: { A: 'b' } }));
    expect(service('web-migrate')['environment']).toEqual({ A: 'b' });
  });
});

describe('a port', () => {
  it.each([0, -1, 65536, 1.5, Number.NaN])('of %p is an error', (port) => {
    expect(synth((stack) => web(stack, { port })).ids).toEqual(['port-invalid: shop/web']);
    expect(synth((stack) => web(stack, { publish: { port } })).ids).toEqual(['port-invalid: shop/web']);
  });
});

describe('the health check of an app', () => {
  const httpProbeOf = (client: HttpClient) => [
    'CMD',
    ...httpProbe(client, { port: 3000, path: '/', host: 'localhost:3000' }),
  ];

  const test = (props: Partial<WebAppProps>): readonly string[] => {
    const health = synth((stack) => web(stack, props)).service('web')['healthcheck'];
    // Compose reads $$ as a dollar
    return (health as { readonly test: readonly string[] }).test.map((word) => word.replaceAll('$$', '$'));
  };

  it('asks a Node app with Node, because the slim image has neither curl nor wget', () => {
    const [, ...words] = test({ healthCheck: HealthCheck.http('/health') });
    expect(words.slice(0, 2)).toEqual(['node', '--eval']);
    expect(words.slice(-3)).toEqual(['localhost:3000', '3000', '/health']);
  });

  it('asks a Phoenix app with bash, because plain Debian has neither curl nor wget', () => {
    expect(test({ image: phoenix })).toEqual(httpProbeOf('bash'));
  });

  it.each(['bash', 'curl', 'node', 'python', 'wget'] as const)(
    'asks an app of a registry with %s if its image has that',
    (client) => {
      expect(test({ image: Image.registry('acme/web:1', { probeWith: client }) })).toEqual(httpProbeOf(client));
    },
  );

  it('asks for the name that the app knows', () => {
    const words = test({ healthCheck: HealthCheck.http('/health', { host: 'shop.example' }) });
    expect(words.slice(-3)).toEqual(['shop.example', '3000', '/health']);
  });

  it.each(['', 'https://shop.example', 'shop.example/', 'a b', 'x\r\nX-A: b', 'é.example'])(
    'cannot ask for the host %j',
    (host) => {
      expect(synth((stack) => web(stack, { healthCheck: HealthCheck.http('/', { host }) })).ids).toEqual([
        'health-host-invalid: shop/web',
      ]);
    },
  );

  it('with a program that is none of them is an error, as without one', () => {
    const probeWith = 'telnet' as 'curl'; // a program without types can name any
    expect(synth((stack) => web(stack, { image: Image.registry('acme/web:1', { probeWith }) })).ids).toEqual([
      'health-check-unknown: shop/web',
      'argument-invalid: shop/web',
    ]);
  });

  it('is an error for an image that nobody knows, which says both ways out', () => {
    const { ids, diagnostics } = synth((stack) => web(stack, { image: Image.registry('acme/web:1') }));
    expect(ids).toEqual(['health-check-unknown: shop/web']);
    expect(diagnostics[0]?.remedy).toMatch(/HealthCheck\.command.*HealthCheck\.none/);
  });

  it('can be a command', () => {
    expect(test({ image: Image.registry('a/b:1'), healthCheck: HealthCheck.command(['/web', 'ok']) })).toEqual([
      'CMD',
      '/web',
      'ok',
    ]);
  });

  it('can be none: whoever depends on the app then waits for its start only', () => {
    const { service, ids } = synth((stack) => {
      const silent = web(stack, { image: Image.registry('a/b:1'), healthCheck: HealthCheck.none('a queue') }, 'silent');
      web(stack).connect(silent);
    });
    expect(ids).toEqual([]);
    expect(service('silent')['healthcheck']).toBeUndefined();
    expect(service('web')['depends_on']).toEqual({ silent: { condition: 'service_started' } });
  });

  it.each(['health', '', '/a b', '/é', '/a\nb', 'http://x/'])('cannot ask for %j', (path) => {
    expect(synth((stack) => web(stack, { healthCheck: HealthCheck.http(path) })).ids).toEqual([
      'health-path-invalid: shop/web',
    ]);
  });

  it('is asked often while the app starts, so that nobody waits longer than needed', () => {
    expect(synth((stack) => web(stack)).service('web')['healthcheck']).toMatchObject({
      start_interval: '500ms',
      interval: '10s',
    });
  });
});

describe('the way in and out', () => {
  it('is none unless asked for', () => {
    const { service, section } = synth((stack) => web(stack));
    expect(service('web')['ports']).toBeUndefined();
    expect(section('networks')).toEqual({ 'web-private': Network.closed });
  });

  it('is a port of the host that only the host reaches, unless said otherwise', () => {
    const ports = (publish: WebAppProps['publish']) =>
      synth((stack) => web(stack, publish ? { publish } : {})).service('web')['ports'];
    expect(ports({ port: 80 })).toEqual([{ target: 3000, published: '80', host_ip: '127.0.0.1', protocol: 'tcp' }]);
    expect(ports({ port: 80, address: '0.0.0.0' })).toMatchObject([{ host_ip: '0.0.0.0' }]);
  });

  it.each([{ internet: true }, { publish: { port: 8080 } }])('takes a network that is not internal: %j', (props) => {
    const { service, section } = synth((stack) => web(stack, props));
    expect(Object.keys(service('web')['networks'] ?? {})).toEqual(['web-private', 'web-public']);
    expect(section('networks')['web-public']).toEqual({});
  });
});

describe('the image of an app', () => {
  const imageOf = (environment: Environment, id = 'web') =>
    synth((stack) => web(stack, {}, id), { environment }).service(id)['image'];

  it('is named after stack and app, and tagged with the environment', () => {
    expect(imageOf(development)).toBe('shop-web:development');
    expect(imageOf(Environment.development({ name: 'ci' }))).toBe('shop-web:ci');
  });

  it('is named after registry and a version that the deploying shell knows', () => {
    const tag = Variable.required('TAG', 'the version to deploy');
    const environment = Environment.production({ domain: 'kitt.eh', registry: 'ghcr.io/acme', tag });
    expect(imageOf(environment)).toBe('ghcr.io/acme/shop-web:${TAG:?the version to deploy}');
  });

  it.each(['Web', 'web_', 'a..b', 'a___b'])('cannot be named after the id %j', (id) => {
    expect(synth((stack) => web(stack, {}, id)).ids).toEqual([`image-name-invalid: shop/${id}`]);
  });

  it.each(['https://ghcr.io', 'ghcr.io/acme/', 'ghcr.io/Acme', '', 'ghcr.io/a b'])('cannot be in %j', (registry) => {
    const environment = Environment.production({ domain: 'kitt.eh', registry });
    expect(synth((stack) => web(stack), { environment }).ids).toEqual(['registry-invalid: shop/web']);
  });

  it.each(['', '.x', 'a b', 'a/b', 'é', 'x'.repeat(129)])('cannot have the tag %j', (tag) => {
    const environment = Environment.production({ domain: 'kitt.eh', tag });
    expect(synth((stack) => web(stack), { environment }).ids).toEqual(['image-tag-invalid: shop/web']);
  });

  it('of a registry is taken as it is', () => {
    const { service } = synth((stack) => web(stack, { image: registry }));
    expect(service('web')).toMatchObject({ image: 'ghcr.io/acme/web:1.4' });
    expect(service('web')['build']).toBeUndefined();
    expect(service('web')['user']).toBeUndefined();
  });
});

describe('an app inside a construct of the user', () => {
  class Suite extends Construct {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      const app = new WebApp(this, 'web', { image: node, port: 3000, migrate: { command: ['x'] } });
      app.connect(new Database(this, 'db', { engine: Engine.postgres('17'), database: 'shop' }));
      app.mount(new DataVolume(this, 'uploads'), { at: '/data' });
    }
  }

  it('has names that begin with the construct, and two of them do not meet', () => {
    const { ids, section, service, file } = synth((stack) => {
      new Suite(stack, 'one');
      new Suite(stack, 'two');
    });
    expect(ids).toEqual([]);
    expect(Object.keys(section('services'))).toEqual(
      ['one', 'two'].flatMap((id) => [`${id}-web`, `${id}-web-migrate`, `${id}-db`]),
    );
    expect(Object.keys(section('volumes'))).toEqual(['one-db-data', 'one-uploads', 'two-db-data', 'two-uploads']);
    expect(service('one-web')).toMatchObject({
      image: 'shop-one-web:development',
      environment: { DATABASE_HOST: 'one-db' },
      secrets: [{ source: 'one-db-password' }],
    });
    expect(file('one-web/with-secrets.sh')).toContain('@one-db:5432/shop');
    expect(file('two-web/Dockerfile')).toContain('/data');
  });

  it('that is the construct itself has its name', () => {
    class Shop extends Construct {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        new WebApp(this, 'Default', { image: node, port: 3000 });
      }
    }
    const { ids, service } = synth((stack) => new Shop(stack, 'shop'));
    expect(ids).toEqual([]);
    expect(service('shop')).toMatchObject({ image: 'shop-shop:development' });
  });
});

import {
  App,
  DataVolume,
  generate,
  Image,
  Network,
  SecretFile,
  Service,
  Stack,
  StaticSite,
  type WebApp,
  type WebAppProps,
} from 'compose-constructs';
import { development, postgres, registry, resultOf, sources, synth, web } from '../support';

describe('an app that connects to a database', () => {
  const connected = (props: Partial<WebAppProps> = {}) =>
    synth((stack) => web(stack, props).connect(postgres(stack))).service('web');

  it('finds it in variables, with the password in a file only', () => {
    expect(connected()['environment']).toEqual({
      PORT: '3000',
      DATABASE_HOST: 'db',
      DATABASE_PORT: '5432',
      DATABASE_NAME: 'shop',
      DATABASE_USER: 'shop',
      DATABASE_PASSWORD_FILE: '/run/secrets/db-password',
    });
    expect(connected()['secrets']).toEqual([{ source: 'db-password' }]);
  });

  it('starts when the database is healthy', () => {
    expect(connected()['depends_on']).toEqual({ db: { condition: 'service_healthy' } });
  });

  it('meets it in a network of its own without a way out', () => {
    const { service, section } = synth((stack) => web(stack).connect(postgres(stack)));
    expect(Object.keys(service('web')['networks'] ?? {})).toEqual(['web-private', 'db-private']);
    expect(Object.keys(service('db')['networks'] ?? {})).toEqual(['db-private']);
    expect(section('networks')).toEqual({ 'web-private': Network.closed, 'db-private': Network.closed });
  });

  it('gets its URL when its process starts, from the script before its own command', () => {
    const { service, file } = synth((stack) => web(stack).connect(postgres(stack)));
    expect(service('web')).toMatchObject({
      entrypoint: ['/bin/sh', '/usr/local/bin/with-secrets'],
      command: ['node', '.'],
      configs: [{ source: 'web-start', target: '/usr/local/bin/with-secrets' }],
    });
    expect(file('web/with-secrets.sh')).toContain(
      'DATABASE_URL=postgres://shop:"$(encoded /run/secrets/db-password)"@db:5432/shop\n',
    );
  });

  it('reads its password from the file alone if it says so, without a script or a shell', () => {
    const { service, ids } = synth((stack) => {
      const app = web(stack, { image: Image.registry('acme/web:1', { probeWith: 'curl' }) });
      app.connect(postgres(stack), { secrets: 'file' });
    });
    expect(ids).toEqual([]);
    expect(service('web')).not.toHaveProperty('entrypoint');
    expect(service('web')).not.toHaveProperty('configs');
    expect(service('web')['environment']).toMatchObject({ DATABASE_PASSWORD_FILE: '/run/secrets/db-password' });
  });

  it('may start before what it connects to, so that two apps can call each other', () => {
    const { service, ids } = synth((stack) => {
      const [shop, prices] = [web(stack), web(stack, {}, 'prices')];
      shop.connect(prices);
      prices.connect(shop, { as: 'SHOP', wait: false });
    });
    expect(ids).toEqual([]);
    expect(service('web')['depends_on']).toEqual({ prices: { condition: 'service_healthy' } });
    expect(service('prices')).not.toHaveProperty('depends_on');
    expect(Object.keys(service('prices')['networks'] as object)).toEqual(['prices-private', 'web-private']);
  });

  it('may call it by another name, and have two of them', () => {
    const { service, file, ids } = synth((stack) => {
      const app = web(stack);
      app.connect(postgres(stack));
      app.connect(postgres(stack, 'reports'), { as: 'REPORTS' });
    });
    expect(ids).toEqual([]);
    expect(service('web')['environment']).toMatchObject({ DATABASE_HOST: 'db', REPORTS_HOST: 'reports' });
    expect(file('web/with-secrets.sh')).toContain('REPORTS_URL=');
  });

  it.each([
    ['the same one twice', 'db'],
    ['two under one name', 'other'],
  ])('gets one error for %s, migration or not', (_, second) => {
    const { ids, diagnostics } = synth((stack) => {
      const app = web(stack, { migrate: { command: ['x'] } });
      const db = postgres(stack);
      app.connect(db);
      app.connect(second === 'db' ? db : postgres(stack, second));
    });
    expect(ids).toEqual(['environment-set-twice: shop/web']);
    expect(diagnostics[0]?.message).toContain('"DATABASE_HOST"');
    expect(diagnostics[0]?.remedy).toContain('{ as: "REPORTS" }');
  });

  it('gets an error if a variable of the connection is written in its environment', () => {
    const { ids } = synth((stack) =>
      web(stack, { environment: { DATABASE_URL: 'postgres://db.example' } }).connect(postgres(stack)),
    );
    expect(ids).toEqual(['environment-set-twice: shop/web']);
  });

  it.each(['A B', 'X;id;Y', '$(id)', '9', 'A\nB', 'É'])('cannot call it %j, which a shell could not set', (as) => {
    const { ids } = synth((stack) => web(stack).connect(postgres(stack), { as }));
    expect(new Set(ids)).toEqual(new Set(['variable-invalid: shop/web']));
  });
});

describe('an app that connects to another one', () => {
  it('finds it in a variable named after it, in its network, when it is healthy', () => {
    const { service } = synth((stack) => {
      const api = web(stack, { port: 4000 }, 'price-api');
      const assets = new StaticSite(stack, 'assets', { image: Image.files({ source: 'site' }) });
      const app = web(stack);
      app.connect(api);
      app.connect(assets, { as: 'CDN' });
    });
    expect(service('web')).toMatchObject({
      environment: { PRICE_API_URL: 'http://price-api:4000', CDN_URL: 'http://assets:8080' },
      depends_on: { 'price-api': { condition: 'service_healthy' }, assets: { condition: 'service_healthy' } },
      networks: { 'web-private': {}, 'price-api-private': {}, 'assets-private': {} },
    });
    expect(service('web')['entrypoint']).toBeUndefined();
  });

  it('needs another name for one whose id begins with a digit', () => {
    const build = (as?: string) =>
      synth((stack) => web(stack).connect(web(stack, {}, '2fa'), as === undefined ? {} : { as }));
    expect(build().ids).toEqual(['variable-invalid: shop/web']);
    expect(build().diagnostics[0]?.remedy).toContain('{ as:');
    expect(build('TWO_FACTOR').ids).toEqual([]);
  });

  it('hears about a circle, named whole', () => {
    const { ids, diagnostics } = synth((stack) => {
      const [one, other] = [web(stack, {}, 'one'), web(stack, {}, 'other')];
      one.connect(other);
      other.connect(one);
    });
    expect(ids).toEqual(['service-cycle: shop/one']);
    expect(diagnostics[0]?.message).toContain('one → other → one');
  });
});

describe('a volume that an app mounts', () => {
  it('is writable, and in an image built here belongs to the user that the app runs as', () => {
    const { service, file, ids } = synth((stack) =>
      web(stack).mount(new DataVolume(stack, 'uploads'), { at: '/var/up loads' }),
    );
    expect(ids).toEqual([]);
    expect(service('web')).toMatchObject({
      user: '1000:1000',
      volumes: [{ type: 'volume', source: 'uploads', target: '/var/up loads' }],
    });
    expect(file('web/Dockerfile')).toContain("RUN install --directory --owner=1000 --group=1000 '/var/up loads'\n");
  });

  it('has one writer: a second one is an error that shows the first', () => {
    const { ids, diagnostics } = synth((stack) => {
      const uploads = new DataVolume(stack, 'uploads');
      web(stack).mount(uploads, { at: '/data' });
      web(stack, {}, 'worker').mount(uploads, { at: '/data' });
    });
    expect(ids).toEqual(['second-writer: shop/uploads']);
    expect(diagnostics[0]?.remedy).toContain('{ readOnly: true }');
    expect(diagnostics[0]?.related).toMatchObject([{ message: 'the first writer', path: 'shop/web' }]);
  });

  it('may have any number of readers', () => {
    const { ids, service } = synth((stack) => {
      const uploads = new DataVolume(stack, 'uploads');
      web(stack).mount(uploads, { at: '/data' });
      for (const id of ['a', 'b']) web(stack, {}, id).mount(uploads, { at: '/data', readOnly: true });
    });
    expect(ids).toEqual([]);
    expect(service('b')['volumes']).toMatchObject([{ read_only: true }]);
  });

  it('may be mounted twice by its writer', () => {
    const { ids } = synth((stack) => {
      const uploads = new DataVolume(stack, 'uploads');
      const app = web(stack);
      app.mount(uploads, { at: '/a' });
      app.mount(uploads, { at: '/b' });
    });
    expect(ids).toEqual([]);
  });

  it('may not be writable in an image that we did not build, which is a warning with the remedy', () => {
    const build = (image: Image) =>
      synth((stack) => web(stack, { image }).mount(new DataVolume(stack, 'uploads'), { at: '/data' }));
    const user = { uid: 1001, gid: 1001 };
    const { diagnostics } = build(Image.registry('a/b:1', { probeWith: 'curl', user }));
    expect(diagnostics).toMatchObject([{ id: 'folder-not-writable', severity: 'warning', path: 'shop/web' }]);
    expect(diagnostics[0]?.message).toContain('user 1001');
    expect(diagnostics[0]?.remedy).toContain('{ folders: ["/data"] }');
    expect(build(Image.registry('a/b:1', { probeWith: 'curl', user, folders: ['/data'] })).ids).toEqual([]);
    expect(build(Image.registry('a/b:1', { probeWith: 'curl', user: { uid: 0, gid: 0 } })).ids).toEqual([]);
    expect(build(Image.registry('a/b:1', { probeWith: 'curl' })).ids).toEqual(['folder-not-writable: shop/web']);
  });

  it('is not warned about where it is only read', () => {
    const { ids } = synth((stack) =>
      web(stack, { image: registry }).mount(new DataVolume(stack, 'uploads'), { at: '/data', readOnly: true }),
    );
    expect(ids).toEqual([]);
  });

  it.each([undefined, {}, { at: 'data' }, { at: 7 }])('cannot appear at %j', (options) => {
    const { ids } = synth((stack) => web(stack).mount(new DataVolume(stack, 'uploads'), options as { at: string }));
    expect(ids).toEqual(['target-not-absolute: shop/web']);
  });
});

describe('a secret of an app', () => {
  it('is a file and nothing else unless asked for', () => {
    const { service } = synth((stack) => web(stack).readSecret(new SecretFile(stack, 'key')));
    expect(service('web')['secrets']).toEqual([{ source: 'key' }]);
    expect(service('web')['environment']).toEqual({ PORT: '3000' });
  });

  it.each(['a-b', 'A B', '1A', 'A;id', 'A\nB', ''])('cannot become the variable %j', (name) => {
    for (const options of [{ variable: name }, { fileVariable: name }]) {
      const { ids } = synth((stack) => web(stack).readSecret(new SecretFile(stack, 'key'), options));
      expect(ids).toEqual(['variable-invalid: shop/web']);
    }
  });

  it.each([
    ['PORT', {}],
    ['KEY', { environment: { KEY: 'literal' } }],
  ])('cannot become %s, which has a value', (variable, props) => {
    const { ids } = synth((stack) => web(stack, props).readSecret(new SecretFile(stack, 'key'), { variable }));
    expect(ids).toEqual(['environment-set-twice: shop/web']);
  });

  it('cannot become a variable that another secret is', () => {
    const { ids } = synth((stack) => {
      const app = web(stack);
      for (const id of ['one', 'other']) app.readSecret(new SecretFile(stack, id), { variable: 'KEY' });
    });
    expect(ids).toEqual(['environment-set-twice: shop/web']);
  });
});

describe('a verb that is given something else', () => {
  // a program without types passes anything
  const wrong = (value: unknown): never => value as never;
  const verbs: Readonly<Record<string, (app: WebApp, value: unknown) => void>> = {
    connect: (app, value) => app.connect(wrong(value)),
    mount: (app, value) => app.mount(wrong(value), { at: '/data' }),
    readSecret: (app, value) => app.readSecret(wrong(value)),
  };

  it.each(Object.entries(verbs))('%s: a name, nothing, a number or another construct is an error', (verb, call) => {
    for (const value of ['db', undefined, null, 7, {}, []]) {
      const { ids, diagnostics } = synth((stack) => call(web(stack), value));
      expect(ids).toEqual(['not-a-construct: shop/web']);
      expect(diagnostics[0]?.message).toMatch(new RegExp(`^${verb} was given `));
    }
    const { diagnostics } = synth((stack) => call(web(stack), new Service(stack, 'cache', { image: 'valkey:8' })));
    expect(diagnostics[0]?.message).toContain('"shop/cache", a Service,');
    expect(synth((stack) => call(web(stack), 'db')).diagnostics[0]?.remedy).toBe(
      'Pass the construct itself, not its name.',
    );
  });

  it('a construct of another stack is an error that names both', () => {
    const app = new App({ root: sources() });
    const [one, other] = ['one', 'other'].map((id) => new Stack(app, id, { environment: development }));
    if (!one || !other) throw new Error('two stacks');
    const own = web(one);
    own.connect(postgres(other));
    own.mount(new DataVolume(other, 'uploads'), { at: '/data' });
    own.readSecret(new SecretFile(other, 'key'));
    const { ids, diagnostics } = resultOf(generate(app));
    expect(ids).toEqual(['other-stack: one/web', 'other-stack: one/web', 'other-stack: one/web']);
    expect(diagnostics[0]?.message).toContain('belongs to stack "other" and not to "one"');
  });
});

import { type Environment, Image, Network, SecretFile, type Stack, type WebApp } from 'compose-constructs';
import { development, node, phoenix, postgres, production, registry, synth, web } from '../support';

describe('a migration', () => {
  const migrated = (environment: Environment) =>
    synth(
      (stack) => {
        const app = web(stack, { migrate: { command: ['node', 'migrate.js'] } });
        app.connect(postgres(stack));
        app.readSecret(new SecretFile(stack, 'key'), { fileVariable: 'KEY_FILE' });
      },
      { environment },
    );

  it('reaches the data and nothing else, with the settings of the app', () => {
    const { service } = synth((stack) => {
      const app = web(stack, { migrate: { command: ['node', 'migrate.js'] } });
      app.connect(postgres(stack));
      app.connect(web(stack, {}, 'prices'));
    });
    const migration = service('web-migrate');
    expect(Object.keys(migration['networks'] as object)).toEqual(['db-private']);
    expect(Object.keys(migration['depends_on'] as object)).toEqual(['db']);
    expect(migration['environment']).toMatchObject({ DATABASE_HOST: 'db', PRICES_URL: 'http://prices:3000' });
  });

  it('runs before the app in development, once, and the app waits for its success', () => {
    const { service } = migrated(development);
    expect(service('web-migrate')['profiles']).toBeUndefined();
    expect(service('web-migrate')).toMatchObject({ command: ['node', 'migrate.js'], restart: 'no' });
    expect(service('web')['depends_on']).toEqual({
      'web-migrate': { condition: 'service_completed_successfully' },
      db: { condition: 'service_healthy' },
    });
  });

  it('never runs by itself in production, where the app does not wait for it', () => {
    const { service } = migrated(production);
    expect(service('web-migrate')).toMatchObject({ profiles: ['migrate'], restart: 'no' });
    expect(service('web')['depends_on']).toEqual({ db: { condition: 'service_healthy' } });
    expect(service('web')['restart']).toBe('unless-stopped');
  });

  it.each([development, production])(
    'has the image, the database and the secrets of the app ($name)',
    (environment) => {
      const { service } = migrated(environment);
      const [app, migration] = [service('web'), service('web-migrate')];
      for (const key of [
        'image',
        'user',
        'secrets',
        'configs',
        'entrypoint',
        'read_only',
        'cap_drop',
        'security_opt',
      ]) {
        expect([key, migration[key]]).toEqual([key, app[key]]);
      }
      expect(migration['depends_on']).toEqual({ db: { condition: 'service_healthy' } });
      expect(migration['networks']).toEqual({ 'db-private': {} });
      expect(migration['environment']).toMatchObject({ DATABASE_HOST: 'db', KEY_FILE: '/run/secrets/key' });
      expect(migration['build']).toBeUndefined();
      expect(migration['ports']).toBeUndefined();
    },
  );

  it('of an app without any connection has no way out either', () => {
    const { service, section } = synth((stack) => web(stack, { migrate: { command: ['x'] } }));
    expect(service('web-migrate')['networks']).toEqual({ 'web-private': {} });
    expect(section('networks')).toEqual({ 'web-private': Network.closed });
  });
});

describe('what an app runs', () => {
  const images: Readonly<Record<string, { readonly image: Image; readonly own: readonly string[] }>> = {
    node: { image: node, own: ['node', '.'] },
    'node with a command': { image: Image.node({ source: 'app', command: ['node', 'a.js'] }), own: ['node', 'a.js'] },
    phoenix: { image: phoenix, own: ['/app/bin/kitteh', 'start'] },
    registry: { image: registry, own: ['/web'] },
    'registry with an entrypoint': {
      image: Image.registry('a/b:1', { probeWith: 'curl', entrypoint: ['/entry', '--'], command: ['serve'] }),
      own: ['/entry', '--', 'serve'],
    },
  };
  const secret = (app: WebApp, stack: Stack) => app.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });

  it.each(Object.entries(images))("is the image's own affair without secrets in variables: %s", (_, { image }) => {
    const { service } = synth((stack) => {
      const app = web(stack, { image });
      app.readSecret(new SecretFile(stack, 'key'), { fileVariable: 'KEY_FILE' });
    });
    for (const key of ['entrypoint', 'command', 'configs']) expect(service('web')[key]).toBeUndefined();
  });

  it.each(Object.entries(images))('is the script and then what the image would run: %s', (_, { image, own }) => {
    const { service } = synth((stack) => secret(web(stack, { image }), stack));
    expect(service('web')).toMatchObject({ entrypoint: ['/bin/sh', '/usr/local/bin/with-secrets'], command: own });
  });

  it.each(Object.entries(images))('is `command` instead, behind what the image puts before it: %s', (_, { image }) => {
    const plain = synth((stack) => web(stack, { image, command: ['do', '$it'] })).service('web');
    expect(plain['command']).toEqual(['do', '$$it']);
    expect(plain['entrypoint']).toBeUndefined();
    const scripted = synth((stack) => secret(web(stack, { image, command: ['do'] }), stack)).service('web');
    expect(scripted['command']).toEqual([...image.entrypoint, 'do']);
  });

  it('must be known where a secret becomes a variable', () => {
    const unknown = Image.registry('a/b:1', { probeWith: 'curl' });
    const { ids, diagnostics } = synth((stack) => secret(web(stack, { image: unknown }), stack));
    expect(ids).toEqual(['command-unknown: shop/web']);
    expect(diagnostics[0]?.remedy).toContain('{ command: […] }');
    expect(synth((stack) => secret(web(stack, { image: unknown, command: ['x'] }), stack)).ids).toEqual([]);
  });
});

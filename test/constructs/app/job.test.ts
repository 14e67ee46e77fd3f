import { DataVolume, Job, type JobProps, SecretFile, WebApp } from 'compose-constructs';
import { development, node, postgres, production, project, registry, synth, web } from '../support';

const job = (props: Partial<JobProps> = {}, environment = development) =>
  synth((stack) => new Job(stack, 'import', { image: node, command: ['node', 'import.js'], ...props } as JobProps), {
    environment,
  });

describe('a job', () => {
  it.each([development, production])('ends, and is never started again ($name)', (environment) => {
    const { service, ids } = job({}, environment);
    expect(ids).toEqual([]);
    expect(service('import')).toMatchObject({ command: ['node', 'import.js'], restart: 'no', read_only: true });
    expect(service('import')).not.toHaveProperty('healthcheck');
  });

  it('comes before whoever starts after it, who waits until it has ended well', () => {
    const { service } = synth((stack) => {
      const app = web(stack);
      app.startAfter(new Job(stack, 'import', { image: node, command: ['node', 'import.js'] }));
    });
    expect(service('web')['depends_on']).toEqual({ import: { condition: 'service_completed_successfully' } });
  });

  it('can itself start after an app, which has to be healthy', () => {
    const { service } = synth((stack) => {
      const register = new Job(stack, 'register', { image: node, command: ['node', 'register.js'] });
      register.startAfter(web(stack));
    });
    expect(service('register')['depends_on']).toEqual({ web: { condition: 'service_healthy' } });
  });

  it('is tried again after it has failed as often as it says, which is a whole number', () => {
    expect(job({ retries: 3 }).service('import')['restart']).toBe('on-failure:3');
    expect(job({ retries: 0 }).service('import')['restart']).toBe('no');
    for (const retries of [-1, 0.5, Number.NaN]) expect(job({ retries }).ids).toEqual(['number-invalid: shop/import']);
  });

  it('may write to the volume of an app: it is no second program that keeps writing there', () => {
    const { ids } = synth((stack) => {
      const uploads = new DataVolume(stack, 'uploads');
      const seed = new Job(stack, 'seed', { image: node, command: ['node', 'seed.js'] });
      seed.mount(uploads, { at: '/var/uploads' });
      web(stack).mount(uploads, { at: '/var/uploads' });
    });
    expect(ids).toEqual([]);
  });

  it('is a client like others', () => {
    const { service } = synth((stack) => {
      const own = new Job(stack, 'import', { image: node, command: ['node', 'import.js'] });
      own.connect(postgres(stack));
    });
    expect(service('import')).toMatchObject({
      networks: { 'db-private': {} },
      depends_on: { db: { condition: 'service_healthy' } },
      entrypoint: ['/bin/sh', '/usr/local/bin/with-secrets'],
    });
  });
});

describe('a job that is like another workload', () => {
  const bootstrapped = () =>
    synth((stack) => {
      const app = web(stack, {
        environment: { LOG: 'info' },
        memory: '1g',
        labels: { a: 'b' },
        publish: { port: 3000 },
      });
      app.connect(postgres(stack));
      const bootstrap = new Job(stack, 'bootstrap', { like: app, command: ['node', 'bootstrap.js'] });
      app.readSecret(new SecretFile(stack, 'key'), { fileVariable: 'KEY_FILE' });
      app.mount(new DataVolume(stack, 'uploads'), { at: '/var/uploads' });
      app.startAfter(bootstrap);
    });

  it('has its image, environment, connections, secrets and mounts, said before it or after it', () => {
    const { service, ids } = bootstrapped();
    expect(ids).toEqual([]);
    const [app, bootstrap] = [service('web'), service('bootstrap')];
    for (const key of ['image', 'user', 'secrets', 'configs', 'entrypoint', 'read_only', 'deploy', 'volumes']) {
      expect([key, bootstrap[key]]).toEqual([key, app[key]]);
    }
    const { PORT: _, ...environment } = app['environment'] as Record<string, string>;
    expect(bootstrap['environment']).toEqual(environment);
    expect(bootstrap['command']).toEqual(['node', 'bootstrap.js']);
    expect(bootstrap['build']).toBeUndefined();
  });

  it('is not reached as that one is', () => {
    const { service } = bootstrapped();
    for (const key of ['ports', 'healthcheck']) expect(service('bootstrap')).not.toHaveProperty(key);
    expect(service('bootstrap')['labels']).not.toHaveProperty('a');
  });

  it('does not wait for itself: only the other one starts after it', () => {
    const { service } = bootstrapped();
    expect(service('web')['depends_on']).toMatchObject({ bootstrap: { condition: 'service_completed_successfully' } });
    expect(service('bootstrap')['depends_on']).toEqual({ db: { condition: 'service_healthy' } });
  });

  it('can have more than that one: a variable, a connection, a secret that becomes a variable', () => {
    const { service, file, ids } = synth((stack) => {
      const app = web(stack);
      app.connect(postgres(stack));
      const seed = new Job(stack, 'seed', { like: app, command: ['node', 'seed.js'], environment: { SEED: '1' } });
      seed.connect(web(stack, { image: registry }, 'prices'));
      seed.readSecret(new SecretFile(stack, 'token'), { variable: 'TOKEN' });
    });
    expect(ids).toEqual([]);
    expect(service('seed')['environment']).toMatchObject({ SEED: '1', PRICES_URL: 'http://prices:3000' });
    expect(service('web')['environment']).not.toHaveProperty('SEED');
    expect(service('web')['networks']).not.toHaveProperty('prices-private');
    expect(service('seed')).toMatchObject({
      entrypoint: ['/bin/sh', '/usr/local/bin/with-secrets', '/bin/sh', '/usr/local/bin/with-own-secrets'],
      command: ['node', 'seed.js'],
    });
    expect(file('seed/with-own-secrets.sh')).toContain('TOKEN="$(cat /run/secrets/token)"');
    expect(file('web/with-secrets.sh')).not.toContain('TOKEN');
  });
});

describe('a task', () => {
  const tasked = (environment = development) =>
    synth(
      (stack) => {
        const app = web(stack);
        app.task('superuser', ['node', 'superuser.js']);
        app.connect(postgres(stack));
      },
      { environment },
    );

  it.each([development, production])('runs when a person says so, and never by itself ($name)', (environment) => {
    const { service, ids } = tasked(environment);
    expect(ids).toEqual([]);
    expect(service('web-superuser')).toMatchObject({
      profiles: ['superuser'],
      command: ['node', 'superuser.js'],
      restart: 'no',
    });
    expect(service('web')['depends_on']).toEqual({ db: { condition: 'service_healthy' } });
  });

  it('has the database and the secrets of its app', () => {
    const { service } = tasked();
    const [app, task] = [service('web'), service('web-superuser')];
    for (const key of ['image', 'user', 'secrets', 'configs', 'entrypoint', 'read_only', 'cap_drop']) {
      expect([key, task[key]]).toEqual([key, app[key]]);
    }
    expect(task['networks']).toEqual({ 'db-private': {} });
  });

  it('has the variables of its app’s files, its hosts, its groups and its platform', () => {
    const root = project({ 'app/package.json': '{}', 'app/package-lock.json': '{}', 'web.env': 'A=1\n' });
    const settings = { envFile: 'web.env', extraHosts: { a: '10.0.0.1' }, groups: [44], platform: 'linux/amd64' };
    const { service, ids } = synth((stack) => web(stack, settings).task('superuser', ['node', 'superuser.js']), {
      root,
    });
    expect(ids).toEqual([]);
    for (const key of ['env_file', 'extra_hosts', 'group_add', 'platform']) {
      expect(service('web')).toHaveProperty(key);
      expect([key, service('web-superuser')[key]]).toEqual([key, service('web')[key]]);
    }
  });

  it('says in the Compose file how a person runs it', () => {
    expect(tasked().file('compose.yaml')).toContain('docker compose -f compose.yaml run --rm web-superuser');
  });

  it('says in the Compose file what it does, whatever the words are', () => {
    const { file, service } = synth((stack) => {
      web(stack).task('purge', ['node', 'purge.js'], { description: 'Deletes old orders.\nservices: {} # not\n' });
    });
    const lines = file('compose.yaml').split('\n');
    const at = lines.findIndex((line) => line.includes('Deletes old orders.'));
    expect(at).toBeGreaterThan(0);
    expect(lines.slice(at, at + 2).every((line) => line.trimStart().startsWith('#'))).toBe(true);
    expect(lines.join('\n')).toContain('run --rm web-purge');
    expect(service('web-purge')['command']).toEqual(['node', 'purge.js']);
  });

  it('is known by its name, and can be changed as an element', () => {
    const { service } = synth((stack) => {
      const app = web(stack);
      app.task('console', ['node']).override('stdin_open', true);
      expect([...app.tasks.keys()]).toEqual(['console']);
    });
    expect(service('web-console')['stdin_open']).toBe(true);
  });

  it('needs a command, and a name of its own', () => {
    const { ids } = synth((stack) => {
      const app = web(stack);
      app.task('empty', []);
      app.task('twice', ['a']);
      app.task('twice', ['b']);
    });
    expect(ids).toEqual(['command-empty: shop/web', 'id-taken: shop/web']);
  });

  it('migrate is one of them', () => {
    synth((stack) => {
      const app = new WebApp(stack, 'web', { image: node, port: 3000, migrate: { command: ['node', 'migrate.js'] } });
      expect(app.tasks.get('migrate')).toBe(app.migration);
    });
  });
});

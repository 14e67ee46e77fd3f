import {
  type Connection,
  DataVolume,
  hardened,
  Image,
  Job,
  Network,
  type Provider,
  SecretFile,
  Service,
  type Stack,
  Volume,
  Worker,
} from 'compose-constructs';
import { Construct } from 'constructs';
import { node, postgres, production, project, registry, synth, web } from '../support';

describe('a workload', () => {
  it('takes the settings that people give containers, in Compose’s words', () => {
    const root = project({ 'app/package.json': '{}', 'app/package-lock.json': '{}', 'web.env': 'A=1\n' });
    const { service, ids } = synth(
      (stack) =>
        web(stack, {
          profiles: ['tools'],
          labels: { 'traefik.enable': 'true' },
          envFile: 'web.env',
          readOnlyRoot: false,
          stopSignal: 'SIGINT',
          stopGracePeriod: '1m30s',
          platform: 'linux/amd64',
          extraHosts: { 'host.docker.internal': 'host-gateway' },
          groups: ['dialout', 44],
          timeZone: 'Europe/Berlin',
          publish: [{ port: 3000 }, { port: 9229, target: 9229 }],
        }),
      { root },
    );
    expect(ids).toEqual([]);
    expect(service('web')).toMatchObject({
      profiles: ['tools'],
      labels: { 'traefik.enable': 'true' },
      env_file: [{ path: '../../web.env' }],
      stop_signal: 'SIGINT',
      stop_grace_period: '1m30s',
      platform: 'linux/amd64',
      group_add: ['dialout', '44'],
      environment: { PORT: '3000', TZ: 'Europe/Berlin' },
    });
    expect(service('web')['extra_hosts']).toEqual({ 'host.docker.internal': 'host-gateway' });
    expect(service('web')).not.toHaveProperty('read_only');
    expect(service('web')['ports']).toMatchObject([{ target: 3000 }, { target: 9229, published: '9229' }]);
  });

  it('keeps further folders writable, in memory', () => {
    const { service } = synth((stack) => web(stack, { tmpfs: ['/app/.cache'] }));
    expect(service('web')).toMatchObject({ read_only: true, tmpfs: ['/tmp', '/app/.cache'] });
  });

  it('keeps folders in memory also where its root is writable, and then none that it did not ask for', () => {
    const { service } = synth((stack) => web(stack, { readOnlyRoot: false, tmpfs: ['/app/.cache'] }));
    expect(service('web')).toMatchObject({ tmpfs: ['/app/.cache'] });
    expect(service('web')).not.toHaveProperty('read_only');
  });

  it('keeps the capabilities that it names', () => {
    const { service } = synth((stack) => web(stack, { capabilities: ['CHOWN'] }));
    expect(service('web')).toMatchObject({ cap_drop: ['ALL'], cap_add: ['CHOWN'] });
  });

  it('that is not hardened has what its settings say, and nothing else', () => {
    const { service, ids } = synth((stack) => {
      new Worker(stack, 'plain', { image: registry, hardened: false });
      const settings = { memory: '1g', readOnlyRoot: true, tmpfs: ['/run'], capabilities: ['SYS_TIME'] };
      new Worker(stack, 'some', { image: registry, hardened: false, ...settings });
    });
    expect(ids).toEqual([]);
    const { labels: _, ...plain } = service('plain');
    expect(plain).toEqual({ image: 'ghcr.io/acme/web:1.4', network_mode: 'none' });
    expect(service('some')).toMatchObject({
      deploy: { resources: { limits: { memory: '1g' } } },
      read_only: true,
      tmpfs: ['/run'],
      cap_add: ['SYS_TIME'],
    });
    for (const key of ['cap_drop', 'security_opt', 'init', 'logging']) {
      expect(service('some')).not.toHaveProperty(key);
    }
  });

  it('that is not hardened comes back on a server like any other', () => {
    const { service } = synth((stack) => new Worker(stack, 'queue', { image: registry, hardened: false }), {
      environment: production,
    });
    expect(service('queue')['restart']).toBe('unless-stopped');
  });

  it('runs with words of its own in place of the image’s entrypoint, and so do its tasks', () => {
    const { service, ids } = synth((stack) => {
      const own = new Worker(stack, 'queue', { image: registry, entrypoint: ['tini', '--'], command: ['/queue'] });
      own.task('drain', ['/drain']);
    });
    expect(ids).toEqual([]);
    expect(service('queue')).toMatchObject({ entrypoint: ['tini', '--'], command: ['/queue'] });
    expect(service('queue-drain')).toMatchObject({ entrypoint: ['tini', '--'], command: ['/drain'] });
  });

  it('drops the command of the image with its entrypoint, as Compose does', () => {
    const image = Image.registry('acme/web:1', { entrypoint: ['/entrypoint'], command: ['/web'] });
    const started = (entrypoint?: readonly string[]) => {
      const { service, ids } = synth((stack) => {
        const own = new Worker(stack, 'queue', { image, ...(entrypoint && { entrypoint }) });
        own.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
      });
      expect(ids).toEqual([]);
      return service('queue')['command'];
    };
    expect(started()).toEqual(['/entrypoint', '/web']);
    expect(started(['/queue', '--all'])).toEqual(['/queue', '--all']);
  });

  it('joins a network together with its tasks, which answer to no name of it', () => {
    const { service, ids } = synth((stack) => {
      const network = new Network(stack, 'objects');
      const own = new Worker(stack, 'queue', { image: registry });
      own.task('drain', ['/drain']);
      own.join(network, { aliases: ['jobs'] });
      new Job(stack, 'seed', { like: own, command: ['/seed'] });
    });
    expect(ids).toEqual([]);
    expect(service('queue')['networks']).toEqual({ objects: { aliases: ['jobs'] } });
    for (const name of ['queue-drain', 'seed']) expect(service(name)['networks']).toEqual({ objects: {} });
  });

  it('has one time zone', () => {
    const unknown = synth((stack) => web(stack, { timeZone: 'Europe/Atlantis' }));
    expect(unknown.ids).toEqual(['time-zone-unknown: shop/web']);
    const twice = synth((stack) => web(stack, { timeZone: 'UTC', environment: { TZ: 'UTC' } }));
    expect(twice.ids).toEqual(['environment-set-twice: shop/web']);
  });

  it('mounts a file or folder of the host, in the syntax that every version of Compose reads alike', () => {
    const root = project({ 'app/package.json': '{}', 'app/package-lock.json': '{}', 'php.ini': '' });
    const { service, ids } = synth(
      (stack) => {
        web(stack, { image: registry }).mount('./php.ini', { at: '/etc/php.ini', readOnly: true });
      },
      { root },
    );
    expect(ids).toEqual([]);
    expect(service('web')['volumes']).toEqual([
      { type: 'bind', source: '../../php.ini', target: '/etc/php.ini', read_only: true },
    ]);
  });

  it('mounts a Volume as it mounts a DataVolume', () => {
    const { service, ids } = synth((stack) => web(stack).mount(new Volume(stack, 'cache'), { at: '/var/cache/web' }));
    expect(ids).toEqual([]);
    expect(service('web')['volumes']).toMatchObject([{ source: 'cache', target: '/var/cache/web' }]);
  });

  it('starts after a provider that has no health check as soon as that one runs', () => {
    class Bell extends Construct implements Provider<'host'> {
      readonly service = new Service(this, 'Default', { image: 'acme/bell:1' });
      readonly network = new Network(this, 'private', Network.closed);
      connection(): Connection<'host'> {
        const { service, network } = this;
        return { service, network, healthy: false, details: { host: service.name }, variables: {} };
      }
    }
    const { service, ids } = synth((stack) => {
      const bell = new Bell(stack, 'bell');
      web(stack).startAfter(bell);
    });
    expect(ids).toEqual([]);
    expect(service('web')['depends_on']).toEqual({ bell: { condition: 'service_started' } });
  });

  it('is told that a volume is not mounted by its name', () => {
    const { diagnostics } = synth((stack) => web(stack).mount('uploads', { at: '/var/uploads' }));
    expect(diagnostics.map(({ id, remedy }) => [id, remedy])).toEqual([
      ['not-a-construct', 'Pass the construct itself, not its name.'],
    ]);
  });
});

describe('variables of a client’s own choice', () => {
  const laravel = { DB_HOST: 'host', DB_DATABASE: 'database', DB_PASSWORD: 'password' } as const;

  it('stand in the place of the provider’s', () => {
    const { service, file, ids } = synth((stack) => web(stack).connect(postgres(stack), { variables: laravel }));
    expect(ids).toEqual([]);
    expect(service('web')['environment']).toEqual({ PORT: '3000', DB_HOST: 'db', DB_DATABASE: 'shop' });
    expect(file('web/with-secrets.sh')).toContain('DB_PASSWORD="$(cat /run/secrets/db-password)"\n');
    expect(file('web/with-secrets.sh')).not.toContain('DATABASE_URL');
  });

  it('can be none: the network is joined all the same', () => {
    const { service, ids } = synth((stack) => web(stack).connect(postgres(stack), { variables: {} }));
    expect(ids).toEqual([]);
    expect(service('web')['environment']).toEqual({ PORT: '3000' });
    expect(service('web')['networks']).toHaveProperty('db-private');
    expect(service('web')).not.toHaveProperty('secrets');
  });

  it('hold what the provider tells, and nothing else', () => {
    const { diagnostics } = synth((stack) => {
      // a program without types can ask for anything
      web(stack).connect(postgres(stack), { variables: { DB: 'databse' as never } });
    });
    expect(diagnostics.map(({ id, remedy }) => [id, remedy])).toEqual([['detail-unknown', 'Did you mean "database"?']]);
  });

  it('cannot hold a secret where the client reads files only', () => {
    const { ids } = synth((stack) => {
      web(stack, { image: registry }).connect(postgres(stack), { variables: laravel, secrets: 'file' });
    });
    expect(ids).toEqual(['secret-as-file-only: shop/web']);
  });

  it('need no beginning', () => {
    const { ids } = synth((stack) => web(stack).connect(postgres(stack), { variables: laravel, as: 'DB' }));
    expect(ids).toEqual(['connect-choice: shop/web']);
  });
});

describe('a Service', () => {
  const admin = (stack: Stack, props: object = {}) => new Service(stack, 'admin', { image: 'adminer:5.4', ...props });

  it('connects to a provider: network, order, variables, and the secret as a file', () => {
    const { service, ids } = synth((stack) => admin(stack).connect(postgres(stack)));
    expect(ids).toEqual([]);
    expect(service('admin')).toMatchObject({
      networks: { 'db-private': {} },
      depends_on: { db: { condition: 'service_healthy' } },
      secrets: [{ source: 'db-password' }],
      environment: { DATABASE_HOST: 'db', DATABASE_PASSWORD_FILE: '/run/secrets/db-password' },
    });
    expect(service('admin')).not.toHaveProperty('entrypoint');
  });

  it('gets a secret as a variable where its command is known', () => {
    const { service, file, ids } = synth((stack) => {
      const own = admin(stack, { entrypoint: ['entrypoint.sh'], command: ['php', '-S', '[::]:8080'] });
      own.connect(postgres(stack), { secrets: 'variable' });
      own.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
    });
    expect(ids).toEqual([]);
    expect(service('admin')).toMatchObject({
      entrypoint: ['/bin/sh', '/usr/local/bin/with-secrets'],
      command: ['entrypoint.sh', 'php', '-S', '[::]:8080'],
    });
    expect(file('admin/with-secrets.sh')).toContain('DATABASE_URL=');
    expect(file('admin/with-secrets.sh')).toContain('KEY="$(cat /run/secrets/key)"');
  });

  it.each([{}, { command: ['php'] }, { entrypoint: ['php'], command: 'a string' }])(
    'is told that a secret cannot become a variable where its command is not known: %j',
    (props) => {
      const { ids } = synth((stack) => admin(stack, props).connect(postgres(stack), { secrets: 'variable' }));
      expect(ids).toEqual(['command-unknown: shop/admin']);
    },
  );

  it('takes no variable that it has already', () => {
    const { ids } = synth((stack) => {
      admin(stack, { environment: { DATABASE_HOST: 'other' } }).connect(postgres(stack));
    });
    expect(ids).toEqual(['environment-set-twice: shop/admin']);
  });

  it('mounts constructs and paths, and reads the secrets of constructs', () => {
    const { service, ids } = synth((stack) => {
      const own = admin(stack);
      own.mount(new DataVolume(stack, 'themes'), { at: '/themes' });
      own.mount('/srv/plugins', { at: '/plugins', readOnly: true });
      expect(own.readSecret(new SecretFile(stack, 'key'), { as: 'api-key' })).toBe('/run/secrets/api-key');
    });
    expect(ids).toEqual([]);
    expect(service('admin')['volumes']).toMatchObject([{ source: 'themes' }, { type: 'bind', source: '/srv/plugins' }]);
    expect(service('admin')['secrets']).toEqual([{ source: 'key', target: 'api-key' }]);
  });

  it('can have the hardening of constructs', () => {
    const { service, ids } = synth((stack) => {
      new Service(stack, 'admin', { image: 'adminer:5.4', ...hardened(stack, { memory: '64m' }) });
      new Worker(stack, 'queue', { image: node, memory: '64m' });
    });
    expect(ids).toEqual([]);
    for (const key of ['read_only', 'tmpfs', 'cap_drop', 'security_opt', 'deploy', 'logging', 'init']) {
      expect([key, service('admin')[key]]).toEqual([key, service('queue')[key]]);
    }
  });
});

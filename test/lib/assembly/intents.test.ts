/** What a stack is for, as its assembly has it: plain data, each with the place that it comes from. */
import { Construct } from 'constructs';
import { type Intent, intend, Network, Secret, Service, type Stack, Variable, Volume } from '../../../lib';
import { diagnosticsOf, generated, lineOf } from '../tree';

const image = 'busybox:1.37';

/** The intents of a stack with this in it, by kind, without their places. */
function intentsOf(build: (stack: Stack) => unknown): Record<string, readonly object[]> {
  const { intents } = assemblyOf(build);
  return Object.fromEntries(
    Object.entries(intents).map(([kind, all]) => [kind, all.map(({ origin: _, ...rest }: { origin: object }) => rest)]),
  );
}

function assemblyOf(build: (stack: Stack) => unknown) {
  const assembly = generated(build).stacks[0]?.assembly;
  if (!assembly) throw new Error('there is no stack');
  return assembly;
}

describe('intents of a full stack', () => {
  /** One of each kind, made as constructs of a team make them. */
  function shop(stack: Stack): void {
    const backend = new Network(stack, 'backend');
    const rows = new Volume(stack, 'rows'); // ← data
    const password = new Secret(stack, 'password', { file: '/etc/shop/password' });
    const db = new Service(stack, 'db', { image, healthcheck: { test: ['CMD', 'true'] } });
    db.mount(rows, { at: '/var/lib/postgresql/data' });
    intend(stack, { kind: 'data', volume: 'rows', engine: { product: 'postgres', version: '17' } });

    const web = new Service(stack, 'web', { image });
    for (const service of [db, web]) service.join(backend);
    web.startAfter(db);
    intend(web, { kind: 'connection', from: 'web', to: 'db', network: 'backend', variables: ['DATABASE_URL'] }); // ← connection
    web.setEnvironment('DATABASE_PASSWORD_FILE', web.readSecret(password));
    intend(web, { kind: 'secret', service: 'web', secret: 'password', variable: 'DATABASE_URL' }); // ← secret

    const migrate = new Service(stack, 'migrate', { image, command: ['migrate'] });
    web.startAfter(migrate, 'service_completed_successfully');
    intend(migrate, { kind: 'job', service: 'migrate' }); // ← job

    new Service(stack, 'superuser', { image, profiles: ['superuser'] });
    const task = { kind: 'task', name: 'superuser', service: 'superuser', like: 'web', command: ['add'] } as const;
    intend(web, { ...task, description: 'Makes an account that may do everything.' }); // ← task

    intend(db, { kind: 'reach', service: 'db', from: ['web'] }); // ← reach

    const proxy = new Service(stack, 'proxy', { image });
    intend(proxy, {
      kind: 'route', // ← route
      proxy: 'proxy',
      host: 'shop.example',
      path: '/',
      url: 'https://shop.example/',
      answer: { by: 'service', service: 'web', port: 3000, stripPrefix: false },
    });
  }

  const at = (marker: string, path: string): object => ({
    origin: { path, location: { file: __filename, line: lineOf(__filename, marker), column: expect.any(Number) } },
  });

  it('arrive as data that JSON can hold, each kind with its path and place', () => {
    const { intents } = assemblyOf(shop);
    expect(JSON.parse(JSON.stringify(intents))).toEqual({
      routes: [
        {
          kind: 'route',
          proxy: 'proxy',
          host: 'shop.example',
          path: '/',
          url: 'https://shop.example/',
          answer: { by: 'service', service: 'web', port: 3000, stripPrefix: false },
          origin: { path: 'shop/proxy', location: expect.objectContaining({ line: lineOf(__filename, 'route') - 1 }) },
        },
      ],
      connections: [
        {
          kind: 'connection',
          from: 'web',
          to: 'db',
          network: 'backend',
          variables: ['DATABASE_URL'],
          waits: 'service_healthy',
          ...at('connection', 'shop/web'),
        },
      ],
      reach: [{ kind: 'reach', service: 'db', from: ['web'], ...at('reach', 'shop/db') }],
      jobs: [{ kind: 'job', service: 'migrate', before: ['web'], onDemand: false, ...at('job', 'shop/migrate') }],
      tasks: [
        {
          kind: 'task',
          name: 'superuser',
          service: 'superuser',
          like: 'web',
          command: ['add'],
          description: 'Makes an account that may do everything.',
          ...at('task', 'shop/web'),
        },
      ],
      data: [
        {
          kind: 'data',
          volume: 'rows',
          engine: { product: 'postgres', version: '17' },
          mounts: [{ service: 'db', at: '/var/lib/postgresql/data', writes: true }],
          ...at('data', 'shop/rows'),
        },
      ],
      schedules: [],
      secrets: [
        {
          kind: 'secret',
          service: 'web',
          secret: 'password',
          file: '/run/secrets/password',
          pathIn: ['DATABASE_PASSWORD_FILE'],
          valueIn: ['DATABASE_URL'],
          ...at('secret', 'shop/web'),
        },
      ],
    });
  });

  it('change nothing of the project: they stand beside it, for those who read them', () => {
    const project = (build: (stack: Stack) => unknown) => assemblyOf(build).project;
    const after = project((stack) => intend(new Service(stack, 'web', { image }), { kind: 'job', service: 'web' }));
    expect(after).toEqual(project((stack) => new Service(stack, 'web', { image })));
  });
});

describe('what elements show', () => {
  it('is a job where another service waits for its success, and none where that is of another file', () => {
    const { jobs } = intentsOf((stack) => {
      new Service(stack, 'a', { image, depends_on: { seed: { condition: 'service_completed_successfully' } } });
      new Service(stack, 'b', {
        image,
        depends_on: {
          seed: { condition: 'service_completed_successfully' },
          other: { condition: 'service_completed_successfully', required: false },
        },
      });
      new Service(stack, 'seed', { image });
    });
    expect(jobs).toEqual([{ kind: 'job', service: 'seed', before: ['a', 'b'], onDemand: false }]);
  });

  it('is when a job runs: on demand with a profile', () => {
    const { jobs } = intentsOf((stack) => {
      intend(new Service(stack, 'seed', { image, profiles: ['seed'] }), { kind: 'job', service: 'seed' });
    });
    expect(jobs).toEqual([{ kind: 'job', service: 'seed', before: [], onDemand: true }]);
  });

  it('is who mounts a volume, in every form that Compose has, and who writes to it', () => {
    const { data } = intentsOf((stack) => {
      const photos = new Volume(stack, 'photos');
      new Volume(stack, 'unused');
      new Service(stack, 'web', { image, volumes: ['./here:/here', '/tmp/anonymous'] }).mount(photos, {
        at: '/photos',
      });
      new Service(stack, 'cdn', { image }).mount(photos, { at: '/srv', readOnly: true });
      new Service(stack, 'short', { image, volumes: ['photos:/p:ro'] });
      new Service(stack, 'long', { image, volumes: [{ type: 'volume', source: 'photos', target: '/l' }] });
      new Service(stack, 'unknown', {
        image,
        volumes: [{ type: 'volume', source: 'photos', target: Variable.of('AT') }],
      });
    });
    expect(data).toEqual([
      {
        kind: 'data',
        volume: 'photos',
        mounts: [
          { service: 'web', at: '/photos', writes: true },
          { service: 'cdn', at: '/srv', writes: false },
          { service: 'short', at: '/p', writes: false },
          { service: 'long', at: '/l', writes: true },
        ],
      },
      { kind: 'data', volume: 'unused', mounts: [] },
    ]);
  });

  it('is which file a secret is read as, and which variables hold its path', () => {
    const { secrets } = intentsOf((stack) => {
      const key = new Secret(stack, 'key', { file: '/etc/key' });
      const web = new Service(stack, 'web', { image, environment: ['KEY_FILE=/run/secrets/api', 'OTHER=x'] });
      web.readSecret(key, { as: 'api' });
      new Service(stack, 'raw', { image, secrets: ['key', { source: 'key', target: '/etc/own/key' }] });
    });
    const nowhere = { pathIn: [], valueIn: [] };
    expect(secrets).toEqual([
      { kind: 'secret', service: 'web', secret: 'key', file: '/run/secrets/api', pathIn: ['KEY_FILE'], valueIn: [] },
      { kind: 'secret', service: 'raw', secret: 'key', file: '/run/secrets/key', ...nowhere },
      { kind: 'secret', service: 'raw', secret: 'key', file: '/etc/own/key', ...nowhere },
    ]);
  });

  it('has the place of an override that wrote it', () => {
    const { intents } = assemblyOf((stack) => {
      new Secret(stack, 'key', { file: '/etc/key' });
      const web = new Service(stack, 'web', { image });
      web.override('secrets', ['key']); // ← override
    });
    expect(intents.secrets[0]?.origin.location?.line).toBe(lineOf(__filename, 'override'));
  });
});

describe('an intent', () => {
  it('of an element that is missing, or in error, is left out', () => {
    const intents: Intent[] = [
      { kind: 'connection', from: 'web', to: 'gone', network: 'backend', variables: [] },
      { kind: 'connection', from: 'web', to: 'broken', network: 'backend', variables: [] },
      { kind: 'connection', from: 'web', to: 'web', network: 'gone', variables: [] },
      { kind: 'job', service: 'broken' },
      { kind: 'task', name: 'a', service: 'web', like: 'gone', command: [] },
      { kind: 'data', volume: 'gone' },
      { kind: 'secret', service: 'web', secret: 'gone', variable: 'A' },
      {
        kind: 'route',
        proxy: 'web',
        host: 'a',
        path: '/',
        url: '/',
        answer: { by: 'volume', volume: 'gone', folder: '/' },
      },
      // what every JavaScript object has is no element
      { kind: 'job', service: 'constructor' },
    ];
    const build = (stack: Stack): void => {
      const web = new Service(stack, 'web', { image });
      new Network(stack, 'backend');
      new Service(stack, 'broken', { image }).override('healthcheck', 5);
      for (const intent of intents) intend(web, intent);
    };
    expect(diagnosticsOf(build)).not.toEqual([]);
    const none = { routes: [], connections: [], reach: [], jobs: [], tasks: [], schedules: [], data: [], secrets: [] };
    expect(intentsOf(build)).toEqual(none);
  });

  it('can be recorded by any construct, in the order of the tree', () => {
    const { tasks } = intentsOf((stack) => {
      const team = new Construct(stack, 'team');
      new Service(stack, 'web', { image });
      const task = { kind: 'task', service: 'web', like: 'web', command: ['run'] } as const;
      intend(stack, { ...task, name: 'of the stack' });
      intend(team, { ...task, name: 'of a construct' });
    });
    expect(tasks?.map((task) => 'name' in task && task.name)).toEqual(['of the stack', 'of a construct']);
  });
});

/** What constructs are for reaches those who read the assembly: graph, diff, other targets. */
import { DataVolume, Job, ReverseProxy, reachableOnlyFrom, SecretFile, Worker } from 'compose-constructs';
import { node, postgres, synth, web } from './support';

const { generation, ids } = synth((stack) => {
  const db = postgres(stack);
  const app = web(stack, { migrate: { command: ['node', 'migrate.js'] } });
  app.connect(db);
  app.readSecret(new SecretFile(stack, 'key'), { variable: 'API_KEY', fileVariable: 'API_KEY_FILE' });
  app.mount(new DataVolume(stack, 'uploads'), { at: '/var/uploads' });
  app.task('superuser', ['node', 'superuser.js'], { description: 'Creates an administrator.' });
  const bootstrap = new Job(stack, 'bootstrap', { like: app, command: ['node', 'bootstrap.js'] });
  app.startAfter(bootstrap);
  new Job(stack, 'tidy', { like: bootstrap, command: ['node', 'tidy.js'], schedule: '15m' });
  const queue = new Worker(stack, 'queue', { image: node });
  queue.connect(db, { variables: { DB_HOST: 'host' } });
  new ReverseProxy(stack, 'proxy').host('shop.localhost').forward('/', app);
  reachableOnlyFrom(queue, [db, app, bootstrap]);
});
const intents = generation.stacks[0]?.assembly.intents;

/** The fields of each intent that the test is about. */
function only(keys: readonly string[], list: readonly object[] | undefined): unknown[] {
  return (list ?? []).map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => keys.includes(key))));
}

it('the stack is without a mistake', () => {
  expect(ids).toEqual([]);
});

it('a job says who starts after it', () => {
  expect(only(['service', 'before', 'onDemand'], intents?.jobs)).toEqual([
    { service: 'bootstrap', before: ['web'], onDemand: false },
    // in development a migration runs by itself
    { service: 'web-migrate', before: ['web'], onDemand: false },
  ]);
});

it('a task says what it is like, its command and what it does; a migration is one of them', () => {
  expect(only(['name', 'service', 'like', 'command', 'description'], intents?.tasks)).toEqual([
    { name: 'migrate', service: 'web-migrate', like: 'web', command: ['node', 'migrate.js'] },
    {
      name: 'superuser',
      service: 'web-superuser',
      like: 'web',
      command: ['node', 'superuser.js'],
      description: 'Creates an administrator.',
    },
  ]);
});

it('a connection says who calls whom, where they meet and which variables tell', () => {
  const connections = only(['from', 'to', 'network', 'variables'], intents?.connections);
  expect(connections).toContainEqual({
    from: 'web',
    to: 'db',
    network: 'db-private',
    variables: [
      'DATABASE_HOST',
      'DATABASE_PORT',
      'DATABASE_NAME',
      'DATABASE_USER',
      'DATABASE_PASSWORD_FILE',
      'DATABASE_URL',
    ],
  });
  expect(connections).toContainEqual({ from: 'queue', to: 'db', network: 'db-private', variables: ['DB_HOST'] });
  expect(connections).toContainEqual(expect.objectContaining({ from: 'bootstrap', to: 'db' }));
  expect(connections).toContainEqual(expect.objectContaining({ from: 'proxy', to: 'web' }));
});

it('a secret says its file, and the variables that hold the path or the value', () => {
  expect(only(['service', 'secret', 'file', 'pathIn', 'valueIn'], intents?.secrets)).toContainEqual({
    service: 'web',
    secret: 'key',
    file: '/run/secrets/key',
    pathIn: ['API_KEY_FILE'],
    valueIn: ['API_KEY'],
  });
});

it('all of it is plain data, each with its place', () => {
  const lists: readonly (readonly object[])[] = Object.values(intents ?? {});
  expect(JSON.parse(JSON.stringify(lists))).toHaveLength(8);
  for (const list of lists) {
    expect(list.length).toBeGreaterThan(0);
    for (const { origin } of list as readonly { origin: { path: string } }[]) expect(origin.path).toMatch(/^shop\//);
  }
});

/** A verb has one grammar: on a workload and on a Service, it takes the same things and says the same in the Compose file. */
import {
  Config,
  Database,
  DataVolume,
  Engine,
  HealthCheck,
  Image,
  Job,
  Network,
  ReverseProxy,
  Secret,
  SecretFile,
  Service,
  type Stack,
  Variable,
  Volume,
  WebApp,
  Worker,
} from 'compose-constructs';
import { synth } from './support';

/** Those that have the verbs. */
const ACTORS = {
  Service: (stack: Stack) => new Service(stack, 'actor', { image: 'acme/actor:1' }),
  Worker: (stack: Stack) =>
    new Worker(stack, 'actor', { image: Image.registry('acme/actor:1', { folders: ['/data'] }) }),
} as const;
type Actor = ReturnType<(typeof ACTORS)[keyof typeof ACTORS]>;

const image = Image.registry('acme/app:1', { command: ['/app'] });
const CASES: readonly (readonly [string, (stack: Stack, actor: Actor) => void, string, unknown])[] = [
  [
    'mount a DataVolume',
    (s, a) => a.mount(new DataVolume(s, 'v'), { at: '/data' }),
    'volumes',
    [{ source: 'v', target: '/data' }],
  ],
  [
    'mount a Volume',
    (s, a) => a.mount(new Volume(s, 'v'), { at: '/data' }),
    'volumes',
    [{ source: 'v', target: '/data' }],
  ],
  [
    'mount a folder',
    (_, a) => a.mount('/srv/data', { at: '/data', readOnly: true }),
    'volumes',
    [{ type: 'bind', read_only: true }],
  ],
  [
    'mount a variable',
    (_, a) => a.mount(Variable.required('DATA'), { at: '/data', readOnly: true }),
    'volumes',
    [{ target: '/data' }],
  ],
  [
    'mount without a copy',
    (s, a) => a.mount(new Volume(s, 'v'), { at: '/data', nocopy: true }),
    'volumes',
    [{ volume: { nocopy: true } }],
  ],
  [
    'read a SecretFile',
    (s, a) => a.readSecret(new SecretFile(s, 'k'), { as: 'key' }),
    'secrets',
    [{ source: 'k', target: 'key' }],
  ],
  [
    'read a Secret',
    (s, a) => a.readSecret(new Secret(s, 'k', { environment: 'K' }), { as: 'key' }),
    'secrets',
    [{ source: 'k', target: 'key' }],
  ],
  [
    'read a Config',
    (s, a) => a.readConfig(new Config(s, 'c', { content: 'a' }), { at: '/etc/c' }),
    'configs',
    [{ source: 'c', target: '/etc/c' }],
  ],
  ['join a Network', (s, a) => a.join(new Network(s, 'n'), { aliases: ['b'] }), 'networks', { n: { aliases: ['b'] } }],
  [
    'connect to a Database',
    (s, a) =>
      a.connect(new Database(s, 'db', { engine: Engine.postgres('17'), database: 'd' }), { variables: { H: 'host' } }),
    'environment',
    { H: 'db' },
  ],
  [
    'start after a Service',
    (s, a) => a.startAfter(new Service(s, 'o', { image: 'a:1', healthcheck: { test: 'ready' } })),
    'depends_on',
    { o: { condition: 'service_healthy' } },
  ],
  [
    'start after a Job',
    (s, a) => a.startAfter(new Job(s, 'o', { image })),
    'depends_on',
    { o: { condition: 'service_completed_successfully' } },
  ],
  [
    'start after a Worker',
    (s, a) => a.startAfter(new Worker(s, 'o', { image })),
    'depends_on',
    { o: { condition: 'service_started' } },
  ],
  [
    'start after a WebApp',
    (s, a) => a.startAfter(new WebApp(s, 'o', { image, port: 80, healthCheck: HealthCheck.command(['/ok']) })),
    'depends_on',
    { o: { condition: 'service_healthy' } },
  ],
  [
    'start after a Database',
    (s, a) => a.startAfter(new Database(s, 'o', { engine: Engine.postgres('17'), database: 'd' })),
    'depends_on',
    { o: { condition: 'service_healthy' } },
  ],
  [
    'start after a ReverseProxy',
    (s, a) => a.startAfter(new ReverseProxy(s, 'o')),
    'depends_on',
    { o: { condition: 'service_healthy' } },
  ],
  [
    'start under a condition',
    (s, a) => a.startAfter(new Worker(s, 'o', { image }), { required: false, restart: true }),
    'depends_on',
    { o: { condition: 'service_started', required: false, restart: true } },
  ],
];

describe.each(Object.entries(ACTORS))('the verbs of a %s', (_, make) => {
  it.each(CASES)('%s', (_name, act, property, expected) => {
    const { service, ids } = synth((stack) => act(stack, make(stack)));
    expect(ids.filter((id) => id !== 'root-writable: shop/actor')).toEqual([]);
    expect(service('actor')[property]).toMatchObject(expected as object); // a map or list of Compose
  });

  it.each([
    ['mount', (s: Stack, a: Actor) => a.mount(new Network(s, 'n') as never, { at: '/data' })],
    ['readSecret', (s: Stack, a: Actor) => a.readSecret(new Network(s, 'n') as never)],
    ['readConfig', (s: Stack, a: Actor) => a.readConfig(new Network(s, 'n') as never, { at: '/a' })],
    ['join', (s: Stack, a: Actor) => a.join(new Volume(s, 'v') as never)],
    ['connect', (s: Stack, a: Actor) => a.connect(new Network(s, 'n') as never)],
    ['startAfter', (s: Stack, a: Actor) => a.startAfter(new Network(s, 'n') as never)],
  ])('%s says what it takes when it is given something else', (_name, act) => {
    expect(synth((stack) => act(stack, make(stack))).ids).toEqual(['not-a-construct: shop/actor']);
  });
});

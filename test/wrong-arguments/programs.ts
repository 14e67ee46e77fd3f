/** A program for each public construct, element and factory that uses all of its arguments. */
import {
  App,
  Artifact,
  Backup,
  BackupTarget,
  Cache,
  ComposeConstruct,
  Config,
  type ConnectOptions,
  Database,
  type DatabaseDetail,
  type DatabaseProps,
  DataVolume,
  Engine,
  Environment,
  Extension,
  HealthCheck,
  hardened,
  Image,
  Include,
  intend,
  Job,
  Model,
  Network,
  ObjectStore,
  probe,
  Queue,
  ReverseProxy,
  reachableOnlyFrom,
  Search,
  Secret,
  SecretFile,
  SecretSource,
  Service,
  SharedFile,
  Stack,
  StaticSite,
  Tls,
  text,
  Variable,
  Volume,
  WebApp,
  type WebAppProps,
  Worker,
  Workload,
  type WorkloadProps,
} from '../../index';
import type { Given } from './places';

/** Builds something in a stack; every argument that is to be tried passes through `given`. */
export type Program = (stack: Stack, given: Given) => unknown;

const registry = (): Image =>
  Image.registry('ghcr.io/acme/web:1.4', { probeWith: 'curl', command: ['/web'], user: { uid: 1, gid: 1 } });
const node = (): Image => Image.node({ source: 'app' });
const web = (stack: Stack, props: Partial<WebAppProps> = {}): WebApp =>
  new WebApp(stack, 'web', { image: registry(), port: 3000, ...props });
const database = (stack: Stack, props: Partial<DatabaseProps> = {}): Database =>
  new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop', ...props });
const service = (stack: Stack): Service =>
  new Service(stack, 'web', { image: 'acme/web:1', entrypoint: ['/web'], command: ['serve'] });

const CONNECT: ConnectOptions<DatabaseDetail> = {
  variables: { HOST: 'host', PASSWORD: 'password' },
  wait: true,
  secrets: 'variable',
};

/** All properties that a workload can have. */
const workload = {
  environment: { A: 'b' },
  command: ['serve', '--all'],
  entrypoint: ['/bin/web'],
  internet: true,
  publish: [{ port: 8080, address: '127.0.0.1', target: 3000, protocol: 'tcp' }],
  memory: '256m',
  cpus: 0.5,
  processes: 64,
  readOnlyRoot: true,
  tmpfs: ['/app/cache'],
  capabilities: ['CHOWN'],
  profiles: ['tools'],
  labels: { team: 'shop' },
  envFile: ['./web.env'],
  stopSignal: 'SIGINT',
  stopGracePeriod: '30s',
  platform: 'linux/amd64',
  extraHosts: { host: 'host-gateway' },
  groups: ['video', 7],
  timeZone: 'Europe/Berlin',
} as const;

class Bot extends Workload {
  constructor(scope: Stack, id: string, props: WorkloadProps) {
    super(scope, id, props);
  }
}

class Own extends ComposeConstruct {}

export const PROGRAMS: Readonly<Record<string, Program>> = {
  App: (_, given) => new Stack(new App(given({ root: '/srv' })), 'shop', { environment: Environment.development() }),
  Stack: (stack, given) =>
    new Stack(
      stack.node.root as App, // every stack stands in one
      given('other'),
      given({
        environment: Environment.development(),
        name: 'other',
        folder: 'other',
        oldestCompose: '2.26',
        fragment: ['db'],
        isolation: 'pair',
        envFile: ['.env'],
      }),
    ),
  'stack.accept': (stack, given) => stack.accept(given('image-unpinned'), given('a good reason')),
  'Environment.development': (stack, given) => {
    const environment = Environment.development(
      given({ name: 'dev', registry: 'ghcr.io/acme', tag: '1', domain: 'localhost' }),
    );
    web(new Stack(stack.node.root as App, 'other', { environment }), { image: node() }); // as above
  },
  'Environment.production': (stack, given) => {
    const environment = Environment.production(
      given({ name: 'live', registry: 'ghcr.io/acme', tag: '1', domain: 'shop.example' }),
    );
    web(new Stack(stack.node.root as App, 'other', { environment }), { image: node() }); // as above
  },
  WebApp: (stack, given) =>
    new WebApp(
      stack,
      given('web'),
      given({
        ...workload,
        image: registry(),
        port: 3000,
        healthCheck: HealthCheck.http('/', { host: 'shop.example' }),
        migrate: { command: ['migrate'] },
      }),
    ),
  'WebApp, built': (stack, given) =>
    new WebApp(stack, 'web', given({ image: node(), port: 3000, publish: { port: 80, address: 'all' } })),
  'WebApp, not hardened': (stack, given) =>
    new WebApp(
      stack,
      'web',
      given({ image: registry(), port: 3000, hardened: false, readOnlyRoot: true, memory: '1g' }),
    ),
  Worker: (stack, given) =>
    new Worker(
      stack,
      given('queue'),
      given({ ...workload, image: registry(), healthCheck: HealthCheck.command(['true']) }),
    ),
  Job: (stack, given) => new Job(stack, given('job'), given({ ...workload, image: registry(), retries: 3 })),
  'Job like': (stack, given) =>
    new Job(
      stack,
      'job',
      given({ like: web(stack), command: ['x'], retries: 3, schedule: '0 3 * * *', environment: { B: 'c' } }),
    ),
  Workload: (stack, given) => new Bot(stack, given('bot'), given({ ...workload, image: registry() })),
  StaticSite: (stack, given) =>
    new StaticSite(
      stack,
      given('site'),
      given({
        image: Image.files({ source: 'site' }),
        fallback: '/index.html',
        cors: { origins: ['https://shop.example'], credentials: true },
        memory: '64m',
        cpus: 1,
        processes: 10,
      }),
    ),
  Database: (stack, given) =>
    new Database(
      stack,
      given('db'),
      given({
        engine: Engine.mariadb('11.8'),
        database: 'shop',
        user: 'seller',
        password: SecretSource.generated(),
        rootPassword: SecretSource.file('./root'),
        data: new DataVolume(stack, 'data'),
        settings: { max_connections: '10' },
        publish: { port: 3306, address: '127.0.0.1' },
        memory: '1g',
        cpus: 1,
        processes: 100,
      }),
    ),
  Queue: (stack, given) =>
    new Queue(
      stack,
      given('queue'),
      given({
        engine: Engine.rabbitmq('4.2'),
        user: 'app',
        password: SecretSource.generated(),
        virtualHost: 'shop',
        data: new DataVolume(stack, 'data'),
        settings: { channel_max: '100' },
        publish: { port: 5672, address: '127.0.0.1' },
        memory: '512m',
        cpus: 1,
        processes: 100,
      }),
    ),
  ObjectStore: (stack, given) =>
    new ObjectStore(
      stack,
      given('store'),
      given({
        engine: Engine.seaweedfs('4.48'),
        buckets: ['uploads'],
        keyId: 'app',
        secretKey: SecretSource.generated(),
        region: 'us-east-1',
        data: new DataVolume(stack, 'data'),
        settings: { 'master.volumeSizeLimitMB': '512' },
        publish: { port: 8333, address: '127.0.0.1' },
        memory: '512m',
        cpus: 1,
        processes: 100,
      }),
    ),
  Search: (stack, given) =>
    new Search(
      stack,
      given('search'),
      given({
        engine: Engine.meilisearch('v1.53'),
        password: SecretSource.generated(),
        data: new DataVolume(stack, 'data'),
        settings: { 'max-indexing-threads': '2' },
        publish: { port: 7700, address: '127.0.0.1' },
        memory: '512m',
        cpus: 1,
        processes: 100,
      }),
    ),
  'database.database': (stack, given) =>
    database(stack).database(
      given('reports'),
      given({ user: 'reporter', password: SecretSource.generated(), extensions: ['pgcrypto'] }),
    ),
  Backup: (stack, given) => {
    const to = BackupTarget.s3({
      endpoint: 'https://s3.example',
      bucket: 'shop-backups',
      prefix: 'shop',
      region: 'eu-central-1',
      keyId: 'KEY',
      secretKey: SecretSource.file('./key'),
    });
    new Backup(
      stack,
      given('backup'),
      given({
        of: [database(stack), new DataVolume(stack, 'uploads')],
        to,
        schedule: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        keep: { daily: 7, weekly: 4 },
        password: SecretSource.generated(),
        exclude: ['cache'],
        cloneFrom: 'other',
        memory: '1g',
        cpus: 1,
        processes: 100,
      }),
    );
  },
  BackupTarget: (stack, given) => {
    const of = [new DataVolume(stack, 'uploads')];
    new Backup(stack, 'folder', { of, to: BackupTarget.folder(given('/srv/backups')), schedule: '6h' });
    new Backup(stack, 'volume', { of, to: BackupTarget.volume(given(new Volume(stack, 'kept'))), keep: 'all' });
    const bucket = {
      endpoint: 'https://s3.example',
      bucket: 'shop',
      keyId: 'KEY',
      secretKey: SecretSource.file('./key'),
    };
    new Backup(stack, 'bucket', { of, to: BackupTarget.s3(given(bucket)) });
  },
  DataVolume: (stack, given) =>
    new DataVolume(
      stack,
      given('data'),
      given({ name: 'photos', labels: { a: 'b' }, owner: { uid: 1000, gid: 1000 }, mode: 0o750 }),
    ),
  SharedFile: (stack, given) => {
    const props = { writer: web(stack), at: '/run/key/key', timeout: '5m' };
    const file = new SharedFile(stack, given('key'), given(props));
    const events = new Worker(stack, 'events', { image: registry(), command: ['events'] });
    events.readFile(given(file), given({ fileVariable: 'KEY_FILE' }));
  },
  SecretFile: (stack, given) => new SecretFile(stack, given('key'), given({ source: SecretSource.environment('KEY') })),
  SecretSource: (stack, given) => {
    new SecretFile(stack, 'file', { source: SecretSource.file(given('./key')) });
    new SecretFile(stack, 'variable', { source: SecretSource.environment(given('KEY')) });
    new SecretFile(stack, 'generated', { source: SecretSource.generated(given({ length: 32 })) });
  },
  'SecretSource, by hand': (stack, given) => {
    new SecretFile(stack, 'file', { source: given({ kind: 'file', file: './key' }) });
    new SecretFile(stack, 'variable', { source: given({ kind: 'environment', variable: 'KEY' }) });
    new SecretFile(stack, 'generated', { source: given({ kind: 'generated', length: 32 }) });
  },
  'Image.registry': (stack, given) =>
    web(stack, {
      image: Image.registry(
        given('acme/web:1'),
        given({
          user: { uid: 1, gid: 1 },
          command: ['/web'],
          entrypoint: ['/init'],
          folders: ['/data'],
          tmpfs: ['/tmp'],
          probeWith: 'curl',
        }),
      ),
    }).mount(new DataVolume(stack, 'data'), { at: '/data' }),
  'Image.node': (stack, given) =>
    web(stack, {
      image: Image.node(
        given({
          source: 'app',
          version: '22',
          command: ['node', '.'],
          build: 'build',
          packages: ['curl'],
          buildPackages: ['make'],
          tmpfs: ['/tmp'],
          variables: { VITE_URL: 'x' },
          secrets: { TOKEN: SecretSource.environment('TOKEN') },
        }),
      ),
    }),
  'Image.phoenix': (stack, given) =>
    web(stack, {
      image: Image.phoenix(
        given({ source: 'kitteh', app: 'kitteh', elixir: '1.18', packages: ['curl'], assets: 'assets.deploy' }),
      ),
    }),
  'Image.files': (stack, given) =>
    new StaticSite(stack, 'site', {
      image: Image.files(
        given({
          source: 'site',
          version: '22',
          build: 'build',
          buildPackages: ['make'],
          output: 'dist',
          variables: { VITE_URL: 'x' },
          secrets: { TOKEN: SecretSource.environment('TOKEN') },
        }),
      ),
    }),
  HealthCheck: (stack, given) => {
    web(stack, { healthCheck: HealthCheck.http(given('/health'), given({ host: 'shop.example' })) });
    const worker = { image: registry(), command: ['queue'] };
    new Worker(stack, 'queue', { ...worker, healthCheck: HealthCheck.command(given(['true'])) });
    new Worker(stack, 'other', { ...worker, healthCheck: HealthCheck.none(given('it has none')) });
  },
  Engine: (stack, given) => {
    database(stack, { engine: Engine.postgres(given('17')) });
    new Database(stack, 'other', { engine: Engine.mariadb(given('11.8')), database: 'shop' });
    new Cache(stack, 'pages', { engine: Engine.valkey(given('8.1')) });
    new Cache(stack, 'sessions', { engine: Engine.redis(given('8.2')) });
    new Cache(stack, 'rest', { engine: Engine.memcached(given('1.6')) });
  },
  ReverseProxy: (stack, given) =>
    new ReverseProxy(
      stack,
      given('proxy'),
      given({
        publish: { port: 80, address: 'all', target: 8080, protocol: 'tcp' },
        tls: Tls.terminatedBy({ from: ['10.0.0.0/8'], headers: ['X-Forwarded-User'] }),
        maxHeaders: '32k',
        maxConnections: 100,
        bufferSize: '64m',
        healthPath: '/healthz',
        headersWithUnderscore: 'drop',
        ipv6: true,
        memory: '256m',
        cpus: 1,
        processes: 100,
        maxBody: '10m',
        timeout: '5m',
        idleTimeout: '2h',
        buffer: 'request',
        rateLimit: { requests: 10, per: 'second', burst: 20 },
      }),
    )
      .host('shop.example')
      .forward('/', web(stack)),
  Tls: (stack, given) =>
    new ReverseProxy(stack, 'proxy', {
      tls: Tls.terminatedBy(given({ from: ['10.0.0.0/8'], headers: ['X-Forwarded-User'] })),
    }),
  'proxy.host': (stack, given) => {
    const proxy = new ReverseProxy(stack, 'proxy');
    const host = proxy.host(given('shop.example'));
    host.forward(
      given('/api/'),
      given(web(stack)),
      given({
        stripPrefix: true,
        cors: { origins: ['https://shop.example'], credentials: false },
        passHeaders: ['X-HTTP-Method-Override'],
        maxBody: '10m',
        timeout: '5m',
        idleTimeout: '2h',
        buffer: 'none',
        rateLimit: { requests: 10, per: 'minute', burst: 20 },
      }),
    );
    host.files(
      given('/files/'),
      given(new DataVolume(stack, 'files')),
      given({ trusted: true, cache: '1h', cors: { origins: ['*'] } }),
    );
    proxy.host('www.shop.example').redirect(given(host), given({ permanent: true }));
    proxy.host('old.shop.example').redirect(given('https://shop.example'));
  },
  'web.connect': (stack, given) =>
    web(stack).connect(given(database(stack)), given<ConnectOptions<DatabaseDetail>>(CONNECT)),
  'web.connect as': (stack, given) =>
    web(stack).connect(database(stack), given({ as: 'SHOP', wait: false, secrets: 'file' })),
  'web.readSecret': (stack, given) =>
    web(stack).readSecret(
      given(new SecretFile(stack, 'key')),
      given({ variable: 'KEY', fileVariable: 'KEY_FILE', as: 'key', user: { uid: 1, gid: 1 } }),
    ),
  'web.readConfig': (stack, given) =>
    web(stack).readConfig(given(new Config(stack, 'settings', { content: 'x' })), given({ at: '/etc/settings' })),
  'web.join': (stack, given) =>
    web(stack).join(given(new Network(stack, 'backend')), given({ aliases: ['api'], priority: 1 })),
  'web.mount': (stack, given) =>
    web(stack).mount(given(new DataVolume(stack, 'data')), given({ at: '/data', readOnly: false, nocopy: true })),
  'web.startAfter': (stack, given) =>
    web(stack).startAfter(
      given(service2(stack)),
      given({ condition: 'service_started', restart: true, required: false }),
    ),
  'web.startAfter in a word': (stack, given) => web(stack).startAfter(service2(stack), given('service_started')),
  'web.task': (stack, given) =>
    web(stack).task(given('superuser'), given(['manage.py', 'createsuperuser']), given({ description: 'Makes one.' })),
  Service: (stack, given) => {
    service2(stack, 'db');
    new Network(stack, 'backend');
    new Secret(stack, 'key', { file: './key' });
    new Config(stack, 'settings', { content: 'x' });
    new Service(
      stack,
      given('web'),
      given({
        image: 'acme/web:1',
        build: { context: './app', dockerfile: 'Dockerfile', args: { A: 'b' } },
        command: ['serve'],
        environment: { A: 'b' },
        ports: ['8080:80', { target: 81, published: '81' }],
        volumes: ['./data:/data', { type: 'bind', source: './x', target: '/x' }],
        depends_on: { db: { condition: 'service_started' } },
        networks: { backend: { aliases: ['api'] } },
        healthcheck: { test: ['CMD', 'true'], interval: '10s' },
        deploy: { resources: { limits: { memory: '1g' } } },
        labels: { a: 'b' },
        secrets: ['key'],
        configs: [{ source: 'settings', target: '/settings' }],
        env_file: ['./web.env'],
        post_start: [{ command: ['x'] }],
        restart: 'always',
        user: '1:1',
        cap_drop: ['ALL'],
        cap_add: ['CHOWN'],
        tmpfs: ['/tmp'],
        read_only: false,
      }),
    );
  },
  'service verbs': (stack, given) => {
    const own = service(stack);
    own.join(given(new Network(stack, 'backend')), given({ aliases: ['api'] }));
    own.startAfter(given(service2(stack)), given({ condition: 'service_started', restart: true }));
    own.mount(given(new Volume(stack, 'data')), given({ at: '/data', readOnly: true, nocopy: true }));
    own.readConfig(given(new Config(stack, 'settings', { content: 'x' })), given({ at: '/settings' }));
    own.setEnvironment(given('NAME'), given('value'));
  },
  'service.connect': (stack, given) =>
    service(stack).connect(given(database(stack)), given<ConnectOptions<DatabaseDetail>>(CONNECT)),
  'service.readSecret': (stack, given) =>
    service(stack).readSecret(
      given(new Secret(stack, 'key', { file: './key' })),
      given({ variable: 'KEY', fileVariable: 'KEY_FILE', as: 'key', user: { uid: 1, gid: 1 } }),
    ),
  escapes: (stack, given) => {
    const own = service(stack);
    own.override(given('deploy'), given({ replicas: 2, labels: ['a=b'] }));
    own.override(given(['labels', 'a.b']), given('c'));
    own.merge(given({ environment: { DEBUG: '1' }, ports: ['127.0.0.1:9229:9229'] }));
    own.patch(given({ op: 'add', path: '/user', value: '1:1' }));
    own.accept(given('image-unpinned'), given('a good reason'));
  },
  Network: (stack, given) =>
    new Network(
      stack,
      given('backend'),
      given({ internal: true, driver_opts: { a: 'b' }, ipam: { config: [{ subnet: '10.0.0.0/24' }] } }),
    ),
  Volume: (stack, given) =>
    new Volume(stack, given('data'), given({ driver: 'local', driver_opts: { a: 'b' }, name: 'x' })),
  Secret: (stack, given) => new Secret(stack, given('key'), given({ file: './key', generate: { length: 32 } })),
  Config: (stack, given) => new Config(stack, given('settings'), given({ content: 'x' })),
  'Config of a file': (stack, given) =>
    new Config(stack, 'settings', given({ file: new Artifact(stack, 'file', { file: 'x', render: () => 'x' }) })),
  Model: (stack, given) => new Model(stack, given('llm'), given({ model: 'ai/smollm2', context_size: 10 })),
  Artifact: (stack, given) => new Artifact(stack, given('motd'), given({ file: 'web/motd', render: () => 'Welcome' })),
  'Artifact, what it renders': (stack, given) =>
    new Artifact(stack, 'motd', { file: 'web/motd', render: () => given('Welcome') }),
  Extension: (stack, given) => new Extension(stack, given('x-team'), given({ owner: ['payments'], pager: 1 })),
  Include: (stack, given) => new Include(stack, given('monitoring'), given({ path: './compose.yaml' })),
  Variable: (stack, given) =>
    web(stack, {
      environment: {
        OF: Variable.of(given('OF'), given({ braces: true })),
        REQUIRED: Variable.required(given('REQUIRED'), given('why'), given({ emptyCounts: true })),
        DEFAULT: Variable.withDefault(given('DEFAULT'), given('fallback'), given({ emptyCounts: true })),
        OPTIONAL: Variable.optional(given('OPTIONAL')),
        IF_SET: Variable.ifSet(given('IF_SET'), given('replacement'), given({ emptyCounts: true })),
        TEXT: text`a${given('b')}c${given(1)}`,
      },
    }),
  hardened: (stack, given) =>
    new Service(stack, 'web', {
      image: 'acme/web:1',
      ...hardened(
        stack,
        given({
          memory: '64m',
          cpus: 1,
          processes: 2,
          readOnlyRoot: true,
          tmpfs: ['/x'],
          capabilities: ['CHOWN'],
          ends: { retries: 2 },
        }),
      ),
    }),
  probe: (stack, given) => new Service(stack, 'web', { image: 'acme/web:1', healthcheck: probe(given(['true'])) }),
  reachableOnlyFrom: (stack, given) => {
    const [target, caller] = [service(stack), service2(stack)];
    const backend = new Network(stack, 'backend', Network.closed);
    for (const each of [target, caller]) each.join(backend);
    reachableOnlyFrom(given(target), given([caller]));
  },
  intend: (stack, given) => intend(stack, given({ kind: 'job', service: service(stack).name })),
  ComposeConstruct: (stack, given) => {
    const own = new Own(stack, given('own'));
    own.report(
      given({ id: 'x', message: 'y', remedy: 'z', severity: 'warning', related: [{ message: 'a', construct: stack }] }),
    );
    own.checkProperties(given('Own'), given({ size: 1 }), given({ size: true as const }));
    own.checkConstruct(
      given('verb'),
      given('a Stack'),
      given(stack),
      given(() => true),
    );
  },
};

function service2(stack: Stack, id = 'other'): Service {
  return new Service(stack, id, { image: 'acme/other:1', healthcheck: { test: ['CMD', 'true'] } });
}

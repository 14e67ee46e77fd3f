/** Who meets in which network, and what synth checks of it. */
import {
  Database,
  DataVolume,
  Engine,
  Image,
  Job,
  Network,
  ReverseProxy,
  reachableOnlyFrom,
  Service,
  type Stack,
  WebApp,
  Worker,
} from 'compose-constructs';
import { synth } from './support';

const image = Image.registry('acme/app:1', { user: { uid: 1000, gid: 1000 }, probeWith: 'wget', command: ['serve'] });

function shop(stack: Stack) {
  const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
  const [web, api] = ['web', 'api'].map((id) => new WebApp(stack, id, { image, port: 3000 })) as [WebApp, WebApp];
  const proxy = new ReverseProxy(stack, 'proxy');
  web.connect(db);
  api.connect(db);
  web.task('console', ['console']);
  proxy.host('shop.test').forward('/', web).forward('/api/', api);
  return { db, web, api, proxy };
}

/** The networks of each service. */
function networks(build: (stack: Stack) => unknown, isolation: 'pair' | 'provider' = 'pair') {
  const result = synth(build, { isolation });
  expect(result.ids).toEqual([]);
  const of = Object.entries(result.section('services')).map(([name, { networks = {} }]) => [
    name,
    Object.keys(networks as object).sort(),
  ]);
  return {
    of: Object.fromEntries(of) as Record<string, string[]>,
    all: Object.keys(result.section('networks')).sort(),
  };
}

const ids = (build: (stack: Stack) => unknown, isolation: 'pair' | 'provider' = 'provider') =>
  synth(build, { isolation }).diagnostics.map(({ id, message }) => `${id}: ${message}`);

describe('a stack with isolation by pairs', () => {
  it('has a closed network for each connection, and none that clients share', () => {
    const { of, all } = networks(shop);
    expect(of).toEqual({
      db: ['db-private-api', 'db-private-web'],
      web: ['db-private-web', 'web-private-proxy'],
      'web-console': ['db-private-web'],
      api: ['api-private-proxy', 'db-private-api'],
      proxy: ['api-private-proxy', 'proxy-public', 'web-private-proxy'],
    });
    expect(all).toEqual([...new Set(Object.values(of).flat())].sort());
  });

  it('keeps a network that a service joins by hand', () => {
    const { of } = networks((stack) => {
      const { db } = shop(stack);
      new Service(stack, 'backup', { image: 'busybox:1.37' }).join(db.network);
    });
    expect([of['backup'], of['db']]).toEqual([['db-private'], ['db-private', 'db-private-api', 'db-private-web']]);
  });

  it('connects a Service like any other client', () => {
    const { of } = networks((stack) => {
      const { db } = shop(stack);
      new Service(stack, 'admin', { image: 'adminer:5.4' }).connect(db);
    });
    expect(of['admin']).toEqual(['db-private-admin']);
  });

  it('leaves a provider that nobody connects to alone', () => {
    const { of } = networks((stack) => new WebApp(stack, 'web', { image, port: 3000 }));
    expect(of).toEqual({ web: ['web-private'] });
  });

  it('lets an app and its migration meet the database in one network', () => {
    const { of } = networks((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
      const web = new WebApp(stack, 'web', { image, port: 3000, migrate: { command: ['migrate'] } });
      web.connect(db);
      new ReverseProxy(stack, 'proxy').host('shop.test').forward('/', web);
    });
    expect(of['web-migrate']).toEqual(['db-private-web']);
  });

  it('leaves a migration that connects to nothing without a network', () => {
    const result = synth(
      (stack) => {
        const web = new WebApp(stack, 'web', { image, port: 3000, migrate: { command: ['migrate'] } });
        new ReverseProxy(stack, 'proxy').host('shop.test').forward('/', web);
      },
      { isolation: 'pair' },
    );
    expect(result.ids).toEqual([]);
    expect(result.service('web-migrate')['network_mode']).toBe('none');
  });

  it('lets the proxy answer visitors and no container, unless the proxy joins a network of their own', () => {
    const refusal = /if \(\$inside\) \{\s+return 403;/;
    const conf = (build: (stack: Stack) => unknown, isolation: 'pair' | 'provider') =>
      synth(build, { isolation }).file('proxy/nginx.conf');
    expect(conf(shop, 'pair')).toMatch(refusal);
    expect(conf(shop, 'provider')).not.toMatch(refusal);
    // visitors come from the gateway, whose address is known when the container runs
    expect(JSON.stringify(synth(shop, { isolation: 'pair' }).service('proxy')['command'])).toContain('/proc/net/route');
    expect(synth(shop).service('proxy')['command']).toBeUndefined();
    const site = (stack: Stack): void => {
      new ReverseProxy(stack, 'proxy').host('shop.test').files('/', new DataVolume(stack, 'files'));
    };
    expect(conf(site, 'provider')).not.toMatch(refusal);
    const joined = (stack: Stack): void => shop(stack).proxy.service.join(new Network(stack, 'edge'));
    expect(conf(joined, 'pair')).not.toMatch(refusal);
  });

  it('is a choice of two', () => {
    expect(ids(() => undefined, 'pairs' as 'pair')).toContain(
      'argument-invalid: Stack was given "pairs" as `isolation`.',
    );
  });
});

describe('a promise of who reaches a service', () => {
  it('holds in pairs, tasks of the callers included', () => {
    const build = (stack: Stack): void => {
      const { db, web, api, proxy } = shop(stack);
      reachableOnlyFrom(db, [web, api]);
      reachableOnlyFrom(web, [db, proxy]);
    };
    expect(ids(build, 'pair')).toEqual([]);
  });

  it('is broken by a client that shares a network with another', () => {
    const build = (stack: Stack): void => {
      const { db, web, proxy } = shop(stack);
      reachableOnlyFrom(web, [db, proxy]);
    };
    expect(ids(build)).toEqual([
      'reach-wider: Service "api" reaches "web" in the network "db-private", and only "db", "proxy" may reach "web".',
    ]);
  });

  it.each([
    ['the network of the host', { network_mode: 'host' }, 'through the network of the host'],
    ['the network of a caller', { network_mode: 'service:web' }, 'in the network "db-private"'],
    ['its own network', { network_mode: 'service:db' }, 'in the network of one container'],
  ])('is broken by %s', (_, props, way) => {
    const build = (stack: Stack): void => {
      const { db, web, api } = shop(stack);
      const spy = new Service(stack, 'spy', { image: 'busybox:1.37', ...props });
      if (props.network_mode === 'host') spy.accept('host-exposed', 'the test is about it');
      reachableOnlyFrom(db, [web, api]);
    };
    expect(ids(build)).toEqual([
      `reach-wider: Service "spy" reaches "db" ${way}, and only "web", "api" may reach "db".`,
    ]);
  });

  it('is broken by a published port, and by an override', () => {
    const build = (stack: Stack): void => {
      const { db, web, api } = shop(stack);
      const job = new Job(stack, 'job', { image, command: ['work'] });
      job.service.override('networks', { 'db-private': null });
      job.service.override('network_mode', undefined);
      db.service.merge({ ports: ['127.0.0.1:5433:5432'], networks: { public: null } });
      new Network(stack, 'public');
      reachableOnlyFrom(db, [web, api]);
    };
    expect(ids(build)).toEqual([
      'reach-wider: The host reaches "db" through a published port, and only "web", "api" may reach "db".',
      'reach-wider: Service "job" reaches "db" in the network "db-private", and only "web", "api" may reach "db".',
    ]);
  });

  it('is broken by a caller that has no way to it', () => {
    const build = (stack: Stack): void => {
      const { db, web, api } = shop(stack);
      const worker = new Worker(stack, 'worker', { image, command: ['work'] });
      reachableOnlyFrom(db, [web, api, worker]);
    };
    expect(ids(build)).toEqual(['reach-wider: Service "worker" may reach "db", and has no network in common with it.']);
  });

  it('names constructs and nothing else', () => {
    const build = (stack: Stack): void => {
      const { db } = shop(stack);
      reachableOnlyFrom(db, ['web' as unknown as WebApp]);
    };
    expect(ids(build)).toEqual([expect.stringMatching(/^not-a-construct: reachableOnlyFrom/)]);
  });
});

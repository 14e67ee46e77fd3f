/**
 * Who reaches whom, tried from inside of the containers: what the page "Concepts" promises about networks.
 */
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import {
  Database,
  Engine,
  Image,
  Network,
  ReverseProxy,
  Service,
  type Stack,
  WebApp,
  Worker,
} from 'compose-constructs';
import { attempt, type ComposeProject, freePort, request, run, Sources } from './support';

const busybox = Image.registry('busybox:1.37', { user: { uid: 1001, gid: 1001 }, probeWith: 'wget' });
const serve = ['httpd', '-f', '-p', '3000', '-h', '/tmp'];
const answers = ['sh', '-c', `echo here >/tmp/index.html && exec ${serve.join(' ')}`];

/** A program of the host that listens to all of its addresses. */
const host = createServer((socket) => socket.end('host\n'));
const sources = new Sources('networks');
let stack: ComposeProject;

function build(scope: Stack): void {
  const db = new Database(scope, 'db', { engine: Engine.postgres('17'), database: 'shop' });
  const api = new WebApp(scope, 'api', { image: busybox, command: answers, port: 3000 });
  const web = new WebApp(scope, 'web', { image: busybox, command: answers, port: 3000 });
  new Worker(scope, 'open', { image: busybox, command: answers, internet: true });
  const plain = new Service(scope, 'plain', { image: 'busybox:1.37', command: [...answers] });
  web.connect(api);
  for (const app of [web, api]) app.connect(db);
  plain.join(new Network(scope, 'own', Network.closed));
}

beforeAll(async () => {
  await new Promise<void>((listening) => host.listen(0, '::', listening));
  stack = sources.synthesize('networks-under-test', build);
  await stack.up();
});

afterAll(async () => {
  host.close();
  await stack?.remove();
  sources.remove();
});

/**
 * What answers to whoever asks from within a container's network. The answer counts and not the connection: a firewall
 * around the machine may take every one.
 */
async function answerTo(service: string, address: string, port: number): Promise<string> {
  const [container] = await stack.inspect(service);
  const ask = `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 ${address} ${port}`;
  const words = ['run', '--rm', '--network', `container:${container?.Id}`, 'busybox:1.37', 'sh', '-c', ask];
  const { stdout } = await attempt('docker', words);
  return /^(host|here)$/m.exec(stdout)?.[1] ?? 'nothing';
}

/** Every address that the host has, and those that it would have in the networks of a service if they were open. */
async function addressesOfHost(service: string): Promise<readonly string[]> {
  const own = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
  );
  const [container] = await stack.inspect(service);
  const names = Object.keys(container?.NetworkSettings.Networks ?? {});
  const { stdout } = await run('docker', ['network', 'inspect', ...names]);
  const subnets = [...stdout.matchAll(/"Subnet": "([\d.]+)\.\d+\//g)].map(([, start]) => `${start}.1`);
  return [...new Set([...own, ...subnets])];
}

const portOfHost = (): number => (host.address() as AddressInfo).port; // it listens by TCP

describe('a container without a way out', () => {
  it.each(['db', 'web', 'api', 'plain'])('reaches no program of the host: %s', async (service) => {
    const addresses = await addressesOfHost(service);
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) {
      expect([address, await answerTo(service, address, portOfHost())]).toEqual([address, 'nothing']);
    }
  });

  it('has no IPv6, over which the host could have an address', async () => {
    const { stdout } = await stack.exec('web', ['cat', '/proc/net/if_inet6']);
    expect(stdout).not.toContain('eth');
  });
});

describe('a stack with isolation by pairs', () => {
  let pairs: ComposeProject;
  let port: number;
  const status = async (from: string, words: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await pairs.exec(from, ['wget', '-T', '3', '-q', '-S', '-O', '-', ...words]);
    return /HTTP\/1\.1 (\d+)/.exec(`${stdout}${stderr}`)?.[1] ?? 'nothing';
  };

  beforeAll(async () => {
    port = await freePort();
    const paired = (scope: Stack): void => {
      build(scope);
      const admin = new Service(scope, 'admin', { image: 'busybox:1.37', command: [...answers] });
      admin.connect(scope.node.findChild('db') as Database);
      const site = new ReverseProxy(scope, 'proxy', { publish: { port, address: 'all' } }).host('shop.test');
      for (const id of ['web', 'api'])
        site.forward(`/${id}/`, scope.node.findChild(id) as WebApp, { stripPrefix: true });
    };
    pairs = sources.synthesize('pairs-under-test', paired, { isolation: 'pair' });
    await pairs.up();
  });
  afterAll(async () => pairs?.remove());

  it('lets a client reach its providers, and the providers alone', async () => {
    expect(await status('web', ['http://api:3000/'])).toBe('200');
    for (const client of ['web', 'api']) {
      expect(await pairs.exec(client, ['nc', '-w', '2', 'db', '5432'])).toMatchObject({ code: 0 });
    }
  });

  it('keeps two clients of one provider apart, by name and by address', async () => {
    const [api] = await pairs.inspect('api');
    const addresses = Object.values(api?.NetworkSettings.Networks ?? {}).map(({ IPAddress }) => IPAddress);
    expect(addresses).toHaveLength(3); // with db, web and the proxy
    expect(await pairs.exec('admin', ['nc', '-w', '2', 'db', '5432'])).toMatchObject({ code: 0 });
    for (const address of ['api', ...addresses]) {
      expect([address, await status('admin', [`http://${address}:3000/`])]).toEqual([address, 'nothing']);
    }
  });

  it('answers visitors through the proxy, and no container', async () => {
    const visitor = await request(port, '/api/', { host: 'shop.test' });
    expect(visitor.status).toBe(200);
    for (const inside of ['web', 'api']) {
      expect(await status(inside, ['--header', 'Host: shop.test', 'http://proxy:8080/api/'])).toBe('403');
    }
  });
});

describe('a container', () => {
  it('reaches the host if it may call the outside world', async () => {
    const [container] = await stack.inspect('open');
    const [network] = Object.values(container?.NetworkSettings.Networks ?? {});
    expect(await answerTo('open', network?.Gateway ?? '', portOfHost())).toBe('host');
  });

  it('reaches by name who it is connected to', async () => {
    expect(await answerTo('web', 'api', 3000)).toBe('here');
    expect(await stack.exec('web', ['nc', '-w', '2', 'db', '5432'])).toMatchObject({ code: 0 });
  });

  it.each([
    ['plain', 'web'],
    ['open', 'web'],
    ['open', 'plain'],
    ['db', 'plain'],
  ])('reaches nobody else, by name or by address: %s does not reach %s', async (from, to) => {
    const [container] = await stack.inspect(to);
    const networks = Object.values(container?.NetworkSettings.Networks ?? {});
    for (const address of [to, ...networks.map(({ IPAddress }) => IPAddress)]) {
      expect([address, await answerTo(from, address, 3000)]).toEqual([address, 'nothing']);
    }
  });
});

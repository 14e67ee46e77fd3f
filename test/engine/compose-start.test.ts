/** Whether `checkStart` says of two services what a real engine does when it starts them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkStart, printCompose } from '../../lib/languages/compose';
import { CommandFailed, compose, freePort } from './support';

const folder = mkdtempSync(join(tmpdir(), 'compose-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Service = Readonly<Record<string, unknown>>;

const base = { image: 'busybox:1.37', init: true, command: ['sleep', '600'] };
const LOGGED = { logging: { driver: 'json-file', options: { max_size: '10m' } } };
let count = 0;

/** What the engine has against two services, the second of which starts last; nothing if both start. */
async function refusalOf(
  services: Readonly<Record<string, Service>>,
  others: Readonly<Record<string, unknown>> = {},
): Promise<string | undefined> {
  const path = join(folder, String(++count));
  mkdirSync(path);
  writeFileSync(join(path, 'compose.yaml'), printCompose({ services, ...others }));
  const stack = compose(path);
  try {
    await stack.compose(['up', '--detach', '--quiet-pull']);
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return error.message;
  } finally {
    await stack.compose(['down', '--timeout', '0']);
  }
}

const idsOf = (services: Readonly<Record<string, Service>>): string[] => checkStart({ services }).map(({ id }) => id);

/** Two services that publish a port each; `P` is one that is free. */
const PORTS: readonly (readonly [what: string, one: string, other: string, starts: boolean])[] = [
  ['all addresses twice', 'P:80', 'P:80', false],
  ['all addresses of IPv4 and all of IPv6', '0.0.0.0:P:80', '[::]:P:80', true],
  ['all addresses of IPv6 and all of IPv4', '[::]:P:80', '0.0.0.0:P:80', true],
  ['all addresses, and all of IPv6', 'P:80', '[::]:P:80', false],
  ['all addresses, and all of IPv4', 'P:80', '0.0.0.0:P:80', false],
  ['all addresses of IPv4, and one of them', '0.0.0.0:P:80', '127.0.0.1:P:80', false],
  ['all addresses of IPv6, and one of them', '[::]:P:80', '[::1]:P:80', false],
  ['all addresses of IPv4, and one of IPv6', '0.0.0.0:P:80', '[::1]:P:80', true],
  ['all addresses of IPv6, and one of IPv4', '[::]:P:80', '127.0.0.1:P:80', true],
  ['two addresses', '127.0.0.1:P:80', '127.0.0.2:P:80', true],
  ['one address in two spellings', '[::1]:P:80', '[0:0:0:0:0:0:0:1]:P:80', false],
  ['an IPv4 address as an IPv6 one', '127.0.0.1:P:80', '[::ffff:127.0.0.1]:P:80', false],
  ['two protocols', 'P:80/tcp', 'P:80/udp', true],
];

describe('two services on one port of the host', () => {
  it.each(PORTS)('start together, or not, as we say: %s', async (_, one, other, starts) => {
    const port = String(await freePort());
    const ports = (entry: string): Service => ({ ...base, ports: [entry.replace('P', port)] });
    const services = { one: ports(one), other: { ...ports(other), depends_on: ['one'] } };
    expect(idsOf(services)).toEqual(starts ? [] : ['host-port-taken']);
    const refusal = await refusalOf(services);
    if (starts) expect(refusal).toBeUndefined();
    else expect(refusal).toMatch(/port is already allocated|address already in use/);
  });

  it.each(['host', 'none'])(
    'start together where one of them has no ports of its own: network_mode %s',
    async (mode) => {
      const ports = [`${await freePort()}:80`];
      const services = { one: { ...base, ports, network_mode: mode }, other: { ...base, ports } };
      expect(idsOf(services)).not.toContain('host-port-taken');
      expect(await refusalOf(services)).toBeUndefined();
    },
  );
});

describe('one service', () => {
  it('starts with a port that is said twice, and not with one for two ports of its own', async () => {
    const port = await freePort();
    const same = {
      web: { ...base, ports: [`${port}:80`, { target: 80, published: String(port) }, `0.0.0.0:${port}:80`] },
    };
    expect(idsOf(same)).toEqual([]);
    expect(await refusalOf(same)).toBeUndefined();
    const two = { web: { ...base, ports: [`${port}:80`, `${port}:81`] } };
    expect(idsOf(two)).toEqual(['host-port-taken']);
    expect(await refusalOf(two)).toMatch(/port is already allocated|address already in use/);
  });
});

describe('a service that waits for the health of another', () => {
  const waiting = (db: Service): Readonly<Record<string, Service>> => ({
    web: { ...base, depends_on: { db: { condition: 'service_healthy' } } },
    db: { ...base, ...db },
  });

  it.each<[string, Service]>([
    ['has no health check', {}],
    ['has it switched off', { healthcheck: { disable: true } }],
    ['has the health check NONE', { healthcheck: { test: ['NONE'] } }],
  ])('does not start where that %s, nor its image', async (_, db) => {
    expect(idsOf(waiting(db))).toEqual(['health-unknown']);
    expect(await refusalOf(waiting(db))).toContain('has no healthcheck configured');
  });

  it('starts where that has one', async () => {
    const healthy = waiting({ healthcheck: { test: ['CMD', 'test', '-d', '/'], interval: '1s' } });
    expect(idsOf(healthy)).toEqual([]);
    expect(await refusalOf(healthy)).toBeUndefined();
  });
});

/** Values that the schema takes, and what the engine says of them. */
const REFUSED: readonly (readonly [what: string, service: Service, says: RegExp])[] = [
  ['a restart policy that does not exist', { restart: 'allways' }, /unknown policy 'allways'/],
  ['retries of a policy that has none', { restart: 'always:3' }, /maximum retry count can only be used/],
  ['a capability that does not exist', { cap_add: ['NET_ADMINS'] }, /unknown capability/],
  ['an option of security that does not exist', { security_opt: ['no-new-privilege:true'] }, /invalid --security-opt/],
  ['a signal that does not exist', { stop_signal: 'SIGKIL' }, /invalid signal/],
  ['a working directory that is not absolute', { working_dir: 'app' }, /needs to be an absolute path/],
  ['a file system in memory at no absolute path', { tmpfs: ['run'] }, /mount path must be absolute/],
  ['a volume at no absolute path', { volumes: ['/tmp:data'] }, /mount path must be absolute/],
  ['a namespace that does not exist', { ipc: 'share' }, /invalid IPC mode/],
  ['a limit that does not exist', { ulimits: { nofiles: 1024 } }, /wrong rlimit value/],
  ['a setting of the whole kernel', { sysctls: { 'vm.max_map_count': 262144 } }, /not in a separate kernel namespace/],
  ['memory in bytes by mistake', { mem_limit: '512' }, /Minimum memory limit allowed is 6MB/],
  ['less swap than memory', { mem_limit: '100m', memswap_limit: '50m' }, /should be larger than memory limit/],
  ['an option that the log does not have', LOGGED, /unknown log opt 'max_size'/],
  ['a host name of 65 characters', { hostname: 'h'.repeat(65) }, /./],
  [
    'a start_interval alone',
    { healthcheck: { test: ['CMD', 'true'], start_interval: '1s' } },
    /requires .*start_period/,
  ],
];

describe('a value that the schema takes', () => {
  it.each(REFUSED)('is refused by the engine, as we say: %s', async (_, service, says) => {
    const services = { web: { ...base, ...service } };
    expect(idsOf(services)).toContain('value-refused');
    expect(await refusalOf(services)).toMatch(says);
  });

  it.each<[string, Service]>([
    ['words in other letters, and with their prefix', { cap_add: ['net_admin', 'CAP_CHOWN'], stop_signal: 'sigint' }],
    ['options in both spellings', { security_opt: ['no-new-privileges', 'label=disable'] }],
    ['the least memory', { mem_limit: '6m', memswap_limit: -1 }],
    ['an interval of nothing, which is the default', { healthcheck: { test: ['CMD', 'true'], interval: '0s' } }],
    ['settings of the container', { sysctls: { 'net.core.somaxconn': 1024, 'kernel.shmmax': 1048576 } }],
  ])('is taken by the engine where we take it: %s', async (_, service) => {
    const services = { web: { ...base, ...service } };
    expect(idsOf(services)).not.toContain('value-refused');
    expect(await refusalOf(services)).toBeUndefined();
  });
});

describe('a value that Compose copies into the container', () => {
  const values = { secrets: { key: { environment: 'PATH' } }, configs: { motd: { content: 'Welcome' } } };
  it.each<[string, Service, boolean]>([
    ['a secret from the environment', { secrets: ['key'], read_only: true }, false],
    ['a config with content', { configs: [{ source: 'motd', target: '/motd' }], read_only: true }, false],
    ['one at a place in memory', { secrets: ['key'], read_only: true, tmpfs: ['/run/secrets'] }, false],
    ['one into a writable root', { secrets: ['key'] }, true],
    ['none, beside some', { read_only: true }, true],
  ])('is refused where the root is read-only, as we say: %s', async (_, service, starts) => {
    const project = { services: { web: { ...base, ...service } }, ...values };
    const found = checkStart(project).map(({ id }) => id);
    expect(found.includes('read-only-copy')).toBe(!starts);
    const refusal = await refusalOf(project.services, values);
    if (starts) expect(refusal).toBeUndefined();
    else expect(refusal).toContain('read-only service web: `file` is the sole supported option');
  });
});

describe('a published port', () => {
  it.each<[string, boolean]>([
    ['nobody reaches where the network is internal', true],
    ['is reached where it is not', false],
  ])('%s', async (_, internal) => {
    const port = await freePort();
    const ports = [`127.0.0.1:${port}:80`];
    const project = {
      services: { web: { ...base, command: ['httpd', '-f', '-p', '80'], ports, networks: ['back'] } },
      networks: { back: { internal } },
    };
    expect(checkStart(project).map(({ id }) => id)).toEqual(internal ? ['port-unreachable'] : []);
    const path = join(folder, String(++count));
    mkdirSync(path);
    writeFileSync(join(path, 'compose.yaml'), printCompose(project));
    const stack = compose(path);
    await stack.compose(['up', '--detach', '--wait', '--quiet-pull']);
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    expect(answered).toBe(!internal);
    await stack.compose(['down', '--timeout', '0']);
  });
});

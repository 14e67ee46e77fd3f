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
let count = 0;

/** What the engine has against two services, the second of which starts last; nothing if both start. */
async function refusalOf(services: Readonly<Record<string, Service>>): Promise<string | undefined> {
  const path = join(folder, String(++count));
  mkdirSync(path);
  writeFileSync(join(path, 'compose.yaml'), printCompose({ services }));
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
      expect(idsOf(services)).toEqual([]);
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
    const healthy = waiting({ healthcheck: { test: ['CMD', 'true'], interval: '1s' } });
    expect(idsOf(healthy)).toEqual([]);
    expect(await refusalOf(healthy)).toBeUndefined();
  });
});

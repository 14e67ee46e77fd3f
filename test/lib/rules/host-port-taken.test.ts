import { Service, type ServiceProps, type Stack, Variable } from '../../../lib';
import { lineOf } from '../tree';
import { image, messages, said } from './support';

type Port = Extract<NonNullable<ServiceProps['ports']>[number], { readonly target?: unknown }>;

/** What is said of services that publish one port each. */
function clashes(...ports: readonly Port[]): string[] {
  return messages('host-port-taken', (stack) => {
    ports.forEach((port, index) => {
      new Service(stack, `s${index}`, { image, ports: [port] });
    });
  });
}

describe('two services that publish one host port', () => {
  it('are an error at the second, which names the first', () => {
    const [diagnostic] = said('host-port-taken', (stack) => {
      new Service(stack, 'web', { image, ports: [{ target: 80, published: 8080 }] }); // ← web
      new Service(stack, 'admin', { image, ports: [{ target: 9000, published: '8080' }] }); // ← admin
    });
    expect(diagnostic).toMatchObject({
      severity: 'error',
      message: 'Services "web" and "admin" both publish port 8080/tcp of the host.',
      path: 'shop/admin',
      location: { line: lineOf(__filename, 'admin') },
      related: [{ path: 'shop/web', location: { line: lineOf(__filename, 'web') } }],
    });
  });

  it('are fine in profiles that are alternatives, and not in one that they share', () => {
    const both = (...profiles: readonly (readonly string[])[]): string[] =>
      messages('host-port-taken', (stack) => {
        profiles.forEach((own, index) => {
          new Service(stack, `s${index}`, { image, profiles: own, ports: [{ target: 80, published: 8080 }] });
        });
      });
    expect(both(['a'], ['b'])).toEqual([]);
    expect(both(['a', 'b'], ['b'])).toHaveLength(1);
    expect(both(['a'], [])).toHaveLength(1);
  });

  it('are one error for each service that comes too late', () => {
    const port = { target: 80, published: 8080 };
    expect(clashes(port, port, port)).toHaveLength(2);
  });

  it.each<[string, Port, Port]>([
    ['the same address', { published: 80, host_ip: '127.0.0.1' }, { published: 80, host_ip: '127.0.0.1' }],
    ['all addresses and one of them', { published: 80 }, { published: 80, host_ip: '127.0.0.1' }],
    ['one address and all of them', { published: 80, host_ip: '127.0.0.1' }, { published: 80 }],
    [
      'all IPv4 addresses and one of them',
      { published: 80, host_ip: '10.0.0.1' },
      { published: 80, host_ip: '0.0.0.0' },
    ],
    ['all IPv6 addresses and one of them', { published: 80, host_ip: '[::1]' }, { published: 80, host_ip: '::' }],
    ['all addresses and all of IPv6', { published: 80 }, { published: 80, host_ip: '::' }],
    ['the same protocol', { published: 80, protocol: 'udp' }, { published: 80, protocol: 'udp' }],
    ['the protocol that is meant where none is said', { published: 80 }, { published: 80, protocol: 'tcp' }],
    ['the same number, written differently', { published: '080' }, { published: 80 }],
    ['the same address, written differently', { published: 80, host_ip: '::1' }, { published: 80, host_ip: '0::0:1' }],
    [
      'an IPv4 address as an IPv6 one',
      { published: 80, host_ip: '::ffff:10.0.0.1' },
      { published: 80, host_ip: '10.0.0.1' },
    ],
    ['the same protocol, written differently', { published: 80, protocol: 'TCP' }, { published: 80 }],
  ])('clash on %s', (_, one, other) => {
    expect(clashes({ target: 1, ...one }, { target: 2, ...other })).toHaveLength(1);
  });

  it.each<[string, Port, Port]>([
    ['different ports', { published: 80 }, { published: 81 }],
    ['different addresses', { published: 80, host_ip: '127.0.0.1' }, { published: 80, host_ip: '127.0.0.2' }],
    ['all of IPv4 and all of IPv6', { published: 80, host_ip: '0.0.0.0' }, { published: 80, host_ip: '::' }],
    ['all of IPv6 and one of IPv4', { published: 80, host_ip: '::' }, { published: 80, host_ip: '127.0.0.1' }],
    ['different protocols', { published: 53, protocol: 'udp' }, { published: 53, protocol: 'tcp' }],
    ['any port that is free', {}, {}],
    ['port 0, which is any that is free', { published: 0 }, { published: 0 }],
    [
      'an address that the deploying host chooses',
      { published: 80, host_ip: Variable.required('IP') },
      { published: 80, host_ip: Variable.required('IP') },
    ],
    ['any one of a range', { published: '8000-8010' }, { published: '8000-8010' }],
    ['a range and a port in it', { published: '8000-8010' }, { published: 8000 }],
    [
      'what the deploying host chooses',
      { published: Variable.required('PORT') },
      { published: Variable.required('PORT') },
    ],
  ])('do not clash on %s', (_, one, other) => {
    expect(clashes({ target: 1, ...one }, { target: 2, ...other })).toEqual([]);
  });
});

describe('one service that publishes a host port twice', () => {
  it('is an error', () => {
    const ports = [
      { target: 80, published: 8080 },
      { target: 81, published: 8080 },
    ];
    expect(messages('host-port-taken', (stack) => new Service(stack, 'web', { image, ports }))).toEqual([
      'Service "web" publishes port 8080/tcp of the host twice.',
    ]);
  });

  it('is none where both entries say the same, of which Compose keeps one', () => {
    const ports = ['8080:80', { target: 80, published: '8080' }, '0.0.0.0:8080:80/tcp'] as const;
    expect(messages('host-port-taken', (stack) => new Service(stack, 'web', { image, ports }))).toEqual([]);
  });

  it('is one error for a range, which names the first port of it that is taken', () => {
    const build = (stack: Stack): void => {
      new Service(stack, 'web', { image, ports: ['8001-8002:80-81'] });
      new Service(stack, 'admin', { image, ports: ['8000-8009:80-89'] });
    };
    expect(messages('host-port-taken', build)).toEqual([
      'Services "web" and "admin" both publish port 8001/tcp of the host.',
    ]);
  });
});

describe('a service in the network of the host, or in none', () => {
  it.each(['host', 'none'])('publishes nothing: %s', (network_mode) => {
    const ports = ['8080:80'];
    const build = (stack: Stack): void => {
      new Service(stack, 'web', { image, ports, network_mode });
      new Service(stack, 'admin', { image, ports });
    };
    expect(messages('host-port-taken', build)).toEqual([]);
  });
});

describe('two services that listen on one port in their containers', () => {
  it('are fine', () => {
    expect(clashes({ target: 80, published: 8080 }, { target: 80, published: 8081 })).toEqual([]);
  });
});

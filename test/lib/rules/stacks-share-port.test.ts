/** Stacks of one app on one port of one host. */
import { App, Environment, generate, Service, Stack } from '../../../lib';
import { image } from './support';

interface Made {
  readonly ports: readonly string[];
  readonly environment?: Environment;
  readonly name?: string;
}

function told(...stacks: readonly Made[]): string[] {
  const app = new App({ root: '/srv/shop' });
  for (const [index, { ports, environment = Environment.development(), name }] of stacks.entries()) {
    const id = `stack${index}`;
    const stack = new Stack(app, id, { environment, folder: id, ...(name !== undefined && { name }) });
    new Service(stack, 'web', { image, ports: [...ports] });
  }
  return generate(app).diagnostics.flatMap(({ id, message }) => (id === 'stacks-share-port' ? [message] : []));
}

const production = (domain: string, name?: string): Environment =>
  Environment.production({ domain, ...(name !== undefined && { name }) });

describe('two stacks on one port', () => {
  it('are told, once and by name', () => {
    expect(told({ ports: ['8080:80'] }, { ports: ['127.0.0.1:8080:80'] })).toEqual([
      'Service "web" publishes port 8080/tcp of the host, as "web" of the stack "stack0" does.',
    ]);
  });

  it('are told where both are for one server', () => {
    const server = production('shop.example');
    expect(told({ ports: ['80:80'], environment: server }, { ports: ['80:80'], environment: server })).toHaveLength(1);
  });

  it.each<[string, Made, Made]>([
    ['another port', { ports: ['8080:80'] }, { ports: ['8081:80'] }],
    ['another address', { ports: ['127.0.0.1:80:80'] }, { ports: ['127.0.0.2:80:80'] }],
    ['another protocol', { ports: ['53:53/udp'] }, { ports: ['53:53'] }],
    ['no fixed port', { ports: ['80'] }, { ports: ['80'] }],
    ['another machine', { ports: ['80:80'] }, { ports: ['80:80'], environment: production('shop.example') }],
    [
      'another server',
      { ports: ['80:80'], environment: production('a.example') },
      { ports: ['80:80'], environment: production('b.example') },
    ],
    ['the same project', { ports: ['80:80'], name: 'shop' }, { ports: ['80:80'], name: 'shop' }],
  ])('are none with %s', (_, one, other) => {
    expect(told(one, other)).toEqual([]);
  });
});

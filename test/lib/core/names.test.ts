import { Construct } from 'constructs';
import { Config, Network, Secret, Service, Volume } from '../../../lib';
import { composeOf, diagnosticsOf, idsOf, lineOf } from '../tree';

const image = 'busybox:1.37';
const file = __filename;

class Part extends Construct {}

describe('the name of an element', () => {
  it('is its bare id directly in a stack', () => {
    const compose = composeOf((stack) => {
      new Service(stack, 'web', { image });
      new Network(stack, 'backend');
      new Volume(stack, 'uploads');
      new Secret(stack, 'key', { environment: 'KEY' });
      new Config(stack, 'motd', { content: 'Welcome' });
    });
    expect(Object.entries(compose).map(([kind, map]) => [kind, Object.keys(map)])).toEqual([
      ['name', expect.anything()],
      ['services', ['web']],
      ['networks', ['backend']],
      ['volumes', ['uploads']],
      ['secrets', ['key']],
      ['configs', ['motd']],
    ]);
  });

  it('joins the ids from the stack down with "-"', () => {
    const compose = composeOf((stack) => new Service(new Part(new Part(stack, 'shop'), 'api'), 'worker', { image }));
    expect(Object.keys(compose['services'] ?? {})).toEqual(['shop-api-worker']);
  });

  it('leaves out "Default", which stands for the construct around it', () => {
    const compose = composeOf((stack) => {
      new Service(new Part(stack, 'web'), 'Default', { image });
      new Service(new Part(new Part(stack, 'db'), 'Default'), 'backup', { image });
    });
    expect(Object.keys(compose['services'] ?? {})).toEqual(['web', 'db-backup']);
  });

  it('may be the same for elements of two kinds', () => {
    const compose = composeOf((stack) => {
      new Service(new Part(stack, 'a'), 'b', { image });
      new Volume(stack, 'a-b');
    });
    expect(Object.keys(compose['services'] ?? {})).toEqual(Object.keys(compose['volumes'] ?? {}));
  });

  it('cannot be nothing: "Default" directly in a stack is one error', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'Default', { image }); // ← nameless
    });
    expect(idsOf(diagnostics)).toEqual(['name-missing: shop']);
    expect(diagnostics[0]?.location).toMatchObject({ file, line: lineOf(file, 'nameless') });
  });
});

describe('two elements of one kind whose names become the same', () => {
  it('are an error that names both paths and both lines', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'a-b', { image }); // ← direct
      const outer = new Part(stack, 'a');
      new Service(outer, 'b', { image }); // ← nested
    });
    expect(diagnostics).toEqual([
      {
        id: 'name-taken',
        severity: 'error',
        message: '"shop/a-b" and "shop/a/b" both become the service "a-b".',
        remedy: 'Give one of them another id: nested ids are joined with "-".',
        path: 'shop/a/b',
        location: { file, line: lineOf(file, 'nested'), column: 7 },
        related: [
          { message: 'the first one', path: 'shop/a-b', location: { file, line: lineOf(file, 'direct'), column: 7 } },
        ],
      },
    ]);
  });

  it('are an error for every kind', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const outer = new Part(stack, 'a');
      new Network(stack, 'a-b');
      new Network(outer, 'b');
      new Volume(stack, 'a-c');
      new Volume(outer, 'c');
      new Secret(stack, 'a-d', { environment: 'D' });
      new Secret(outer, 'd', { environment: 'D' });
      new Config(stack, 'a-e', { content: '' });
      new Config(outer, 'e', { content: '' });
    });
    expect(diagnostics.map(({ message }) => message.replace(/.* both become /, ''))).toEqual([
      'the network "a-b".',
      'the volume "a-c".',
      'the secret "a-d".',
      'the config "a-e".',
    ]);
  });
});

import { Construct } from 'constructs';
import { Artifact, Extension, Include, Model, Network, Service, type Stack, text, Variable } from '../../../lib';
import { composeOf, composeText, diagnosticsOf, idsOf, lineOf } from '../tree';

const image = 'busybox:1.37';
const file = __filename;

describe('an Extension', () => {
  it('is data at the top of the Compose file, under its id, wherever it stands', () => {
    const compose = composeText((stack) => {
      new Extension(stack, 'x-team', { owner: 'payments', pager: ['+49 30 1234', 5, true, null], empty: {}, none: [] });
      new Extension(new Construct(stack, 'part'), 'x-more', text`in ${Variable.of('REGION')} for 5 $`);
      new Service(stack, 'web', { image });
    });
    expect(compose).toContain(`x-more: in \${REGION} for 5 $$\n`);
    expect(compose).toContain('x-team:\n  owner: payments\n');
    expect(composeOf((stack) => new Extension(stack, 'x-a', { empty: {}, none: [] }))).toMatchObject({
      'x-a': { empty: {}, none: [] },
    });
  });

  it.each(['x-a/b', 'x-a%2Fb', 'x-größe', 'x-a b', 'x-', 'x-__proto__', 'x-1'] as const)(
    'may be called %s, as in Compose',
    (name) => {
      expect(composeOf((stack) => new Extension(stack, name, 'value'))).toMatchObject({ [name]: 'value' });
    },
  );

  it('may have the id of a service', () => {
    const compose = composeOf((stack) => {
      new Service(stack, 'x-web', { image });
      new Extension(stack, 'x-web', 1);
    });
    expect(compose).toMatchObject({ 'x-web': 1, services: { 'x-web': { image } } });
  });

  it.each<[string, (stack: Stack) => Construct]>([
    ['in one place', (stack) => stack],
    ['in two places', (stack) => new Construct(stack, 'part')],
  ])('is one: two of a name %s are an error that shows both', (_, second) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Extension(stack, 'x-a', 1); // ← first
      new Extension(second(stack), 'x-a', 2); // ← second
    });
    expect(diagnostics).toMatchObject([
      {
        id: 'extension-taken',
        message: 'Two extensions are named "x-a".',
        location: { file, line: lineOf(file, 'second') },
        related: [{ path: 'shop/x-a', location: { file, line: lineOf(file, 'first') } }],
      },
    ]);
  });

  it.each(['team', 'services', 'X-team', '', '__proto__', 5])('begins with x-: %j is one error', (id) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Extension(stack, id as 'x-', { a: 1 }); // ← no extension
      new Service(stack, 'web', { image });
    });
    expect(diagnostics.map((diagnostic) => diagnostic.id)).toEqual(['extension-name']);
    expect(diagnostics[0]).toMatchObject({
      message: `${JSON.stringify(id)} cannot be the id of an Extension: Compose ignores only keys that begin with "x-".`,
      location: { file, line: lineOf(file, 'no extension') },
    });
  });

  it('holds data only, and what is none is named with its place', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Extension(stack, 'x-a', { list: [() => 1] }); // ← no data
    });
    expect(diagnostics).toMatchObject([
      {
        id: 'not-data',
        path: 'shop/x-a',
        message: 'x-a.list.0: A Compose file cannot hold a function.',
        location: { file, line: lineOf(file, 'no data') },
      },
    ]);
  });

  it('stands in a stack', () => {
    expect(() => new Extension(undefined as never, 'x-a', 1)).toThrow('"x-a" was given no construct to live in');
  });
});

describe('an Include', () => {
  it('has paths relative to the folder of stack.ts', () => {
    const compose = composeOf((stack) => {
      new Include(stack, 'monitoring', { path: './monitoring/compose.yaml' });
      new Include(stack, 'mail', {
        path: ['mail.yaml', '/etc/mail.yaml', text`${Variable.withDefault('MAIL', './mail')}/more.yaml`],
        project_directory: '..',
        env_file: ['.env'],
      });
      new Include(stack, 'remote', { path: 'https://github.com/acme/stack.git' });
    });
    expect(compose['include']).toEqual([
      { path: '../../monitoring/compose.yaml' },
      {
        path: ['../../mail.yaml', '/etc/mail.yaml', `\${MAIL:-../../mail}/more.yaml`],
        project_directory: '../../..',
        env_file: ['../../.env'],
      },
      { path: 'https://github.com/acme/stack.git' },
    ]);
  });

  it('may define what is named and not there', () => {
    const build = (stack: Stack): void => {
      new Service(stack, 'web', { image, networks: ['mail'], depends_on: ['smtp'], volumes: ['spool:/spool'] });
    };
    expect(diagnosticsOf(build).map(({ id }) => id)).toEqual([
      'undefined-service',
      'undefined-element',
      'undefined-element',
    ]);
    const included = diagnosticsOf((stack) => {
      build(stack);
      new Include(stack, 'mail', { path: 'mail.yaml' });
    });
    expect(included).toEqual([]);
  });

  it('is judged by Compose, and reported where it was made', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Include(stack, 'good', { path: 'good.yaml' });
      new Include(stack, 'bad', { path: 'bad.yaml', pth: 1 } as { path: string }); // ← bad include
      new Include(stack, 'none', undefined as never); // ← no include
    });
    expect(diagnostics).toMatchObject([
      { id: 'argument-invalid', path: 'shop/none', location: { file, line: lineOf(file, 'no include') } },
      {
        id: 'unknown-property',
        path: 'shop/bad',
        message: 'include.1.pth: Compose knows no property "pth" here.',
        location: { file, line: lineOf(file, 'bad include') },
      },
    ]);
  });
});

describe('a Model', () => {
  it('is an element with a name, which services use', () => {
    const compose = composeOf((stack) => {
      const llm = new Model(new Construct(stack, 'ai'), 'llm', {
        model: text`ai/${Variable.withDefault('MODEL', 'smollm2')}`,
        context_size: 1024,
        runtime_flags: ['--a'],
        'x-note': 1,
      });
      new Service(stack, 'chat', { image, models: [llm.name] });
      new Service(stack, 'talk', { image, models: { [llm.name]: { endpoint_var: 'URL', model_var: 'MODEL' } } });
    });
    expect(compose).toMatchObject({
      models: { 'ai-llm': { model: `ai/\${MODEL:-smollm2}`, context_size: 1024, runtime_flags: ['--a'], 'x-note': 1 } },
      services: { talk: { models: { 'ai-llm': { endpoint_var: 'URL', model_var: 'MODEL' } } } },
    });
  });

  it('may have the name of a service, and not that of another model', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'llm', { image });
      new Network(stack, 'llm');
      new Model(stack, 'llm', { model: 'a' });
      new Model(new Construct(stack, 'llm-2'), 'Default', { model: 'a' });
      new Model(stack, 'llm', { model: 'b' }); // ← taken
    });
    expect(diagnostics).toMatchObject([{ id: 'id-taken', location: { file, line: lineOf(file, 'taken') } }]);
  });

  it('must be there for who uses it, and say which model it is', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'chat', { image, models: ['lmm'] });
      new Model(stack, 'llm', {} as never);
      new Model(stack, 'none', undefined as never);
    });
    expect(idsOf(diagnostics)).toEqual([
      'missing-property: shop/llm',
      'missing-property: shop/none',
      'undefined-element: shop/chat',
    ]);
  });
});

describe('a generated file', () => {
  it('is no part of an extension', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const made = new Artifact(stack, 'made', { file: 'made', render: () => '' });
      new Extension(stack, 'x-a', { made });
    });
    expect(idsOf(diagnostics)).toEqual(['construct-as-value: shop/x-a']);
  });
});

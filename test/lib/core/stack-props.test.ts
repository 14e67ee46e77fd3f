import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  type Diagnostic,
  Environment,
  Extension,
  generate,
  Include,
  Model,
  Network,
  Service,
  Stack,
  type StackProps,
  Volume,
  write,
} from '../../../lib';
import { idsOf, lineOf } from '../tree';

const image = 'busybox:1.37';
const file = __filename;
const environment = Environment.development();

/** What is wrong with a stack that was given this; programs run without types. */
function wrongWith(props: object, build: (stack: Stack) => unknown = () => undefined): readonly Diagnostic[] {
  const app = new App({ root: '/srv/shop' });
  const all = { environment, ...props } as StackProps;
  build(new Stack(app, 'shop', all)); // ← stack
  return generate(app).diagnostics;
}

describe('the folder of a stack', () => {
  it('tells two stacks of one project apart, and each is written to its own', () => {
    const root = mkdtempSync(join(tmpdir(), 'folders-'));
    try {
      const app = new App({ root });
      for (const kind of ['laptop', 'server']) {
        const stack = new Stack(app, kind, { environment, name: 'shop', folder: `shop.${kind}` });
        new Service(stack, 'web', { image, hostname: kind, volumes: ['data:/data', './files:/files'] });
        new Volume(stack, 'data');
      }
      const written = write(generate(app));
      expect(written.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(written.stacks.map(({ name, folder }) => [name, folder])).toEqual([
        ['shop', join(root, 'synth.out/shop.laptop')],
        ['shop', join(root, 'synth.out/shop.server')],
      ]);
      for (const kind of ['laptop', 'server']) {
        const compose = readFileSync(join(root, `synth.out/shop.${kind}/compose.yaml`), 'utf8');
        expect(compose).toContain('name: shop\n');
        expect(compose).toContain(`hostname: ${kind}\n`);
        expect(compose).toContain('../../files');
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it.each<[string, Partial<StackProps>, string]>([
    ['names', { name: 'shop' }, 'shop'],
    ['folders', { folder: 'shop' }, 'shop'],
    ['a name and a folder', { name: 'other', folder: 'shop' }, 'shop'],
  ])('cannot be that of another one, by their %s', (_, props, folder) => {
    const app = new App({ root: '/srv/shop' });
    new Stack(app, 'shop', { environment }); // ← first
    new Stack(app, 'second', { environment, ...props }); // ← second
    expect(generate(app).diagnostics).toMatchObject([
      {
        id: 'stack-name-taken',
        path: 'second',
        message: `Two stacks are written to the folder "${folder}"; the second would overwrite the first.`,
        location: { file, line: lineOf(file, 'second') },
        related: [{ path: 'shop', location: { file, line: lineOf(file, 'first') } }],
      },
    ]);
  });

  it.each(['', '.', '..', '../x', 'a/b', '/etc', '.hidden', 'a\\b', 'a b'])('cannot be %j', (folder) => {
    const diagnostics = wrongWith({ folder });
    expect(diagnostics).toMatchObject([
      { id: 'folder-invalid', path: 'shop', location: { file, line: lineOf(file, 'stack') } },
    ]);
  });

  it.each(['shop', 'Shop.1', '1', 'a_b-c'])('can be %s', (folder) => {
    expect(wrongWith({ folder })).toEqual([]);
  });

  it.each(['Shop', '', 'a/b'])('is not what a name is wrong with: %j is one error', (name) => {
    expect(idsOf(wrongWith({ name }))).toEqual(['stack-name-invalid: shop']);
  });

  it.each([5, null, {}])('is a text, as the name is: %j is one error', (text) => {
    expect(idsOf(wrongWith({ name: text }))).toEqual(['argument-invalid: shop']);
    expect(wrongWith({ folder: text })).toMatchObject([
      { id: 'argument-invalid', path: 'shop', location: { file, line: lineOf(file, 'stack') } },
    ]);
  });
});

describe('a stack that is a fragment', () => {
  const build = (stack: Stack): void => {
    new Service(stack, 'web', { networks: ['front'], depends_on: ['db'], secrets: ['key'], models: ['llm'] });
  };

  it('may name what it does not define, and leave out images', () => {
    expect(wrongWith({}, build).length).toBeGreaterThan(3);
    expect(wrongWith({ fragment: true }, build)).toEqual([]);
  });

  it('may do so with the names that other files define, and with no other', () => {
    expect(wrongWith({ fragment: ['front', 'db', 'key', 'llm', 'web'] }, build)).toEqual([]);
    const messages = wrongWith({ fragment: ['front', 'bd', 'key', 'llm', 'web'] }, build).map(({ message }) => message);
    expect(messages).toEqual([
      'depends_on.0: Service "web" needs (depends_on) service "db", which the project does not define.',
    ]);
  });

  it('cannot name what no file can define', () => {
    const diagnostics = wrongWith({ fragment: true }, (stack) => {
      new Service(stack, 'web', { image, volumes: ['data/a:/a'], networks: ['a/b'] });
    });
    expect(diagnostics.map(({ id, remedy }) => [id, remedy])).toEqual([
      ['undefined-element', 'Correct the name: it has letters, digits, ".", "_" and "-".'],
      [
        'undefined-element',
        'For a folder of the host write "./data/a"; the name of a volume has letters, digits, ".", "_" and "-".',
      ],
    ]);
  });

  it('is held against the schema like any other', () => {
    const diagnostics = wrongWith({ fragment: true }, (stack) => new Service(stack, 'web', { ports: ['x:y'] }));
    expect(idsOf(diagnostics)).toEqual(['malformed-value: shop/web']);
  });

  it('is one only if that is said: a text is not true', () => {
    expect(wrongWith({ fragment: 'no' }, build)).not.toEqual([]);
  });
});

describe('the oldest Compose that a stack must run on', () => {
  const build = (stack: Stack): void => {
    const web = new Service(stack, 'web', { image, gpus: 'all' }); // ← web
    web.override('develop', { watch: [{ path: '.', action: 'restart' }] }); // ← develop
    new Service(stack, 'plain', { image, networks: ['front'], volumes: ['data:/data'] });
    new Network(stack, 'front', { internal: true });
    new Volume(stack, 'data');
    new Extension(stack, 'x-gpus', { gpus: 'all' });
  };

  it('makes an error of each thing that it would reject, where that was said', () => {
    const diagnostics = wrongWith({ oldestCompose: '2.26' }, (stack) => {
      build(stack);
      new Model(stack, 'llm', { model: 'a' }); // ← model
    });
    const needs = (place: string, what: string, since: string, at: string): object => ({
      id: 'needs-newer-compose',
      severity: 'error',
      message: `${place}${what} needs Docker Compose ${since}, and 2.26 is to read this project.`,
      location: { file, line: lineOf(file, at) },
    });
    expect(diagnostics).toMatchObject([
      needs('gpus: ', '"gpus"', '2.30', 'web'),
      needs('develop.watch.0.action: ', '"restart"', '2.32', 'develop'),
      needs('', '"models"', '2.38', 'model'),
    ]);
  });

  it.each(['2.38', '2.40.3', '5.0', 'v5.0.1'])('has nothing against a stack that it knows: %s', (oldestCompose) => {
    const diagnostics = wrongWith({ oldestCompose }, (stack) => {
      build(stack);
      new Model(stack, 'llm', { model: 'a' });
    });
    expect(diagnostics).toEqual([]);
  });

  it('says nothing of what the stack does not have', () => {
    // which is the one that knows project names
    expect(wrongWith({ oldestCompose: '2.3' }, (stack) => new Service(stack, 'web', { image }))).toEqual([]);
  });

  it('knows includes', () => {
    const diagnostics = wrongWith({ oldestCompose: '2.19' }, (stack) => {
      new Include(stack, 'mail', { path: 'mail.yaml' }); // ← include
    });
    expect(diagnostics).toMatchObject([
      { id: 'needs-newer-compose', path: 'shop/mail', location: { file, line: lineOf(file, 'include') } },
    ]);
  });

  it.each([2.26, null, {}])('is a text: %j is an error', (oldestCompose) => {
    expect(wrongWith({ oldestCompose }, build)).toMatchObject([
      { id: 'argument-invalid', path: 'shop', remedy: 'Pass a version in quotes, such as "2.26".' },
    ]);
  });

  it.each(['nonsense', '', '1.29', '2', '2.x'])('is a release: %j is an error', (oldestCompose) => {
    expect(wrongWith({ oldestCompose }, build)).toMatchObject([
      {
        id: 'bad-compose-version',
        path: 'shop',
        location: { file, line: lineOf(file, 'stack') },
        remedy: 'Give one from 2.0 on, such as "2.26" or "2.26.1".',
      },
    ]);
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type WrittenProgram, writeStack } from '../../../../lib/import/write';
import {
  canonicalProject,
  interpolate,
  isDeferred,
  isPlainMap,
  type Project,
  parseCompose,
  Variable,
} from '../../../../lib/languages/compose';
import { formatted } from '../../languages/typescript/biome';
import { project } from './arbitrary';
import { projectsOf } from './run';

const CASES = join(__dirname, 'cases');
const cases = readdirSync(CASES);

function written(name: string): WrittenProgram {
  const base = parseCompose(readFileSync(join(CASES, name, 'compose.yaml'), 'utf8'));
  const overlay = join(CASES, name, 'production.yaml');
  if (!existsSync(overlay)) return writeStack({ name, project: base.project, notes: base.notes });
  const { project: changes, notes } = parseCompose(readFileSync(overlay, 'utf8'));
  const environments = [
    { name: 'development' },
    { name: 'production', overlay: changes, notes, domain: 'example.org' },
  ];
  return writeStack({ name, project: base.project, notes: base.notes, environments });
}

/** A project in long syntax, without what makes no difference to Compose: nothing, `null` or an empty map, `$A` or `${A}`. */
function meaningOf(project: unknown): unknown {
  const canonical = canonicalProject(project as Project); // elements make projects
  return Object.fromEntries(
    Object.entries(canonical).flatMap(([key, value]) => {
      const meant = plain(value);
      return meant === null ? [] : [[key, meant]];
    }),
  );
}

function plain(value: unknown): unknown {
  if (isDeferred(value)) return interpolate(value).replace(/\$(\w+)/g, '${$1}');
  if (Array.isArray(value)) return value.map(plain);
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, plain(item)] as const)
    .filter(
      ([key, item]) =>
        item !== undefined &&
        !(key === 'volume' && item === null) &&
        !(key === 'read_only' && item === false) &&
        !isNothing(key, item),
    );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** An empty list of references says nothing. */
function isNothing(key: string, item: unknown): boolean {
  const isReference = ['depends_on', 'networks', 'volumes', 'secrets', 'configs', 'environment'].includes(key);
  return isReference && (item === null || (Array.isArray(item) && item.length === 0));
}

describe('a Compose file', () => {
  test.each(cases)('becomes the program of case %s', (name) => {
    const file = join(CASES, name, 'stack.ts');
    const { text } = written(name);
    if (process.env['UPDATE_CASES']) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test.each(cases)('is what the program of case %s comes to', (name) => {
    const { project: given } = parseCompose(readFileSync(join(CASES, name, 'compose.yaml'), 'utf8'));
    const { [name]: found } = projectsOf(written(name).text);
    expect(meaningOf(found)).toEqual(meaningOf(given));
  });
});

describe('any project', () => {
  test('comes back from its program', () => {
    fc.assert(
      fc.property(project, (given) => {
        const { text, notCarried } = writeStack({ name: 'any', project: given });
        expect(notCarried).toEqual([]);
        const { any: found } = projectsOf(text);
        expect(meaningOf(found)).toEqual(meaningOf(given));
      }),
      { numRuns: 150 },
    );
  });

  test('becomes a program that is formatted as biome would have', () => {
    const texts = fc
      .sample(project, { numRuns: 200, seed: 3 })
      .map((given) => writeStack({ name: 'any', project: given }).text);
    expect(formatted(texts)).toEqual(texts);
  });
});

describe('what a program cannot say', () => {
  test('is told', () => {
    const given = { version: '3.8', name: 'other', include: ['./a.yaml'], sevices: {} };
    // not a project: that is the point
    expect(writeStack({ name: 'shop', project: given as unknown as Project }).notCarried).toEqual([
      { pointer: ['name'], why: 'The stack is called otherwise.' },
      { pointer: ['include'], why: 'Included files are part of the project already.' },
      { pointer: ['sevices'], why: 'Compose knows nothing of that name.' },
    ]);
  });

  test('does not crash the writer, whatever it is', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const mistakes = [
      null,
      1,
      'text',
      [],
      [null],
      { a: null },
      { a: [] },
      { a: { image: () => 1 } },
      { a: loop },
      { a: { volumes: {}, networks: 1, depends_on: [1], secrets: [null] } },
    ];
    for (const services of mistakes) {
      // not a project: that is the point
      expect(typeof writeStack({ name: 'shop', project: { services } as unknown as Project }).text).toBe('string');
    }
  });
});

test('a variable that is used three times gets a name', () => {
  const tag = Variable.withDefault('TAG', 'latest');
  const services = { a: { image: tag }, b: { image: tag }, c: { image: tag } };
  const { text } = writeStack({ name: 'shop', project: { services } });
  expect(text).toContain("const tag = Variable.withDefault('TAG', 'latest');\n");
  expect(text).toContain("new Service(this, 'c', { image: tag });\n");
});

describe('a name that means something else', () => {
  test.each([
    ['1password', 'Stack1password'],
    ['constructor', 'Constructor'],
    ['app', 'AppStack'],
    ['stack', 'ComposeStack'],
    ['promise', 'PromiseStack'],
    ['my-shop_2', 'MyShop2'],
    ['2024', 'Stack2024'],
  ])('makes way: the project %s is the class %s', (name, className) => {
    const { text } = writeStack({ name, project: { services: { a: { image: 'a' } } } });
    expect(text).toContain(`export class ${className} extends Stack {\n`);
    expect(text).toContain(`new ${className}(app, '${name}', `);
  });

  test('makes way: a variable that is called like the program', () => {
    const app = Variable.of('APP');
    const services = { a: { image: app }, b: { image: app }, c: { image: app }, app: { image: 'a', links: ['a'] } };
    const { text } = writeStack({ name: 'shop', project: { services } });
    expect(text).toContain("const appVariable = Variable.of('APP');\n");
    expect(Object.keys(projectsOf(text))).toEqual(['shop']);
  });
});

test('what Compose takes for a drive of Windows is no volume of that letter', () => {
  const project = {
    services: { web: { image: 'web', volumes: ['d:/data', 'data:/d'] } },
    volumes: { d: null, data: null },
  };
  const { text } = writeStack({ name: 'shop', project });
  expect(text).toContain("web.mount(data, { at: '/d' });");
  expect(text).not.toContain("at: '/data'");
});

test('rules that were broken before are accepted, of elements that are there', () => {
  const services = { web: { image: 'web', ports: ['80:80'] } };
  const { text } = writeStack({
    name: 'shop',
    project: { services, volumes: { data: null } },
    accepted: [
      { rule: 'host-port-taken', section: 'services', name: 'web' },
      { rule: 'image-unpinned', section: 'services', name: 'web' },
      { rule: 'data-path', section: 'volumes', name: 'data' },
      { rule: 'data-path', section: 'volumes', name: 'nowhere' },
    ],
  });
  expect(text).toContain(`    const data = new Volume(this, 'data');
    data.accept('data-path', 'the Compose file had it so');

    const web = new Service(this, 'web', { image: 'web', ports: ['80:80'] });
    web.accept('host-port-taken', 'the Compose file had it so');
    web.accept('image-unpinned', 'the Compose file had it so');
  }
`);
});

test('a part of a project says that it is one', () => {
  const { text } = writeStack({ name: 'shop', project: { services: { a: { image: 'a' } } }, missing: ['db'] });
  expect(text).toContain(`new Shop(app, 'shop', {
  environment: Environment.development(),
  // what other Compose files define
  fragment: ['db'],
});
`);
});

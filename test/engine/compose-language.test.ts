import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  type ComposeText,
  checkCompose,
  type Project,
  printCompose,
  type Service,
  text,
  Variable,
} from '../../lib/languages/compose';
import { anyProject } from '../lib/languages/compose/projects';
import { anyName, anyString, TRAPS } from '../lib/languages/yaml/strings';
import { type Answer, composeConfig, type ReadProject, readProject } from './compose-config';

const folder = mkdtempSync(join(tmpdir(), 'compose-language-'));
afterAll(() => rmSync(folder, { recursive: true }));

function compose(yaml: string, variables: Readonly<Record<string, string>>, ...args: readonly string[]): Answer {
  return composeConfig(folder, yaml, variables, ...args);
}

function read(project: Project, variables?: Readonly<Record<string, string>>): ReadProject {
  return readProject(folder, project, variables);
}

function readService(
  service: Service,
  variables?: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return read({ services: { web: { image: 'a', ...service } } }, variables).services['web'] ?? {};
}

function expectKept(names: readonly string[], values: readonly string[]): void {
  const named = Object.fromEntries(names.map((name, index) => [name, values[index % values.length] ?? '']));
  const service = readService({
    environment: named,
    labels: named,
    command: values,
    build: { context: '.', args: named },
  });
  expect(service['environment']).toEqual(named);
  expect(service['labels']).toEqual(named);
  expect(service['command']).toEqual(values);
  expect(service['build']).toMatchObject({ args: named });
}

describe('what Compose reads is what was written:', () => {
  it('all strings that were ever seen to change on the way', () => {
    expectKept(
      TRAPS.filter((trap) => /.+/u.test(trap) && !trap.includes('=')),
      TRAPS,
    );
  });

  it('every character that Unicode has, sampled densely where readers differ', () => {
    const codes = [
      ...Array(0x3100).keys(),
      ...range(0xd7f0, 0xd800),
      ...range(0xe000, 0xe010),
      ...range(0xfd00, 0x10100),
    ];
    const sparse = Array.from({ length: 0x110 }, (_, plane) => plane * 0x1000).filter(
      (code) => code < 0xd800 || code > 0xdfff,
    );
    const characters = [...codes, ...sparse, ...sparse.map((code) => code + 0xffe)].filter(
      (code) => code > 0 && !(code >= 0xd800 && code <= 0xdfff),
    );
    const values = [...new Set(characters)].map((code) => `a${String.fromCodePoint(code)}b`);
    expect(readService({ command: values })['command']).toEqual(values);
    const names = values.filter((name) => !name.includes('='));
    const labels = Object.fromEntries(names.map((name) => [name, name]));
    expect(readService({ labels })['labels']).toEqual(labels);
  });

  it('any strings as values and names of variables, labels and build arguments, and as arguments', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyName, { minLength: 40, maxLength: 80 }),
        fc.array(anyString, { minLength: 40, maxLength: 80 }),
        expectKept,
      ),
      { numRuns: 25 },
    );
  });

  it('any content of a config', () => {
    const anyContent = anyString.filter((content) => content !== '');
    fc.assert(
      fc.property(fc.array(anyContent, { minLength: 30, maxLength: 60 }), (contents) => {
        const named = contents.map((content, index) => [`c${index}`, { content }] as const);
        const references = named.map(([source]) => ({ source, target: `/${source}` }));
        const configs = Object.fromEntries(named);
        expect(read({ services: { web: { image: 'a', configs: references } }, configs }).configs).toMatchObject(
          configs,
        );
      }),
      { numRuns: 5 },
    );
  });

  it('a project of many services, whole', () => {
    const services = Object.fromEntries(
      [...Array(300).keys()].map((index) => [`s${index}`, { image: `a:${index}`, user: '08' }]),
    );
    const found = read({ services }).services;
    expect(Object.keys(found)).toHaveLength(300);
    expect(found['s299']).toMatchObject({ image: 'a:299', user: '08' });
  });

  it('no comment', () => {
    fc.assert(
      fc.property(fc.array(anyString, { minLength: 20, maxLength: 40 }), (comments) => {
        const services = Object.fromEntries(comments.map((_, index) => [`s${index}`, { image: 'a' }]));
        const commented = comments.map((comment, index) => ({ pointer: ['services', `s${index}`], comment }));
        const yaml = printCompose({ services }, { header: comments.join('\n'), comments: commented });
        const { stdout, stderr } = compose(yaml, {}, '--services');
        expect([stderr, stdout.trim().split('\n').sort()]).toEqual(['', Object.keys(services).sort()]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a variable of the deploying host', () => {
  /** Strings made of what the grammar of interpolation is made of. */
  const operand = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'{}$${}A-:?+_ x'), maxLength: 12 }),
    fc.constantFrom(
      '{}',
      '{{}}',
      '{a}',
      '{$}',
      '{{a}{}}',
      '${A}',
      '$$',
      '{"a":{"b":[{}]}}',
      ':-x',
      '?',
      '$}{',
      '{${}}',
      '{}{}',
    ),
    anyString,
  );

  interface Case {
    readonly text: ComposeText;
    readonly whileUnset: string;
    readonly whileSet: string;
  }

  const literal = operand.map((string): Case => ({ text: string, whileUnset: string, whileSet: string }));
  const variable = fc
    .tuple(fc.constantFrom('SETTING', 'a_1', '_'), operand)
    .map(([name, fallback]): Case | undefined => {
      try {
        return { text: Variable.withDefault(name, fallback), whileUnset: fallback, whileSet: 'se$t}' };
      } catch {
        return undefined;
      }
    });
  const optional = fc.constant<Case>({ text: Variable.optional('SETTING'), whileUnset: '', whileSet: 'se$t}' });
  const joined = fc
    .array(
      fc.oneof(
        literal,
        variable.filter((value) => value !== undefined),
        optional,
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((cases) =>
      cases.reduce<Case>(
        (before, next) => {
          try {
            return {
              text: text`${before.text}${next.text}`,
              whileUnset: before.whileUnset + next.whileUnset,
              whileSet: before.whileSet + next.whileSet,
            };
          } catch {
            return before;
          }
        },
        { text: '', whileUnset: '', whileSet: '' },
      ),
    );

  it('has its value while set and its default while not, among literals that stay literal', () => {
    fc.assert(
      fc.property(fc.array(joined, { minLength: 60, maxLength: 120 }), (cases) => {
        const command = cases.map((example) => example.text);
        expect(readService({ command })['command']).toEqual(cases.map(({ whileUnset }) => whileUnset));
        const variables = { SETTING: 'se$t}', a_1: 'se$t}', _: 'se$t}' };
        expect(readService({ command }, variables)['command']).toEqual(cases.map(({ whileSet }) => whileSet));
      }),
      { numRuns: 15 },
    );
  });

  it.each(['set the tag', 'costs $5', '{"a":{}}', 'a-b:-c?d+e', ''])(
    'that is required stops Compose with the message %j',
    (message) => {
      const project: Project = { services: { web: { image: text`web:${Variable.required('TAG', message)}` } } };
      const { status, stderr } = compose(printCompose(project), {});
      expect(status).not.toBe(0);
      expect(stderr.trim()).toMatch(/required variable TAG is missing a value/);
      expect(stderr.trim().endsWith(message)).toBe(true);
      expect(read(project, { TAG: '1' }).services['web']).toMatchObject({ image: 'web:1' });
    },
  );

  it('becomes the number or boolean that Compose wants there', () => {
    const service: Service = {
      read_only: Variable.withDefault('A', 'true'),
      ports: [{ target: Variable.withDefault('B', '80'), published: Variable.withDefault('C', '8080') }],
      deploy: { resources: { limits: { cpus: Variable.withDefault('D', '0.5') } } },
    };
    expect(readService(service)).toMatchObject({
      read_only: true,
      ports: [{ target: 80, published: '8080' }],
      deploy: { resources: { limits: { cpus: 0.5 } } },
    });
  });

  it('is not read in a name', () => {
    expect(readService({ labels: { '${A:-b}': 'c' } })['labels']).toEqual({ '${A:-b}': 'c' });
  });
});

describe('what checkCompose reports', () => {
  const service = (web: unknown): unknown => ({ services: { web: { image: 'a', ...(web as object) } } });

  it.each<[string, unknown]>([
    ['an unknown property', service({ imgae: 'a' })],
    ['a wrong type', service({ image: 1 })],
    ['a wrong value', service({ depends_on: { web: { condition: 'healthy' } } })],
    ['a missing property', service({ volumes: [{ source: 'a', target: '/a' }] })],
    ['a repeated item', service({ security_opt: ['a', 'a'] })],
    ['a bad name', { services: { 'a b': { image: 'a' } } }],
    ['an empty name', service({ environment: { '': 'a' } })],
    ['a variable instead of a boolean', service({ use_api_socket: Variable.withDefault('A', 'true') })],
    ['a mode as a string', service({ volumes: [{ type: 'tmpfs', target: '/a', tmpfs: { mode: '1777' } }] })],
    ['a context that is a number', service({ build: { context: '.', additional_contexts: { a: 1 } } })],
    ['a limit of a build as a string', service({ build: { context: '.', ulimits: { nofile: '1' } } })],
    ['a weight as a string', service({ blkio_config: { weight: '1' } })],
    [
      'a network that is an extension by its name',
      { networks: { 'x-a': {} }, ...(service({ networks: { 'x-a': null } }) as object) },
    ],
  ])('Compose rejects: %s', (_, project) => {
    expect(checkCompose(project)).not.toEqual([]);
    // Only the types say that this is not a Project.
    expect(compose(printCompose(project as Project), {}, '-q').status).not.toBe(0);
  });

  it('Compose silently drops: a variable, label or option that begins with x-', () => {
    const named = { 'x-a': 'b' };
    const project: Project = {
      services: {
        web: { image: 'a', environment: named, labels: named, logging: { driver: 'local', options: named } },
      },
    };
    expect(checkCompose(project).map(({ id }) => id)).toEqual(['swallowed-name', 'swallowed-name', 'swallowed-name']);
    const { stdout } = compose(printCompose(project), {}, '--format', 'json');
    expect(stdout).not.toContain('"x-a"');
  });

  it('Compose silently keeps until a container fails: NUL', () => {
    const project: Project = { services: { web: { image: 'a', environment: { A: 'a\0b' } } } };
    expect(checkCompose(project).map(({ id }) => id)).toEqual(['nul-character']);
    expect(compose(printCompose(project), {}, '-q').status).toBe(0);
  });
});

describe('what checkCompose accepts', () => {
  it('Compose accepts: any project made of valid parts', () => {
    writeFileSync(join(folder, 'key'), '');
    writeFileSync(join(folder, 'conf'), '');
    fc.assert(
      fc.property(anyProject, (valid) => {
        expect(checkCompose(valid)).toEqual([]);
        // The arbitraries are wider than the types: they are to cover what the schema says.
        const { status, stderr } = compose(printCompose(valid as unknown as Project), { KEY: 'k' }, '-q');
        expect([status, stderr]).toEqual([0, '']);
      }),
      { numRuns: 50 },
    );
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

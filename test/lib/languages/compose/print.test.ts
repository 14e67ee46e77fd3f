import fc from 'fast-check';
import { parse } from 'yaml';
import { type Project, printCompose, type Service, text, Variable } from '../../../../lib/languages/compose';
import { anyString } from '../yaml/strings';

describe('a printed project', () => {
  it('has its sections in the order of the Compose reference, whatever order they were given in', () => {
    const project: Project = {
      'x-owner': 'ops',
      configs: { c: { content: 'x' } },
      secrets: { s: { file: './s' } },
      volumes: { v: null },
      networks: { net: {} },
      services: { web: { image: 'nginx' } },
      name: 'kitteh',
    };
    expect(printCompose(project)).toBe(
      [
        'name: kitteh\n',
        'services:\n  web:\n    image: nginx\n',
        'networks:\n  net: {}\n',
        'volumes:\n  v:\n',
        'secrets:\n  s:\n    file: ./s\n',
        'configs:\n  c:\n    content: x\n',
        'x-owner: ops\n',
      ].join('\n'),
    );
  });

  it('keeps the services and their keys in authoring order, with a blank line between services', () => {
    const services = { b: { restart: 'always', image: 'b' }, a: { image: 'a', command: ['x'] } };
    expect(printCompose({ services })).toBe(
      'services:\n  b:\n    restart: always\n    image: b\n\n  a:\n    image: a\n    command: [x]\n',
    );
  });

  it('leaves out what is undefined or empty, and keeps what is empty and still says something', () => {
    const printed = printCompose({
      services: {
        web: {
          image: 'nginx',
          environment: {},
          labels: {},
          build: { args: {} },
          deploy: { resources: { limits: {} } },
          networks: { front: null, back: {} },
          command: [],
          volumes: [{ type: 'tmpfs', target: '/tmp', tmpfs: {} }],
          'x-empty': {},
        },
      },
      networks: {},
      volumes: { uploads: {}, data: null },
      configs: {},
    });
    expect(parse(printed)).toEqual({
      services: {
        web: {
          image: 'nginx',
          networks: { front: null, back: {} },
          command: [],
          volumes: [{ type: 'tmpfs', target: '/tmp' }],
          'x-empty': {},
        },
      },
      volumes: { uploads: {}, data: null },
    });
  });

  it('doubles each $ in values and none in keys', () => {
    const printed = printCompose({ services: { web: { environment: { $A: '$B', C: 'a$$b' } } } });
    expect(parse(printed)).toEqual({ services: { web: { environment: { $A: '$$B', C: 'a$$$$b' } } } });
  });

  it('interpolates only what is a Variable or a text with one', () => {
    const tag = Variable.required('TAG', 'which one?');
    const printed = printCompose({
      services: { web: { image: text`ghcr.io/acme/web:${tag}`, read_only: Variable.withDefault('RO', 'true') } },
    });
    expect(printed).toBe(
      'services:\n  web:\n    image: ghcr.io/acme/web:${TAG:?which one?}\n    read_only: ${RO:-true}\n',
    );
  });

  it('has the header and the comments where they were asked for', () => {
    const printed = printCompose(
      { name: 'kitteh', services: { web: { image: 'nginx' }, db: { image: 'postgres' } } },
      {
        header: 'Made by synth.\nEdit stack.ts instead.',
        comments: [
          { pointer: ['services', 'db'], comment: 'kitteh/db' },
          { pointer: ['services', 'db', 'image'], comment: 'newest' },
        ],
      },
    );
    expect(printed).toBe(
      [
        '# Made by synth.\n# Edit stack.ts instead.\n',
        'name: kitteh\n',
        'services:\n  web:\n    image: nginx\n',
        '  # kitteh/db\n  db:\n    # newest\n    image: postgres\n',
      ].join('\n'),
    );
  });

  it('never lets a comment become data', () => {
    fc.assert(
      fc.property(anyString, (comment) => {
        const printed = printCompose({ name: 'a' }, { header: comment, comments: [{ pointer: ['name'], comment }] });
        expect(parse(printed)).toEqual({ name: 'a' });
      }),
    );
  });

  it('holds every string as it was, but for the doubled $', () => {
    fc.assert(
      fc.property(fc.dictionary(anyString, anyString, { minKeys: 1 }), fc.array(anyString), (environment, command) => {
        const printed = printCompose({ services: { web: { environment, labels: environment, command } } });
        const unescaped = (read: unknown): unknown => (typeof read === 'string' ? read.replaceAll('$$', '$') : read);
        const read: unknown = parse(printed, (_, value: unknown) => unescaped(value));
        expect(read).toEqual({ services: { web: { environment, labels: environment, command } } });
      }),
    );
  });

  it('is not changed by printing', () => {
    const project: Project = { services: { web: { environment: {}, networks: { a: {} } } }, networks: { a: {} } };
    const before = structuredClone(project);
    printCompose(project);
    expect(project).toEqual(before);
  });

  it('takes __proto__ for a name like any other', () => {
    const project: Project = JSON.parse('{"services":{"__proto__":{"image":"a","labels":{"__proto__":"b"},"dns":{}}}}');
    expect(printCompose(project)).toBe('services:\n  __proto__:\n    image: a\n    labels:\n      __proto__: b\n');
  });
});

describe('the model', () => {
  it('makes a typo a compile error and lets extensions pass', () => {
    const services: Record<string, Service> = {
      extended: { 'x-mine': 1, healthcheck: { 'x-mine': ['a'] } },
      // @ts-expect-error: no such property
      typo: { imgae: 'nginx' },
      // @ts-expect-error: no such condition
      value: { depends_on: { db: { condition: 'service_helthy' } } },
      // @ts-expect-error: no such property
      deep: { healthcheck: { intervall: '1s' } },
      // @ts-expect-error: Compose rejects a variable where it wants a boolean only
      variable: { depends_on: { db: { condition: 'service_started', required: Variable.optional('A') } } },
    };
    expect(Object.keys(services)).toHaveLength(5);
  });
});

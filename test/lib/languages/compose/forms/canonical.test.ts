import { canonicalProject, canonicalService } from '../../../../../lib/languages/compose/forms';
import type { Project, Service } from '../../../../../lib/languages/compose/model.generated';
import { Replace } from '../../../../../lib/languages/compose/overlay';
import { text, Variable } from '../../../../../lib/languages/compose/text/variable';

const X = Variable.required('X');

describe('a service in long syntax', () => {
  it.each<[Service, unknown]>([
    [{ build: '.' }, { build: { context: '.' } }],
    [
      {
        build: {
          args: ['A=1'],
          additional_contexts: ['a=./a'],
          ssh: ['default'],
          secrets: ['s'],
          no_cache_filter: 'x',
        },
      },
      {
        build: {
          args: { A: '1' },
          additional_contexts: { a: './a' },
          ssh: { default: null },
          secrets: [{ source: 's' }],
          no_cache_filter: ['x'],
        },
      },
    ],
    [
      { command: 'a "b c"', entrypoint: '' },
      { command: ['a', 'b c'], entrypoint: [] },
    ],
    [{ depends_on: ['db'] }, { depends_on: { db: { condition: 'service_started' } } }],
    [
      { networks: ['a'], models: ['m'] },
      { networks: { a: null }, models: { m: null } },
    ],
    [
      { environment: ['A', 'B=1'], labels: ['A', 'B=1'] },
      { environment: { A: null, B: '1' }, labels: { A: '', B: '1' } },
    ],
    [{ env_file: 'a.env' }, { env_file: [{ path: 'a.env' }] }],
    [{ env_file: ['a.env', { path: 'b' }] }, { env_file: [{ path: 'a.env' }, { path: 'b' }] }],
    [
      { dns: '1.1.1.1', tmpfs: '/run', label_file: 'x' },
      { dns: ['1.1.1.1'], tmpfs: ['/run'], label_file: ['x'] },
    ],
    [
      { extends: 'base', gpus: 'all' },
      { extends: { service: 'base' }, gpus: [{ count: 'all' }] },
    ],
    [{ extra_hosts: ['a=1', 'b=1,2'] }, { extra_hosts: { a: '1', b: ['1', '2'] } }],
    [{ ports: ['80-81', 5] }, { ports: [{ target: 80 }, { target: 81 }, { target: 5 }] }],
    [{ ulimits: { nofile: 5 } }, { ulimits: { nofile: { soft: 5, hard: 5 } } }],
    [{ healthcheck: { test: 'a b' } }, { healthcheck: { test: ['CMD-SHELL', 'a b'] } }],
    [{ devices: ['/dev/a'] }, { devices: [{ source: '/dev/a', target: '/dev/a', permissions: 'rwm' }] }],
    [
      { post_start: [{ command: 'a b', environment: ['A=1'] }] },
      { post_start: [{ command: ['a', 'b'], environment: { A: '1' } }] },
    ],
    [
      { develop: { watch: [{ path: '.', action: 'sync', ignore: 'x' }] } },
      { develop: { watch: [{ path: '.', action: 'sync', ignore: ['x'] }] } },
    ],
  ])('%j', (short, long) => {
    expect(canonicalService(short)).toEqual(long);
    expect(canonicalService(long as Service)).toBe(long);
  });

  it('keeps what a variable hides and what is wrong as it was written', () => {
    const service = {
      command: text`serve ${X}`,
      environment: [X],
      ports: [X, 'http'],
      volumes: [text`${X}:/a`],
      networks: [X],
      labels: 7,
      healthcheck: null,
      dns: { wrong: true },
      build: 5,
      ulimits: [1],
    };
    expect(canonicalService(service as unknown as Service)).toBe(service);
    for (const wrong of [null, undefined, 7, 'x', []])
      expect(canonicalService(wrong as unknown as Service)).toBe(wrong);
  });

  it('keeps names that only a list can hold, and those that objects have of themselves', () => {
    const service: Service = { environment: ['=x'] };
    expect(canonicalService(service)).toBe(service);
    const { environment } = canonicalService({ environment: ['__proto__=1'] });
    expect(Object.entries(environment ?? {})).toEqual([['__proto__', '1']]);
  });

  it('looks into an override', () => {
    const service = canonicalService({ ports: new Replace(['80']) } as unknown as Service);
    expect(service.ports).toEqual(new Replace([{ target: 80 }]));
  });

  it('keeps ranges of ports that would be more than there are', () => {
    const ports = ['1-65535', '1-65535', '80'];
    expect(canonicalService({ ports }).ports).toHaveLength(65535 + 2);
  });
});

describe('a project in long syntax', () => {
  it('has what is outside of it by name', () => {
    const project: Project = {
      include: ['a.yaml', { path: 'b.yaml', env_file: 'b.env' }],
      services: { web: { build: '.' } },
      networks: { front: { external: { name: 'outside' } }, back: null },
      volumes: { data: { labels: ['a=1'] } },
      secrets: { key: { name: 'a', external: { name: 'b' } } },
    };
    expect(canonicalProject(project)).toEqual({
      include: [{ path: ['a.yaml'] }, { path: ['b.yaml'], env_file: ['b.env'] }],
      services: { web: { build: { context: '.' } } },
      networks: { front: { name: 'outside', external: true }, back: null },
      volumes: { data: { labels: { a: '1' } } },
      // The two contradict each other.
      secrets: { key: { name: 'a', external: { name: 'b' } } },
    });
  });

  it('is the same object where it is long already', () => {
    const web: Service = { image: 'web', ports: [{ target: 80 }], environment: { A: '1' }, networks: { front: null } };
    const project: Project = { services: { web }, networks: { front: null } };
    expect(canonicalProject(project)).toBe(project);
    const other = canonicalProject({ services: { web, short: { build: '.' } } });
    expect(other.services?.['web']).toBe(web);
  });
});

import fc from 'fast-check';
import { recognize } from '../../../../lib/import/recognize';
import { writeStack } from '../../../../lib/import/write';
import {
  type CanonicalProject,
  canonicalProject,
  type Project,
  parseCompose,
  Variable,
} from '../../../../lib/languages/compose';
import { generationOf } from '../write/run';

const recognized = (text: string, environments: Readonly<Record<string, string>> = { development: '' }) =>
  recognize({
    name: 'shop',
    project: parseCompose(text).project,
    environments: Object.entries(environments).map(([name, overlay]) => ({
      name,
      ...(overlay !== '' && { overlay: parseCompose(overlay).project }),
    })),
    look: () => 'missing',
  });

/** What becomes of a service whose success `web` waits for. */
const job = (service: string, rest = '', environments?: Readonly<Record<string, string>>) => {
  const text = `services:
  job: { ${service} }
  web: { image: a, depends_on: { job: { condition: service_completed_successfully } } }
${rest}`;
  return recognized(text, environments);
};

/** What becomes of a service that shares the program of `web`. */
const worker = (service: string, others = '', environments?: Readonly<Record<string, string>>) => {
  const own = ['image: a', 'restart: always', 'command: celery worker'].filter(
    (line) => !service.includes(`${line.split(':')[0]}:`),
  );
  return recognized(
    `services:\n  mails: { ${[...own, service].filter((part) => part !== '').join(', ')} }\n  web: { image: a, command: serve }\n${others}`,
    environments,
  );
};

const properties = ({ workloads: [one] }: ReturnType<typeof job>): Readonly<Record<string, unknown>> =>
  Object.fromEntries((one?.properties ?? []).map(({ name, value }) => [name, value]));

describe('a service that shares the program of another one', () => {
  it('may name itself, and is no Worker as soon as another one names it, too', () => {
    const own = 'environment: { SELF: "http://mails:80/" }';
    expect(worker(own).workloads).toMatchObject([{ id: 'mails', className: 'Worker' }]);
    expect(worker(own, '  tool: { image: b, environment: { MAILS: "http://mails/" } }').workloads).toEqual([]);
  });
});

it('a variable that says whose namespace or link it is stands for nobody', () => {
  const tool = '  tool: { image: b, ipc: "service:${PEER}", links: ["${PEER}"], network_mode: "${MODE}" }';
  expect(worker('', tool).workloads).toMatchObject([{ id: 'mails', className: 'Worker' }]);
});

describe('a service whose success others wait for', () => {
  it('is a Job, in the words that a Job has', () => {
    const found = job(
      'image: "acme/seed:${TAG:-1}", command: "seed --all", environment: [A=1, "B=${B}"], user: "1000:1000", restart: "no"',
    );
    expect(found.workloads).toMatchObject([
      { id: 'job', className: 'Job', image: { reference: expect.anything(), user: { uid: 1000, gid: 1000 } } },
    ]);
    expect(properties(found)).toMatchObject({ command: ['seed', '--all'], environment: { A: '1' }, hardened: false });
    expect(found.project.services?.['job']).toEqual({ networks: ['default'] });
    expect(found.project.networks).toEqual({ default: null });
  });

  it('may be tried again, and says so in the words of a Job where it has a number', () => {
    expect(properties(job('image: a, restart: on-failure:5'))).toMatchObject({ retries: 5 });
    expect(job('image: a, restart: on-failure').project.services?.['job']).toMatchObject({ restart: 'on-failure' });
  });

  it.each([
    ['environment: [A]', 'environment'],
    ['environment: { "discovery.type": single-node }', 'environment'],
    ['command: "run $${X}; rm ${DIR}"', 'command'],
    ['command: []', 'command'],
    ['user: root', 'user'],
    ['cap_drop: [ALL]', 'cap_drop'],
    ['env_file: [{ path: a.env, required: false }]', 'env_file'],
    ['extra_hosts: ["a:1.1.1.1", "a:2.2.2.2"]', 'extra_hosts'],
    ['network_mode: host', 'network_mode'],
    ['ports: ["80:80"]', 'ports'],
    ['healthcheck: { test: a }', 'healthcheck'],
    ['x-note: a', 'x-note'],
  ])('keeps what a Job has no word for: %s', (service, key) => {
    const found = job(`image: a, ${service}`);
    expect(found.notRecognized).toEqual([]);
    expect(Object.keys(found.project.services?.['job'] ?? {})).toContain(key);
  });

  it.each([
    ['build: .', '', 'it is built with a Dockerfile of its own'],
    ['command: a', '', 'it has no image'],
    ['image: a, restart: always', '', 'it starts again after it has ended'],
    ['image: a, restart: "${R}"', '', 'it starts again after it has ended'],
    ['image: a, networks: { n: { aliases: ["${A}"] } }', 'networks: { n: }', 'a variable says under which names'],
    ['image: a', 'volumes: { job: }', 'a service and a volume are called job'],
  ])('is none with %s %s: %s', (service, rest, why) => {
    const { workloads, notRecognized } = job(service, rest);
    expect(workloads).toEqual([]);
    expect(notRecognized).toEqual([{ service: 'job', why: expect.stringContaining(`it is no Job: ${why}`) }]);
  });

  it.each([
    ['services: { job: !reset }', 'the environment dev changes it as a whole'],
    ['services: { job: { networks: [other] } }', 'the environment dev changes its networks'],
    ['services: { job: { build: . } }', 'the environment dev changes its build'],
  ])('is none where an environment changes what no merge can say: %s', (overlay, why) => {
    const { notRecognized } = job('image: a', '', { development: '', dev: overlay });
    expect(notRecognized).toEqual([{ service: 'job', why: `it is no Job: ${why}` }]);
  });

  it('is one where an environment changes its variables, or is alone in waiting for it', () => {
    const overlay = 'services: { job: { environment: { A: b } } }';
    expect(job('image: a', '', { development: '', dev: overlay }).workloads).toMatchObject([{ id: 'job' }]);
    const alone = recognized('services: { seed: { image: a }, web: { image: b } }', {
      development: '',
      dev: 'services: { web: { depends_on: { seed: { condition: service_completed_successfully } } } }',
    });
    expect(alone.workloads).toMatchObject([{ id: 'seed' }]);
  });

  it('is told to run as before, once for all of them', () => {
    const { remarks } = job('image: a');
    expect(remarks).toEqual([{ service: 'job', what: expect.stringContaining('`hardened: false`') }]);
  });
});

describe('a service that runs all the time and that nobody calls', () => {
  it('is a Worker if it works for a program with the same image', () => {
    expect(worker('').workloads).toMatchObject([{ id: 'mails', className: 'Worker' }]);
    expect(worker('').project.services?.['mails']).toEqual({ restart: 'always', networks: ['default'] });
  });

  it('has the restart that a Worker has on a server', () => {
    const on = (restart: string, ...names: readonly string[]) => {
      const environments = Object.fromEntries(names.map((name) => [name, '']));
      return worker(`restart: ${restart}`, '', environments).project.services?.['mails'];
    };
    expect(on('unless-stopped', 'production', 'staging')).not.toHaveProperty('restart');
    expect(on('unless-stopped', 'production', 'development')).toHaveProperty('restart');
    expect(on('always', 'production')).toHaveProperty('restart');
  });

  it.each([
    ['restart: on-failure'],
    ['restart: "no"'],
    ['command: serve'],
    ['command: run'],
    ['image: b'],
    ['ports: [80]'],
    ['expose: [80]'],
    ['labels: { traefik.enable: "true" }'],
    ['environment: { VIRTUAL_HOST: a }'],
  ])('is none if it does not show: %s', (service) => {
    const { workloads, notRecognized } = worker(service);
    expect({ workloads, notRecognized }).toEqual({ workloads: [], notRecognized: [] });
  });

  it.each([
    ['environment: { QUEUE_HOST: mails }'],
    ['environment: { URL: "http://mails:8000/" }'],
    ['command: [proxy, "mails:80"]'],
    ['links: ["mails:queue"]'],
    ['network_mode: "service:mails"'],
    ['healthcheck: { test: "curl http://mails/" }'],
  ])('is none if somebody calls it: %s', (other) => {
    expect(worker('', `  other: { image: c, ${other} }`).workloads).toEqual([]);
  });

  it('is none if it is built, and is told so', () => {
    expect(worker('build: .').notRecognized).toEqual([
      { service: 'mails', why: 'it is no Worker: it is built with a Dockerfile of its own' },
    ]);
  });
});

/** The hardening of a Worker, as `synth` writes it. */
const HARDENED =
  'init: true, read_only: true, tmpfs: [/tmp], cap_drop: [ALL], security_opt: ["no-new-privileges:true"], logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } }';
const LIMITS = 'deploy: { resources: { limits: { memory: 512m, pids: 512 } } }';

describe('a service that is hardened as constructs are', () => {
  it('says nothing of it', () => {
    const found = job(`image: a, ${HARDENED}, ${LIMITS}`);
    expect(properties(found)).toEqual({});
    expect(found.remarks).toEqual([]);
  });

  it('says which limits, folders and capabilities are others', () => {
    const other = LIMITS.replace('512m', '1g').replace('pids: 512', 'pids: 100, cpus: 0.5');
    const found = job(`image: a, cap_add: [CHOWN], ${HARDENED.replace('/tmp', '/run')}, ${other}`);
    expect(properties(found)).toEqual({ capabilities: ['CHOWN'], memory: '1g', cpus: 0.5, processes: 100 });
    expect(found.workloads).toMatchObject([{ image: { tmpfs: ['/run'] } }]);
  });

  it('keeps the rest of its deploy', () => {
    const limits = LIMITS.replace('resources', 'replicas: 2, resources');
    expect(job(`image: a, ${HARDENED}, ${limits}`).project.services?.['job']).toMatchObject({
      deploy: { replicas: 2 },
    });
  });

  it.each([
    [HARDENED.replace('init: true, ', ''), LIMITS],
    [HARDENED.replace('[ALL]', '[NET_RAW]'), LIMITS],
    [HARDENED.replace('10m', '1m'), LIMITS],
    [HARDENED, LIMITS.replace('512m', '512')],
    [HARDENED, LIMITS.replace('512m', '1m')],
    [HARDENED, LIMITS.replace(', pids: 512', '')],
  ])('keeps every word where one of them is another: %s, %s', (hardening, limits) => {
    const found = job(`image: a, ${hardening}, ${limits}`);
    expect(properties(found)).toMatchObject({ hardened: false, readOnlyRoot: true, tmpfs: ['/tmp'] });
    expect(Object.keys(found.project.services?.['job'] ?? {})).toEqual(
      expect.arrayContaining(['cap_drop', 'security_opt', 'logging', 'deploy']),
    );
  });
});

describe('a service with a profile that runs the program of a Worker under its name', () => {
  const task = (service: string, id = 'mails-purge') =>
    worker('environment: { A: b }', `  ${id}: { profiles: [purge], ${service} }`);
  const own = 'image: a, command: celery purge, environment: { A: b }';

  it('is a task of it', () => {
    const { tasks, project } = task(`${own}, stdin_open: true`);
    expect(tasks).toEqual([{ id: 'mails-purge', name: 'purge', like: 'mails', command: ['celery', 'purge'] }]);
    expect(project.services?.['mails-purge']).toEqual({ stdin_open: true, networks: ['default'] });
  });

  it('keeps what a task has none of', () => {
    const { project } = task(`${own}, labels: { a: b }, restart: on-failure:3`);
    expect(project.services?.['mails-purge']).toMatchObject({ labels: { a: 'b' }, restart: 'on-failure:3' });
  });

  it.each([
    [own, 'purge'],
    [own.replace('image: a', 'image: b'), undefined],
    [own.replace('A: b', 'A: c'), undefined],
    [`${own}, entrypoint: sh`, undefined],
    [own.replace('command: celery purge, ', ''), undefined],
    [own.replace('image: a', 'build: .'), undefined],
  ])('is none where it would lose something: %s', (service, id) => {
    expect(task(service, id).tasks).toEqual([]);
  });
});

describe('a project with Jobs, Workers and tasks', () => {
  it('is the same to Compose, whatever its services say', () => {
    const words = fc.array(fc.constantFrom('a', 'b c', '$x', "it's", '"', ''), { minLength: 1, maxLength: 3 });
    const text = fc.constantFrom('a', '', '$HOME', 'a b', '1.10', Variable.of('V'), Variable.withDefault('W', 'x'));
    const name = fc.constantFrom('A', 'B_C', 'd.e', 'TZ', 'PORT');
    const command = fc.oneof(words, fc.constantFrom('run "a b"', 'x', '', []));
    const options = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const service = fc
      .record({
        image: fc.constantFrom('a', 'acme/b:1', Variable.of('IMAGE')),
        command: options(command),
        entrypoint: options(command),
        environment: options(
          fc.oneof(
            fc.dictionary(name, fc.oneof(text, fc.constantFrom(1, true, null, 1.5, 1e21))),
            fc.subarray(['A=1', 'B_C=', 'TZ', 'd.e=x y']),
          ),
        ),
        labels: options(fc.oneof(fc.dictionary(name, text), fc.subarray(['a=1', 'b']))),
        restart: fc.constantFrom(undefined, 'no', 'on-failure', 'on-failure:3', 'always', 'unless-stopped'),
        networks: fc.constantFrom(
          undefined,
          [],
          ['n'],
          ['default', 'n'],
          { n: {} },
          { n: { aliases: ['q'] }, m: null },
        ),
        network_mode: fc.constantFrom(undefined, undefined, undefined, 'none', 'host'),
        volumes: options(
          fc.shuffledSubarray(['vol:/v', 'vol:/w:ro', 'v:/x', '/anonymous', { type: 'tmpfs', target: '/t' }]),
        ),
        secrets: options(fc.shuffledSubarray(['s', { source: 's', target: 't' }, { source: 'e' }])),
        tmpfs: fc.constantFrom(undefined, '/tmp', ['/tmp', '/run'], []),
        read_only: fc.constantFrom(undefined, true, false),
        init: fc.constantFrom(undefined, true),
        cap_add: options(fc.subarray(['CHOWN', 'KILL'])),
        cap_drop: options(fc.subarray(['ALL'])),
        user: fc.constantFrom(undefined, 'root', '1000', '1000:1000', '0:0'),
        profiles: options(fc.subarray(['p', 'q'])),
        stop_signal: fc.constantFrom(undefined, 'SIGINT'),
        group_add: options(fc.subarray(['audio', 44])),
        extra_hosts: fc.constantFrom(undefined, ['a:1.2.3.4'], { a: ['1.1.1.1', '2.2.2.2'], b: '::1' }),
        deploy: fc.constantFrom(
          undefined,
          { resources: { limits: { memory: '1g', pids: 9 } } },
          { replicas: 2, resources: { limits: { cpus: '0.50' } } },
        ),
        mem_limit: fc.constantFrom(undefined, '1g'),
      })
      .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)))
      // which Compose refuses
      .map(({ network_mode, ...others }) =>
        'networks' in others || network_mode === undefined ? others : { ...others, network_mode },
      );
    const projects = fc.record({ seed: service, 'mails-queue': service, web: service }).map((services) => ({
      services: {
        ...services,
        web: { ...services.web, depends_on: { seed: { condition: 'service_completed_successfully' } } },
      },
      networks: { n: null, m: { internal: true } },
      volumes: { vol: null, v: null },
      secrets: { s: { file: './s' }, e: { environment: 'E' } },
    }));
    let recognitions = 0;
    fc.assert(
      fc.property(projects, (data) => {
        const project = data as unknown as Project; // plain data of that shape
        const found = recognize({ name: 'p', project, environments: [], look: () => 'missing' });
        recognitions += found.workloads.length;
        const { text: program } = writeStack({ name: 'p', project: found.project, recognized: found });
        const { stacks, diagnostics } = generationOf(program, '/stack');
        const why = diagnostics.filter(({ severity }) => severity === 'error');
        // what these projects have wrong from the beginning is not of interest
        const before = generationOf(writeStack({ name: 'p', project }).text, '/stack');
        const errors = before.diagnostics.filter(({ severity }) => severity === 'error').map(({ id }) => id);
        expect(why.map(({ id }) => id)).toEqual(errors);
        if (errors.length > 0) return;
        const [made, original] = [stacks[0], before.stacks[0]].map((stack) => stack?.assembly.canonical);
        expect(normal(made)).toEqual(normal(original));
      }),
      { numRuns: 150 },
    );
    expect(recognitions).toBeGreaterThan(50);
  });

  /** Without what says as much as nothing. */
  function normal(project: CanonicalProject | undefined): unknown {
    const { services = {}, networks, ...others } = canonicalProject((project ?? {}) as Project);
    const written = Object.entries(services).map(
      ([id, { restart, networks: joined, network_mode, group_add, ...service }]) => {
        const inDefault = joined === undefined || Object.keys(joined).length === 0;
        const all = Object.entries(inDefault && network_mode === undefined ? { default: null } : (joined ?? {}));
        return [
          id,
          {
            ...service,
            network_mode,
            ...(restart !== 'no' && { restart }),
            networks: all.map(([name, entry]) => [name, entry ?? {}]),
          },
        ];
      },
    );
    const { default: _, ...declared } = networks ?? {};
    return { ...others, networks: declared, services: plain(Object.fromEntries(written)) };
  }

  function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null || !Object.is(Object.getPrototypeOf(value), Object.prototype)) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => {
        const inner = plain(item);
        const isEmpty =
          inner === undefined || (typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0);
        return isEmpty && !(inner instanceof Variable) ? [] : [[key, inner]];
      }),
    );
  }
});

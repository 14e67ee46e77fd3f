import { checkCompose, type Finding, type Project, text, Variable } from '../../../../lib/languages/compose';

function check(project: unknown): string[] {
  return checkCompose(project).map(({ id, pointer, remedy }) => `${id} ${pointer.join('.')}: ${remedy}`);
}

function checkService(service: unknown): string[] {
  return check({ services: { web: service } });
}

const complete: Project = {
  name: 'kitteh',
  services: {
    web: {
      image: text`ghcr.io/acme/web:${Variable.required('TAG')}`,
      build: { context: './web', dockerfile: 'Dockerfile', target: 'run', args: { MIX_ENV: 'prod' } },
      command: ['bin/web', 'start'],
      entrypoint: null,
      environment: { PORT: '4000', DEBUG: false, HOME: null, WORKERS: 2, HOST: Variable.required('HOST') },
      env_file: [{ path: './web.env', required: false }],
      ports: [{ target: 4000, published: '8080', host_ip: '127.0.0.1', protocol: 'tcp', mode: 'host' }],
      expose: ['4000'],
      volumes: [
        { type: 'volume', source: 'uploads', target: '/var/uploads', volume: { nocopy: true } },
        { type: 'bind', source: './a', target: '/a', read_only: Variable.withDefault('RO', 'true') },
        { type: 'tmpfs', target: '/tmp', tmpfs: { size: '64m', mode: 0o1777 } },
      ],
      tmpfs: ['/run'],
      networks: { front: { aliases: ['www'] }, back: null },
      depends_on: { db: { condition: 'service_healthy', restart: true, required: true } },
      healthcheck: { test: ['CMD', 'true'], interval: '10s', start_period: '5s', start_interval: '300ms', retries: 3 },
      secrets: [{ source: 'key', target: 'key', uid: '1000', gid: '1000', mode: 0o400 }],
      configs: [{ source: 'conf', target: '/conf' }],
      restart: 'unless-stopped',
      user: '1000:1000',
      read_only: true,
      cap_drop: ['ALL'],
      cap_add: ['NET_BIND_SERVICE'],
      security_opt: ['no-new-privileges:true'],
      init: true,
      stop_grace_period: '10s',
      stop_signal: 'SIGTERM',
      profiles: ['web'],
      labels: { 'com.example.a': 'b' },
      logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
      deploy: { resources: { limits: { cpus: '0.5', memory: '512M', pids: 100 } } },
      working_dir: '/app',
      extra_hosts: { host: ['10.0.0.1'] },
      hostname: 'web',
      pull_policy: 'missing',
      mem_limit: '512m',
      shm_size: 1024,
      ulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 },
      sysctls: { 'net.core.somaxconn': 1024 },
      container_name: 'web',
      'x-mine': { any: ['thing'] },
    },
    db: { image: 'postgres:17', network_mode: 'none' },
  },
  networks: { front: { driver: 'bridge' }, back: { internal: true } },
  volumes: { uploads: null },
  secrets: { key: { file: './key' }, token: { environment: 'TOKEN' } },
  configs: { conf: { content: 'a', name: 'b' } },
};

describe('a project that Compose accepts', () => {
  it('has no findings', () => {
    expect(checkCompose(complete)).toEqual([]);
  });

  it('may have absent properties and repeat what Compose makes unique', () => {
    expect(checkService({ image: 'a', user: undefined, cap_drop: ['ALL', 'ALL'], ports: ['80', '80'] })).toEqual([]);
  });

  it('may name services, volumes, networks, secrets and configs with x-', () => {
    expect(
      check({
        services: { 'x-a': { image: 'a', depends_on: { 'x-b': { condition: 'service_started' } } }, 'x-b': {} },
      }),
    ).toEqual([]);
  });
});

describe('an unknown property', () => {
  it.each([
    ['imgae', 'Did you mean "image"?'],
    ['dependsOn', 'Did you mean "depends_on"?'],
    ['depend_on', 'Did you mean "depends_on"?'],
    ['enviroment', 'Did you mean "environment"?'],
    ['port', 'Did you mean "ports"?'],
    ['capdrop', 'Did you mean "cap_drop"?'],
    ['frobnicate', 'Remove it, or see the Compose file reference.'],
    ['__proto__', 'Remove it, or see the Compose file reference.'],
  ])('%s of a service: %s', (key, remedy) => {
    expect(checkService(JSON.parse(`{"${key}":1}`))).toEqual([`unknown-property services.web.${key}: ${remedy}`]);
  });

  it('is one finding at the deepest place, with what is allowed there', () => {
    expect(checkService({ deploy: { resources: { limits: { ram: 1 } } } })).toEqual([
      'unknown-property services.web.deploy.resources.limits.ram: Remove it, or use one of "cpus", "memory", "pids".',
    ]);
  });

  it('is found at the top, in lists and in alternatives', () => {
    expect(check({ service: {} })).toEqual(['unknown-property service: Did you mean "services"?']);
    expect(checkService({ ports: [{ target: 80 }, { targt: 80 }] })).toEqual([
      'unknown-property services.web.ports.1.targt: Did you mean "target"?',
    ]);
    expect(checkService({ build: { contxt: '.' } })).toEqual([
      'unknown-property services.web.build.contxt: Did you mean "context"?',
    ]);
  });
});

describe('a wrong value', () => {
  it('names the values that Compose knows', () => {
    expect(checkService({ depends_on: { db: { condition: 'service_helthy' } } })).toEqual([
      'wrong-value services.web.depends_on.db.condition: Did you mean "service_healthy"? Use one of "service_started", "service_healthy", "service_completed_successfully".',
    ]);
    expect(checkService({ volumes: [{ type: 'folder' }] })).toEqual([
      'wrong-value services.web.volumes.0.type: Use one of "bind", "volume", "tmpfs", "cluster", "npipe", "image".',
    ]);
  });

  it('is found by pattern, range and wholeness', () => {
    expect(checkService({ container_name: '-' })).toEqual([
      'wrong-value services.web.container_name: Give a value that matches [a-zA-Z0-9][a-zA-Z0-9_.-]+.',
    ]);
    expect(checkService({ cpu_percent: 101 })).toEqual([
      'out-of-range services.web.cpu_percent: Give a number that is at least 0 and at most 100.',
    ]);
    expect(checkService({ cpu_count: 1.5 })).toEqual(['wrong-type services.web.cpu_count: Give an integer.']);
  });

  it('of another kind says what Compose wants, once', () => {
    expect(checkCompose({ services: { web: { image: 1 } } })).toEqual<Finding[]>([
      {
        id: 'wrong-type',
        pointer: ['services', 'web', 'image'],
        message: 'Compose wants a string here and finds a number.',
        remedy: 'Write it as a string.',
      },
    ]);
    expect(checkService({ ports: '80:80' })).toEqual(['wrong-type services.web.ports: Give a list.']);
    expect(checkService({ build: [] })).toEqual(['wrong-type services.web.build: Give a string or a map.']);
    expect(checkService({ healthcheck: { test: { cmd: 1 } } })).toEqual([
      'wrong-type services.web.healthcheck.test: Give a string or a list.',
    ]);
    expect(checkService(null)).toEqual(['wrong-type services.web: Give a map.']);
    expect(check('a')).toEqual(['wrong-type : Give a map.']);
  });

  it('that is missing is found at the map that lacks it', () => {
    expect(checkService({ depends_on: { db: { restart: true } } })).toEqual([
      'missing-property services.web.depends_on.db: Add "condition": Compose requires it here.',
    ]);
  });

  it('that Compose wants only once is found', () => {
    expect(checkService({ security_opt: ['a', 'b', 'a'] })).toEqual([
      'duplicate-item services.web.security_opt.2: Remove one of them.',
    ]);
  });
});

describe('a name', () => {
  it('that Compose does not accept is found', () => {
    expect(check({ services: { 'we b': {} } })).toEqual([
      'bad-name services.we b: Choose a name that matches ^[a-zA-Z0-9._-]+$.',
    ]);
    expect(checkService({ environment: { '': 'a' } })).toEqual([
      'bad-name services.web.environment.: Choose a name that matches .+.',
    ]);
  });

  it('that Compose would drop as an extension is found', () => {
    const remedy = 'Choose a name that does not begin with "x-".';
    expect(checkService({ environment: { 'x-a': 'b' } })).toEqual([
      `swallowed-name services.web.environment.x-a: ${remedy}`,
    ]);
    expect(checkService({ labels: { 'x-a': 'b' } })).toEqual([`swallowed-name services.web.labels.x-a: ${remedy}`]);
    expect(checkService({ networks: { 'x-a': null } })).toEqual([
      `swallowed-name services.web.networks.x-a: ${remedy}`,
    ]);
    expect(checkService({ logging: { options: { 'x-a': '1' } } })).toEqual([
      `swallowed-name services.web.logging.options.x-a: ${remedy}`,
    ]);
  });

  it('of a variable that would end at its "=" is found', () => {
    const remedy = 'Take the "=" out of the name.';
    expect(
      checkService({ environment: { 'A=B': 'c' }, build: { args: { '=': 'd' } }, labels: { 'A=B': 'c' } }),
    ).toEqual([
      `bad-variable-name services.web.environment.A=B: ${remedy}`,
      `bad-variable-name services.web.build.args.=: ${remedy}`,
    ]);
  });
});

describe('what is not data', () => {
  class Construct {
    readonly self = this;
    constructor(readonly name?: string) {}
    get trap(): never {
      throw new Error('looked inside a construct');
    }
  }

  it('is a construct: the remedy is its name, and nobody looks inside', () => {
    expect(checkService({ networks: { front: new Construct() }, image: new Construct('a') })).toEqual([
      'construct-as-value services.web.networks.front: Pass its .name, or the plain data that Compose should see.',
      'construct-as-value services.web.image: Pass its .name.',
    ]);
    expect(check({ services: new Construct() })).toEqual([
      'construct-as-value services: Pass its .name, or the plain data that Compose should see.',
    ]);
  });

  it('is data that contains itself', () => {
    const labels: Record<string, unknown> = {};
    labels['self'] = { 'x-deeper': labels };
    expect(checkCompose({ 'x-a': labels }).map(({ id, pointer }) => `${id} ${pointer.join('.')}`)).toEqual([
      'cyclic-data x-a.self.x-deeper',
    ]);
  });

  it('is not the same object in two places', () => {
    const shared = { driver: 'local' };
    expect(check({ services: { a: { logging: shared }, b: { logging: shared } } })).toEqual([]);
  });

  it('is what no container can hold', () => {
    expect(
      checkCompose({
        services: {
          web: { environment: { A: 'a\0b', 'B\0': 'c' }, command: ['\ud800'], labels: { a: text`\0${'b'}` } },
        },
      }).map(({ id, pointer }) => [id, ...pointer.slice(2)]),
    ).toEqual([
      ['nul-character', 'environment', 'A'],
      ['nul-character', 'environment', 'B\0'],
      ['lone-surrogate', 'command', '0'],
      ['nul-character', 'labels', 'a'],
    ]);
  });

  it('is a function, NaN or undefined in a list', () => {
    expect(checkService({ command: [undefined], shm_size: Number.NaN, user: () => '' })).toEqual([
      'not-data services.web.command.0: Pass a string, a number, a boolean, null, a list or a map.',
      'not-data services.web.shm_size: Pass a string, a number, a boolean, null, a list or a map.',
      'not-data services.web.user: Pass a string, a number, a boolean, null, a list or a map.',
    ]);
  });
});

describe('a variable of the deploying host', () => {
  const variable = Variable.optional('A');

  it('stands wherever Compose takes a string, also for a number or boolean', () => {
    expect(
      checkService({ read_only: variable, shm_size: text`${variable}m`, image: variable, tmpfs: variable }),
    ).toEqual([]);
  });

  it('stands for any of the values that Compose knows', () => {
    expect(checkService({ volumes: [{ type: variable }] })).toEqual([]);
  });

  it('does not stand for what Compose wants as a boolean or number only', () => {
    expect(checkService({ depends_on: { db: { condition: 'service_started', required: variable } } })).toEqual([
      'wrong-type services.web.depends_on.db.required: Give a boolean.',
    ]);
  });
});

it('finds everything in one go, in the order of the project', () => {
  const findings = checkCompose({
    services: { a: { imgae: 1, restart: 2 }, b: { ports: [{ target: [] }] } },
    networks: { n: { drivr: 'x' } },
  });
  expect(findings.map(({ pointer }) => pointer.join('.'))).toEqual([
    'services.a.imgae',
    'services.a.restart',
    'services.b.ports.0.target',
    'networks.n.drivr',
  ]);
});

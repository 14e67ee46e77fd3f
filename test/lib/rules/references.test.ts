import { Config, Network, Secret, Service, type ServiceProps, type Stack, Variable, Volume } from '../../../lib';
import { lineOf } from '../tree';
import { image, messages, said } from './support';

describe('a service that refers to what the stack does not define', () => {
  it('is an error that names what the stack has', () => {
    const diagnostics = said('undefined-element', (stack) => {
      new Volume(stack, 'uploads');
      new Volume(stack, 'cache');
      const volumes = [{ type: 'volume', source: 'upload', target: '/uploads' }] as const;
      new Service(stack, 'web', { image, volumes }); // ← web
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      severity: 'error',
      message: 'volumes.0: Service "web" names volume "upload", which the project does not define.',
      remedy: expect.stringContaining('"uploads"'),
      path: 'shop/web',
      location: { line: lineOf(__filename, 'web') },
    });
  });

  it.each<[string, ServiceProps]>([
    ['service "x"', { depends_on: { x: { condition: 'service_started' } } }],
    ['network "x"', { networks: { x: {} } }],
    ['volume "x"', { volumes: [{ type: 'volume', source: 'x', target: '/x' }] }],
    ['secret "x"', { secrets: [{ source: 'x' }] }],
    ['config "x"', { configs: [{ source: 'x' }] }],
    ['service "toString"', { depends_on: { toString: { condition: 'service_started' as const } } }],
    ['volume "constructor"', { volumes: [{ type: 'volume', source: 'constructor', target: '/x' }] }],
  ])('is an error: %s', (what, props) => {
    const id = what.startsWith('service') ? 'undefined-service' : 'undefined-element';
    const said = messages(id, (stack) => new Service(stack, 'web', { image, ...props }));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(what);
  });

  it('is one error for each reference', () => {
    const secrets = [{ source: 'x' }, { source: 'y' }];
    expect(messages('undefined-element', (stack) => new Service(stack, 'web', { image, secrets }))).toHaveLength(2);
  });
});

describe('a service that refers to what is there', () => {
  it('is fine', () => {
    const build = (stack: Stack): void => {
      new Network(stack, 'backend');
      new Volume(stack, 'uploads');
      new Secret(stack, 'key', { environment: 'KEY' });
      new Config(stack, 'motd', { content: '' });
      new Service(stack, 'db', { image });
      new Service(stack, 'web', {
        image,
        depends_on: { db: { condition: 'service_started' } },
        networks: { backend: {}, default: {} },
        volumes: [
          { type: 'volume', source: 'uploads', target: '/a' },
          { type: 'volume', target: '/anonymous' },
          { type: 'bind', source: '/no/volume', target: '/b' },
          { type: 'volume', source: Variable.required('VOLUME'), target: '/c' },
        ],
        secrets: [{ source: 'key' }],
        configs: [{ source: 'motd' }],
      });
    };
    expect([...messages('undefined-element', build), ...messages('undefined-service', build)]).toEqual([]);
  });
});

describe('a service with neither an image nor a build', () => {
  it('is an error', () => {
    expect(messages('image-missing', (stack) => new Service(stack, 'web', { command: ['run'] }))).toEqual([
      'Service "web" has neither "image" nor "build".',
    ]);
  });

  it('is not one with either', () => {
    const build = (stack: Stack): void => {
      new Service(stack, 'a', { image });
      new Service(stack, 'b', { image: Variable.required('IMAGE') });
      new Service(stack, 'c', { build: { context: 'https://github.com/acme/shop.git' } });
    };
    expect(messages('image-missing', build)).toEqual([]);
  });
});

describe('waiting for the health of a service', () => {
  const waiting = (
    target: ServiceProps,
    condition: 'service_healthy' | 'service_started' = 'service_healthy',
  ): string[] =>
    messages('health-unknown', (stack) => {
      const db = new Service(stack, 'db', { image, ...target });
      new Service(stack, 'web', { image }).startAfter(db, condition);
    });

  it.each<[string, ServiceProps]>([
    ['no health check', {}],
    ['a health check that is switched off', { healthcheck: { disable: true } }],
    ['one that is switched off in a word', { healthcheck: { disable: 'yes' } }],
    ['the health check NONE', { healthcheck: { test: ['NONE'] } }],
  ])('that has %s is a warning', (_, target) => {
    expect(waiting(target)).toEqual([
      'Service "web" waits until "db" is healthy, but "db" has no health check of its own.',
    ]);
  });

  it('that reports it is fine, and so is not to wait for health', () => {
    expect(waiting({ healthcheck: { test: ['CMD', 'true'] } })).toEqual([]);
    expect(waiting({ healthcheck: { test: 'NONE' } })).toEqual([]); // a command for the shell
    expect(waiting({ healthcheck: { interval: '1s' } })).toEqual([]); // who says that knows the image's own
    expect(waiting({}, 'service_started')).toEqual([]);
  });

  it('does not stop the run', () => {
    const [diagnostic] = said('health-unknown', (stack) => {
      const db = new Service(stack, 'db', { image });
      new Service(stack, 'web', { image }).startAfter(db);
    });
    expect(diagnostic?.severity).toBe('warning');
  });
});

describe('a variable whose value is its own name', () => {
  const warned = (environment: ServiceProps['environment'] & object): string[] =>
    messages('variable-names-itself', (stack) => new Service(stack, 'web', { image, environment }));

  it('is a warning, because nothing is substituted', () => {
    expect(warned({ POSTGRES_DB: 'POSTGRES_DB', DB_USER: '$DB_USER', DB_HOST: '${DB_HOST}' })).toHaveLength(3);
  });

  it('is none where it is a value', () => {
    expect(
      warned({ POSTGRES_DB: 'shop', A: 'A', MODE: 'mode', TAG: Variable.required('TAG'), N: 1, X_Y: null }),
    ).toEqual([]);
  });
});

import { Config, Network, Secret, Service, type ServiceProps, Volume } from '../../../lib';
import { composeOf, composeText, diagnosticsOf, idsOf } from '../tree';

const image = 'busybox:1.37';

/** The properties of the service `web` in the Compose file, besides its image. */
function webOf(
  props: ServiceProps,
  wire: (web: Service, parts: ReturnType<typeof partsIn>) => void = () => {},
): object {
  const compose = composeOf((stack) => {
    const parts = partsIn(stack);
    wire(new Service(stack, 'web', { image, ...props }), parts);
  });
  // without the marks of what it reads
  const { image: _, env_file: _file, labels: _labels, deploy: _deploy, ...rest } = compose['services']?.['web'] ?? {};
  return rest;
}

function partsIn(stack: ConstructorParameters<typeof Service>[0]) {
  return {
    db: new Service(stack, 'db', { image, healthcheck: { test: ['CMD', 'ready'] } }),
    job: new Service(stack, 'job', { image, healthcheck: { test: ['CMD', 'ready'] } }),
    front: new Network(stack, 'front'),
    back: new Network(stack, 'back'),
    uploads: new Volume(stack, 'uploads'),
    cache: new Volume(stack, 'cache'),
    key: new Secret(stack, 'key', { file: '/etc/shop/key' }),
    token: new Secret(stack, 'token', { environment: 'TOKEN' }),
    motd: new Config(stack, 'motd', { content: 'Welcome' }),
    rules: new Config(stack, 'rules', { content: 'None' }),
  };
}

describe('what verbs say', () => {
  it('arrives in the Compose file without any property being written', () => {
    const web = webOf({}, (service, { db, job, front, uploads, cache, key, motd }) => {
      service.setEnvironment('A', '1');
      service.join(front);
      service.startAfter(db);
      service.startAfter(job, 'service_completed_successfully');
      service.mount(uploads, { at: '/uploads' });
      service.mount(cache, { at: '/cache', readOnly: true });
      service.readSecret(key);
      service.readConfig(motd, { at: '/etc/motd' });
    });
    expect(web).toEqual({
      environment: { A: '1' },
      depends_on: { db: { condition: 'service_healthy' }, job: { condition: 'service_completed_successfully' } },
      networks: { front: {} },
      volumes: [
        { type: 'volume', source: 'uploads', target: '/uploads' },
        { type: 'volume', source: 'cache', target: '/cache', read_only: true, volume: { nocopy: true } },
      ],
      secrets: [{ source: 'key' }],
      configs: [{ source: 'motd', target: '/etc/motd' }],
    });
  });

  it('is added to what is written, which keeps its place and loses nothing', () => {
    const web = webOf(
      {
        environment: { Z: '26', B: '2' },
        depends_on: { job: { condition: 'service_healthy', restart: true } },
        networks: { back: { aliases: ['api'], ipv4_address: '10.1.2.3' } },
        volumes: [{ type: 'tmpfs', target: '/run' }],
        secrets: [{ source: 'token', target: 'other' }],
        configs: [{ source: 'rules', target: '/etc/rules', mode: '0444' }],
      },
      (service, { db, front, uploads, key, motd }) => {
        service.setEnvironment('A', '1');
        service.startAfter(db, 'service_started');
        service.join(front, { aliases: ['shop', 'www'] });
        service.mount(uploads, { at: '/uploads' });
        service.readSecret(key, { as: 'api-key' });
        service.readConfig(motd, { at: '/etc/motd' });
      },
    );
    expect(web).toEqual({
      environment: { Z: '26', B: '2', A: '1' },
      depends_on: {
        job: { condition: 'service_healthy', restart: true },
        db: { condition: 'service_started' },
      },
      networks: { back: { aliases: ['api'], ipv4_address: '10.1.2.3' }, front: { aliases: ['shop', 'www'] } },
      volumes: [
        { type: 'tmpfs', target: '/run' },
        { type: 'volume', source: 'uploads', target: '/uploads' },
      ],
      secrets: [
        { source: 'token', target: 'other' },
        { source: 'key', target: 'api-key' },
      ],
      configs: [
        { source: 'rules', target: '/etc/rules', mode: '0444' },
        { source: 'motd', target: '/etc/motd' },
      ],
    });
    expect(Object.keys((web as ServiceProps).environment ?? {})).toEqual(['Z', 'B', 'A']);
  });

  it('about something that is written already adds to it, key by key', () => {
    const web = webOf(
      {
        depends_on: { db: { condition: 'service_started', restart: true } },
        networks: { back: { aliases: ['api'], ipv4_address: '10.1.2.3' }, front: null },
        secrets: [{ source: 'key' }],
      },
      (service, { db, back, front, key }) => {
        service.startAfter(db);
        service.join(back, { aliases: ['shop', 'api'] });
        service.join(front);
        service.readSecret(key);
      },
    );
    expect(web).toEqual({
      depends_on: { db: { condition: 'service_healthy', restart: true } },
      networks: { back: { aliases: ['api', 'shop'], ipv4_address: '10.1.2.3' }, front: {} },
      secrets: [{ source: 'key' }],
    });
  });

  it('twice never takes away what was said once', () => {
    const web = webOf({}, (service, { db, front, key }) => {
      service.join(front, { aliases: ['shop'] });
      service.join(front);
      service.join(front, { aliases: ['www'] });
      service.startAfter(db, 'service_healthy');
      service.startAfter(db, 'service_started');
      expect(service.readSecret(key)).toBe('/run/secrets/key');
      expect(service.readSecret(key, { as: 'other' })).toBe('/run/secrets/other');
      expect(service.readSecret(key)).toBe('/run/secrets/key');
    });
    expect(web).toEqual({
      networks: { front: { aliases: ['shop', 'www'] } },
      depends_on: { db: { condition: 'service_healthy' } },
      secrets: [{ source: 'key' }, { source: 'key', target: 'other' }],
    });
  });

  it.each([
    ['service_started', 'service_healthy', 'service_healthy'],
    ['service_healthy', 'service_started', 'service_healthy'],
    ['service_started', 'service_completed_successfully', 'service_completed_successfully'],
    ['service_completed_successfully', 'service_started', 'service_completed_successfully'],
  ] as const)('waits for the stricter of %s and %s', (first, second, condition) => {
    const web = webOf({}, (service, { db }) => {
      service.startAfter(db, first);
      service.startAfter(db, second);
    });
    expect(web).toEqual({ depends_on: { db: { condition } } });
  });

  it('leaves no empty property behind where nothing is said', () => {
    const nothing = { environment: {}, depends_on: {}, networks: {}, volumes: [], secrets: [], configs: [] };
    expect(webOf(nothing)).toEqual({});
  });

  it('keeps names that every JavaScript object has', () => {
    const web = webOf({ environment: { toString: '1', ['__proto__']: '2' } }, (service) => {
      service.setEnvironment('constructor', '3');
      service.setEnvironment('hasOwnProperty', '4');
    });
    expect(Object.entries((web as ServiceProps).environment ?? {})).toEqual([
      ['toString', '1'],
      ['__proto__', '2'],
      ['constructor', '3'],
      ['hasOwnProperty', '4'],
    ]);
  });
});

describe('properties that are known late', () => {
  it('replace the written ones, and are merged with what verbs say', () => {
    const compose = composeOf((stack) => {
      let command = ['early'];
      const web = new Service(stack, 'web', { image, command, environment: { A: '1' } });
      web.whenLowered(() => ({ command, init: true }));
      web.setEnvironment('B', '2');
      command = ['late'];
    });
    expect(compose['services']?.['web']).toEqual({
      image,
      command: ['late'],
      environment: { A: '1', B: '2' },
      init: true,
    });
  });

  it('replace what was known late before them', () => {
    const compose = composeOf((stack) => {
      const web = new Service(stack, 'web', { image, tty: true });
      web.whenLowered(() => ({ command: ['first'], init: true }));
      web.whenLowered(() => ({ command: ['second'] }));
    });
    expect(compose['services']?.['web']).toEqual({ image, tty: true, command: ['second'], init: true });
  });

  it('that cannot be made are one error of that service, and the others are judged all the same', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'web', { image }).whenLowered(() => {
        throw new Error('no idea');
      });
      new Service(stack, 'worker', {});
    });
    expect(idsOf(diagnostics)).toEqual(['lowering-failed: shop/web', 'image-missing: shop/worker']);
    expect(diagnostics[0]?.message).toContain('no idea');
  });
});

describe('the keys of a service', () => {
  it('stand in the order in which people read them, and others as their author wrote them', () => {
    const text = composeText((stack) => {
      const uploads = new Volume(stack, 'uploads');
      const web = new Service(stack, 'web', {
        stop_signal: 'SIGQUIT',
        init: true,
        environment: { A: '1' },
        command: ['run'],
        image,
      });
      web.mount(uploads, { at: '/uploads' });
    });
    const keys = [...text.matchAll(/^ {4}(\w+):/gm)].map(([, key]) => key);
    expect(keys).toEqual(['image', 'command', 'environment', 'volumes', 'stop_signal', 'init']);
  });
});

describe('a secret from the environment of the deploying host', () => {
  it('belongs to the user who reads it, who alone may read it', () => {
    const web = webOf({ user: '1000:1000' }, (service, { token }) => {
      service.readSecret(token, { user: { uid: 1000, gid: 1001 } });
    });
    expect(web).toEqual({
      user: '1000:1000',
      secrets: [{ source: 'token', uid: '1000', gid: '1001', mode: '0400' }],
    });
  });

  it.each<[ServiceProps['user'], object]>([
    ['1000:1001', { uid: '1000', gid: '1001', mode: '0400' }],
    ['1000', { uid: '1000', gid: '0', mode: '0400' }],
    ['root', { uid: '0', gid: '0', mode: '0400' }],
    // of a name, and of an image's user, the number is unknown
    ['node', {}],
    [undefined, {}],
  ])('can be read by the service, whose user is %j', (user, expected) => {
    const web = webOf({ ...(user !== undefined && { user }) }, (service, { token }) => service.readSecret(token));
    expect(web).toMatchObject({ secrets: [{ source: 'token', ...expected }] });
    expect((web as ServiceProps).secrets).toEqual([{ source: 'token', ...expected }]);
  });

  it('makes the root file system writable, because Compose copies it into the container', () => {
    expect(webOf({ read_only: true }, (service, { token }) => service.readSecret(token))).toMatchObject({
      read_only: false,
    });
    expect(webOf({}, (service, { token }) => service.readSecret(token))).not.toHaveProperty('read_only');
  });

  it('does so as well where read_only is known late', () => {
    const compose = composeOf((stack) => {
      const web = new Service(stack, 'web', { image });
      web.whenLowered(() => ({ read_only: true }));
      web.readSecret(new Secret(stack, 'token', { environment: 'TOKEN' }));
    });
    expect(compose['services']?.['web']?.['read_only']).toBe(false);
  });
});

describe('a secret from a file', () => {
  it('has no owner and mode, which Compose would ignore, and lets the root file system be read-only', () => {
    const web = webOf({ read_only: true }, (service, { key }) => {
      service.readSecret(key, { user: { uid: 1000, gid: 1000 } });
    });
    expect(web).toEqual({ read_only: true, secrets: [{ source: 'key' }] });
  });
});

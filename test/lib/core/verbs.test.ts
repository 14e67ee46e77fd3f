import {
  App,
  Artifact,
  Config,
  Environment,
  generate,
  Network,
  Secret,
  Service,
  Stack,
  text,
  Variable,
  Volume,
} from '../../../lib';
import { composeText, diagnosticsOf, idsOf, lineOf, newStack } from '../tree';

const image = 'busybox:1.37';
const file = __filename;

/** What a program without types can pass, which is what these tests are about. */
const untyped = <T>(value: unknown): T => value as T;

describe('a verb that is given the wrong thing', () => {
  const verbs: readonly (readonly [string, string, (service: Service, thing: unknown) => unknown])[] = [
    ['join', 'a Network', (service, thing) => service.join(untyped(thing))],
    ['startAfter', 'a workload, a provider or a Service', (service, thing) => service.startAfter(untyped(thing))],
    [
      'mount',
      'a DataVolume, a Volume or a path such as "./data"',
      (service, thing) => service.mount(untyped(thing), { at: '/data' }),
    ],
    ['readSecret', 'a SecretFile or a Secret', (service, thing) => service.readSecret(untyped(thing))],
    ['readConfig', 'a Config', (service, thing) => service.readConfig(untyped(thing), { at: '/data' })],
  ];
  const things: readonly (readonly [unknown, string, string])[] = [
    ['db', '"db"', 'Pass the construct itself, not its name.'],
    [undefined, 'undefined', 'Pass'],
    [null, 'null', 'Pass'],
    [7, '7', 'Pass'],
    [{ name: 'db' }, 'a map', 'Pass'],
    [[7], 'a list', 'Pass'],
  ];

  it.each(
    verbs.flatMap(([verb, wanted, use]) =>
      things.map(([thing, said, remedy]) => ({ verb, wanted, use, thing, said, remedy })),
    ),
  )(
    '$verb is told that it takes $wanted and not $said, and nothing else happens',
    ({ verb, wanted, use, thing, said, remedy }) => {
      const diagnostics = diagnosticsOf((stack) => use(new Service(stack, 'web', { image }), thing));
      expect(diagnostics).toHaveLength(1);
      expect(diagnostics[0]).toMatchObject({
        id: 'not-a-construct',
        message: `${verb} was given ${said} where it takes ${wanted}.`,
        path: 'shop/web',
        location: { file },
      });
      expect(diagnostics[0]?.remedy).toContain(remedy);
    },
  );

  it('says which construct it was given instead', () => {
    const [diagnostic] = diagnosticsOf((stack) => {
      const uploads = new Volume(stack, 'uploads');
      new Service(stack, 'web', { image }).join(untyped(uploads));
    });
    expect(diagnostic?.message).toBe('join was given "shop/uploads", a Volume, where it takes a Network.');
    expect(diagnostic?.remedy).toBe('Pass a Network.');
  });

  it('is reported each time, and building goes on', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image });
      web.join(untyped('backend'));
      web.startAfter(untyped('db'));
      web.mount(untyped('uploads'), { at: '/data' });
      new Service(stack, 'worker', {});
    });
    expect(idsOf(diagnostics)).toEqual([
      'not-a-construct: shop/web',
      'not-a-construct: shop/web',
      'not-a-construct: shop/web',
      'image-missing: shop/worker',
    ]);
  });
});

describe('a construct of another stack', () => {
  it('is an error that names both stacks and where the construct is made', () => {
    const app = new App({ root: '/srv/shop' });
    const environment = Environment.development();
    const shop = new Stack(app, 'shop', { environment });
    const blog = new Stack(app, 'blog', { environment });
    const db = new Service(blog, 'db', { image }); // ← db
    new Service(shop, 'web', { image }).startAfter(db, 'service_started'); // ← web waits for db
    const { diagnostics, stacks } = generate(app);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: 'other-stack',
      message: 'startAfter was given "blog/db", which belongs to stack "blog" and not to "shop".',
      path: 'shop/web',
      location: { file, line: lineOf(file, 'web waits for db') },
      related: [{ path: 'blog/db', location: { file, line: lineOf(file, 'db') } }],
    });
    expect(stacks.map(({ files }) => files.size)).toEqual([0, 0]);
  });

  it('is refused by every verb', () => {
    const app = new App({ root: '/srv/shop' });
    const environment = Environment.development();
    const web = new Service(new Stack(app, 'shop', { environment }), 'web', { image });
    const blog = new Stack(app, 'blog', { environment });
    web.join(new Network(blog, 'a'));
    web.startAfter(new Service(blog, 'b', { image }));
    web.mount(new Volume(blog, 'c'), { at: '/data' });
    web.readSecret(new Secret(blog, 'd', { environment: 'D' }));
    web.readConfig(new Config(blog, 'e', { content: '' }), { at: '/data' });
    expect(idsOf(generate(app).diagnostics)).toEqual(Array.from({ length: 5 }, () => 'other-stack: shop/web'));
  });

  it('is not the same as one of another part of this stack', () => {
    const stack = newStack();
    const db = new Service(stack, 'db', { image, healthcheck: { test: ['CMD', 'ready'] } });
    new Service(stack, 'web', { image }).startAfter(db);
    expect(generate(untyped<App>(stack.node.root)).diagnostics).toEqual([]);
  });
});

describe('a path in a container that is not absolute', () => {
  it.each(['data', './data', '', '~/data', undefined])('is an error: %j', (at) => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image });
      web.mount(new Volume(stack, 'uploads'), { at: untyped(at) });
      web.readConfig(new Config(stack, 'motd', { content: '' }), { at: untyped(at) });
    });
    expect(idsOf(diagnostics)).toEqual(['target-not-absolute: shop/web', 'target-not-absolute: shop/web']);
    expect(diagnostics.map(({ message }) => message.split(' is to')[0])).toEqual(['volume "uploads"', 'config "motd"']);
  });
});

describe('the name of an environment variable', () => {
  it('may be any that Compose takes, also in an element that reads a secret', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const search = new Service(stack, 'search', { image, environment: { 'discovery.type': 'single-node' } });
      search.readSecret(new Secret(stack, 'key', { environment: 'KEY' }));
      search.setEnvironment('xpack.security.enabled', 'false');
    });
    expect(idsOf(diagnostics)).toEqual([]);
  });
});

describe('an environment variable that is set twice', () => {
  it('is an error, whether it was written or set before', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image, environment: { WRITTEN: '1' } });
      web.setEnvironment('WRITTEN', '2'); // ← written before
      web.setEnvironment('SET', '1');
      web.setEnvironment('SET', '1'); // ← set before
      web.setEnvironment('toString', '1');
    });
    expect(diagnostics.map(({ id, location }) => [id, location?.line])).toEqual([
      ['environment-set-twice', lineOf(file, 'written before')],
      ['environment-set-twice', lineOf(file, 'set before')],
    ]);
  });
});

describe('a value of the wrong kind', () => {
  it.each(['ü', 'imgae', 'containerName'])('a property that Compose does not know is an error: %s', (property) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'web', untyped({ image, [property]: 'x' })); // ← unknown
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: 'unknown-property',
      path: 'shop/web',
      location: { file, line: lineOf(file, 'unknown') },
    });
    expect(diagnostics[0]?.message).toContain(`"${property}"`);
  });

  it.each([
    [{ imgae: 'x' }, 'Did you mean "image"?'],
    [{ image, dependsOn: {} }, 'Did you mean "depends_on"?'],
    [{ image, healthcheck: { intervall: '3s' } }, 'Did you mean "interval"?'],
  ])('a slip is an error that asks what was meant: %j', (props, remedy) => {
    const diagnostics = diagnosticsOf((stack) => new Service(stack, 'web', untyped(props)));
    expect(diagnostics.map((diagnostic) => [diagnostic.id, diagnostic.remedy])).toEqual([['unknown-property', remedy]]);
  });

  it('says where in the element it is', () => {
    const [diagnostic] = diagnosticsOf(
      (stack) => new Service(stack, 'web', untyped({ image, deploy: { resources: { limits: { memory: 5 } } } })),
    );
    expect(diagnostic?.message).toBe('deploy.resources.limits.memory: Compose wants a string here and finds a number.');
  });

  it('that is a construct is one error, which says to pass its name', () => {
    const places: readonly ((construct: unknown) => object)[] = [
      (construct) => ({ image: construct }),
      (construct) => ({ image, environment: { DB: construct } }),
      (construct) => ({ image, command: ['run', construct] }),
      (construct) => ({ image, build: { context: construct } }),
      (construct) => ({ image, volumes: [{ type: 'bind', source: construct, target: '/data' }] }),
      (construct) => ({ image, env_file: [{ path: construct }] }),
    ];
    for (const place of places) {
      const diagnostics = diagnosticsOf((stack) => {
        const db = new Service(stack, 'db', { image });
        new Service(stack, 'web', untyped(place(db))); // ← construct as value
      });
      expect(diagnostics).toHaveLength(1);
      expect(diagnostics[0]).toMatchObject({
        id: 'construct-as-value',
        path: 'shop/web',
        location: { file, line: lineOf(file, 'construct as value') },
        remedy: 'Pass its .name.',
      });
    }
  });

  it('that is a construct is an error in every other element, too', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const construct = new Volume(stack, 'uploads');
      new Network(stack, 'a', untyped({ driver: construct }));
      new Volume(stack, 'b', untyped({ driver: construct }));
      new Secret(stack, 'c', untyped({ file: construct }));
      new Config(stack, 'd', untyped({ file: construct }));
    });
    expect(idsOf(diagnostics)).toEqual(['a', 'b', 'c', 'd'].map((id) => `construct-as-value: shop/${id}`));
  });

  it.each([
    ['ports', 5],
    ['volumes', {}],
    ['depends_on', 5],
    ['networks', 5],
    ['environment', 5],
    ['secrets', 7],
    ['configs', true],
    ['healthcheck', []],
    ['build', 5],
    ['tmpfs', {}],
  ])('never stops the run with an error of our own: %s: %j', (property, value) => {
    const diagnostics = diagnosticsOf((stack) => new Service(stack, 'web', untyped({ image, [property]: value })));
    expect(idsOf(diagnostics)).toHaveLength(1);
    expect(diagnostics[0]?.path).toBe('shop/web');
  });

  it('does not hide what is wrong with other elements, nor make them wrong', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const ports = [{ target: 80, published: 8080 }];
      const db = new Service(stack, 'db', untyped({ image, healthcheck: { test: ['CMD', 'ready'], retries: [] } }));
      const web = new Service(stack, 'web', { image, ports });
      web.startAfter(db);
      new Service(stack, 'admin', { image, ports });
    });
    expect(idsOf(diagnostics)).toEqual(['wrong-type: shop/db', 'host-port-taken: shop/admin']);
  });
});

describe("Compose's short syntax", () => {
  it.each([
    ['environment', ['A=1']],
    ['depends_on', ['db']],
    ['networks', ['backend']],
    ['labels', ['a=b']],
    ['ports', ['8080:80']],
    ['volumes', ['./data:/data', 'data:/var/lib/data:ro']],
    ['secrets', ['key']],
    ['configs', ['motd']],
    ['env_file', './web.env'],
    ['build', './web'],
    ['env_file', ['./web.env']],
    ['command', 'run it'],
    ['entrypoint', ['run', 'it']],
    ['tmpfs', '/run'],
    ['tmpfs', ['/run']],
    ['cap_add', ['CHOWN']],
    ['expose', ['80']],
  ])('is as good as the long one: %s: %j', (property, value) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Network(stack, 'backend');
      new Volume(stack, 'data');
      new Service(stack, 'db', { image });
      new Secret(stack, 'key', { environment: 'KEY' });
      new Config(stack, 'motd', { content: 'hello' });
      new Service(stack, 'web', { image, [property]: value });
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ id }) => id)).toEqual(
      property === 'build' ? ['build-folder-missing'] : [],
    );
  });

  it('is kept, and what verbs say joins it in its own form', () => {
    const yaml = composeText((stack) => {
      const backend = new Network(stack, 'backend');
      const front = new Network(stack, 'front');
      const data = new Volume(stack, 'data');
      const db = new Service(stack, 'db', { image });
      const cache = new Service(stack, 'cache', { image });
      const web = new Service(stack, 'web', {
        image,
        environment: ['A=1', 'B'],
        networks: [front.name],
        depends_on: [db.name],
        ports: ['8080:80'],
        volumes: ['./site:/srv:ro'],
      });
      web.setEnvironment('C', text`${Variable.of('D')}`);
      web.join(backend, { aliases: ['shop'] });
      web.startAfter(cache, 'service_started');
      web.mount(data, { at: '/data' });
    });
    expect(yaml).toContain('environment: [A=1, B, "C=${D}"]');
    expect(yaml).toContain('      front:\n      backend:\n        aliases: [shop]\n');
    expect(yaml).toContain('      db:\n        condition: service_started\n      cache:\n');
    expect(yaml).toContain('ports: ["8080:80"]');
    // a bind mount is the exception, whose short form an upgrade of Compose takes for a change
    const site = '- type: bind\n        source: ../../site\n        target: /srv\n        read_only: true\n';
    expect(yaml).toContain(`    volumes:\n      ${site}      - data:/data\n`);
  });
});

describe('the path of a generated file', () => {
  it.each(['../x', 'a/../../x', '/etc/x', 'a\\b', '', '.', 'a//b', 'a/', './a', 'a\0b'])(
    'is an error if it could leave the folder: %j',
    (path) => {
      const diagnostics = diagnosticsOf((stack) => {
        new Artifact(stack, 'file', { file: path, render: () => '' }); // ← file
      });
      expect(idsOf(diagnostics)).toEqual(['artifact-path-invalid: shop/file']);
      expect(diagnostics[0]?.location).toMatchObject({ file, line: lineOf(file, 'file') });
    },
  );

  it.each(['x', 'a/b/c.conf', '.dockerignore', 'a/.env', 'Dockerfile.dockerignore', 'a b'])(
    'is fine otherwise: %j',
    (path) => {
      expect(diagnosticsOf((stack) => new Artifact(stack, 'file', { file: path, render: () => '' }))).toEqual([]);
    },
  );

  it.each(['compose.yaml', 'manifest.json'])('cannot be %s, which synth itself writes', (path) => {
    const diagnostics = diagnosticsOf((stack) => new Artifact(stack, 'file', { file: path, render: () => '' }));
    expect(idsOf(diagnostics)).toEqual(['artifact-path-taken: shop/file']);
    expect(diagnosticsOf((stack) => new Artifact(stack, 'file', { file: `web/${path}`, render: () => '' }))).toEqual(
      [],
    );
  });

  it('cannot lie outside of every stack, where nobody would write it', () => {
    expect(() => new Artifact(new App(), 'file', { file: 'x', render: () => '' })).toThrow(/"file" stands in no Stack/);
  });
});

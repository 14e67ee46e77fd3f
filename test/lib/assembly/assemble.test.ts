import { Construct } from 'constructs';
import {
  App,
  Artifact,
  Config,
  Environment,
  generate,
  Network,
  type NetworkProps,
  Secret,
  Service,
  Stack,
  Volume,
} from '../../../lib';
import { assemble } from '../../../lib/assembly';
import { composeTarget } from '../../../lib/targets/compose';
import { composeOf, diagnosticsOf, generated, idsOf, lineOf, newStack, ROOT } from '../tree';

const image = 'busybox:1.37';
const file = __filename;

describe('the assembly of a stack', () => {
  it('is plain data: everything that a target or a rule needs, and no construct', () => {
    const stack = newStack({ name: 'shop-1' });
    const motd = new Artifact(stack, 'motd', { file: 'web/motd', render: () => 'Welcome\n' });
    const web = new Service(stack, 'web', { image });
    web.readConfig(new Config(stack, 'text', { file: motd }), { at: '/etc/motd' });
    web.readSecret(new Secret(stack, 'key', { file: 'secrets/key', generate: { length: 32 } }));
    const { assemblies, diagnostics } = assemble(stack.node.root as App, { out: '/srv/out', target: composeTarget });
    expect(diagnostics).toEqual([]);
    expect(assemblies).toHaveLength(1);
    expect(assemblies[0]).toMatchObject({
      name: 'shop-1',
      project: {
        name: 'shop-1',
        services: { web: { image, secrets: [{ source: 'key' }], configs: [{ source: 'text', target: '/etc/motd' }] } },
        networks: {},
        volumes: {},
        secrets: { key: { file: 'secrets/key' } },
        configs: { text: { file: '../out/shop-1/web/motd' } },
      },
      files: new Map([['web/motd', { content: 'Welcome\n', construct: 'shop/motd' }]]),
      secrets: [{ file: '/srv/shop/secrets/key', length: 32, mode: 0o444, construct: 'shop/key' }],
      paths: { root: ROOT, folder: '/srv/out/shop-1' },
    });
    expect(JSON.stringify(assemblies[0]?.project)).not.toContain('node');
  });

  it('knows which construct each element came from, and where that was made', () => {
    const stack = newStack();
    new Service(new Construct(stack, 'web'), 'Default', { image });
    const [assembly] = assemble(stack.node.root as App, { out: '/srv/out', target: composeTarget }).assemblies;
    expect(assembly?.origins.get('services', 'web').path).toBe('shop/web');
    expect(assembly?.origins.get('services', 'other').path).toBe('shop');
    expect(assembly?.origins.find('services', 'other')).toBeUndefined();
    expect(assembly?.origins.find('networks', 'web')).toBeUndefined();
  });

  it('knows what is read from the tree only when the whole tree is built', () => {
    const names: string[] = [];
    const compose = composeOf((stack) => {
      const hosts = new Artifact(stack, 'hosts', { file: 'hosts', render: () => `${names.join('\n')}\n` });
      const web = new Service(stack, 'web', { image });
      web.readConfig(new Config(stack, 'Hosts', { file: hosts }), { at: '/etc/hosts.d/shop' });
      names.push('late');
    });
    expect(compose['configs']).toEqual({ Hosts: { file: './hosts' } });
  });
});

describe('a generated file', () => {
  it('whose content cannot be made is one error, and everything else is judged', () => {
    const { diagnostics, stacks } = generated((stack) => {
      const broken = {
        file: 'web/conf',
        render: (): string => {
          throw new Error('the port is missing');
        },
      };
      new Artifact(stack, 'conf', broken); // ← conf
      new Artifact(stack, 'other', {
        file: 'web/other',
        render: () => {
          throw 'nothing at all';
        },
      });
      new Service(stack, 'web', {});
    });
    expect(idsOf(diagnostics)).toEqual([
      'render-failed: shop/conf',
      'render-failed: shop/other',
      'image-missing: shop/web',
    ]);
    expect(diagnostics[0]).toMatchObject({
      message: 'The file "web/conf" could not be made: the port is missing',
      location: { file, line: lineOf(file, 'conf') },
    });
    expect(diagnostics[1]?.message).toContain('nothing at all');
    expect(stacks[0]?.files.size).toBe(0);
  });

  it('is made once', () => {
    let calls = 0;
    generated((stack) => {
      const made = new Artifact(stack, 'made', {
        file: 'made',
        render: () => {
          calls += 1;
          return '';
        },
      });
      for (const id of ['a', 'b', 'c']) {
        const config = new Config(stack, `config-${id}`, { file: made });
        new Service(stack, id, { image }).readConfig(config, { at: '/made' });
      }
    });
    expect(calls).toBe(1);
  });

  it('cannot be written by two constructs', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Artifact(stack, 'one', { file: 'web/conf', render: () => '1' }); // ← one
      new Artifact(stack, 'two', { file: 'web/conf', render: () => '2' }); // ← two
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: 'file-taken',
      message: '"shop/one" and "shop/two" both write the file "web/conf".',
      location: { file, line: lineOf(file, 'two') },
      related: [{ path: 'shop/one', location: { file, line: lineOf(file, 'one') } }],
    });
  });

  it('may have the same path in two stacks', () => {
    const app = new App({ root: ROOT });
    for (const id of ['one', 'two']) {
      const stack = new Stack(app, id, { environment: Environment.development() });
      new Artifact(stack, 'conf', { file: 'conf', render: () => id });
    }
    const { stacks, diagnostics } = generate(app);
    expect(diagnostics).toEqual([]);
    expect(stacks.map(({ files }) => files.get('conf')?.content)).toEqual(['one', 'two']);
  });
});

describe('a service that reads a generated file', () => {
  /** The labels of the service `web`, which reads one file with this content. */
  function labels(content: string, own?: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const compose = composeOf((stack) => {
      const made = new Artifact(stack, 'made', { file: 'made', render: () => content });
      const web = new Service(stack, 'web', { image, ...(own && { labels: own }) });
      web.readConfig(new Config(stack, 'config', { file: made }), { at: '/made' });
    });
    return compose['services']?.['web']?.['labels'] as Readonly<Record<string, string>>; // written above
  }

  it('gets another label when the content changes, so that Compose recreates its container', () => {
    expect(labels('1')).toEqual(labels('1'));
    expect(labels('1')).not.toEqual(labels('2'));
  });

  it('keeps its own labels', () => {
    expect(labels('1', { 'shop.team': 'web' })).toEqual({ 'shop.team': 'web', ...labels('1') });
  });

  it('is the only one that gets such a label', () => {
    const compose = composeOf((stack) => {
      new Service(stack, 'web', { image });
      const reader = new Service(stack, 'reader', { image });
      reader.readConfig(new Config(stack, 'config', { content: 'Welcome' }), { at: '/motd' });
    });
    expect(compose['services']?.['web']).not.toHaveProperty('labels');
    expect(compose['services']?.['reader']).toHaveProperty('labels');
  });
});

describe('everything that is wrong', () => {
  it('is reported in one run: the tree, the form and the rules, of all stacks', () => {
    const app = new App({ root: ROOT });
    const environment = Environment.development();
    const shop = new Stack(app, 'shop', { environment });
    new Service(shop, 'a/b', { image });
    new Volume(shop, 'toString');
    new Network(shop, 'net', { drive: 'x' } as NetworkProps); // a slip that the types catch, and synth must, too
    new Service(shop, 'web', { image, depends_on: { nobody: { condition: 'service_started' } } });
    const blog = new Stack(app, 'blog', { environment });
    new Service(blog, 'web', {});
    const { diagnostics, stacks } = generate(app);
    expect(idsOf(diagnostics)).toEqual([
      'id-invalid: shop',
      'unknown-property: shop/net',
      'undefined-service: shop/web',
      'image-missing: blog/web',
    ]);
    expect(diagnostics.every(({ remedy, location }) => remedy !== '' && location?.file === file)).toBe(true);
    expect(stacks.map(({ files }) => files.size)).toEqual([0, 0]);
  });

  it('in one element is not counted against those that refer to it', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const backend = new Network(stack, 'backend', { drive: 'x' } as NetworkProps); // as above
      new Service(stack, 'web', { image }).join(backend);
    });
    expect(diagnostics.map(({ path }) => path)).toEqual(['shop/backend']);
  });
});

describe('a property that Compose rejects', () => {
  it('hides nothing else about its service: neither what Compose checks further nor what rules find', () => {
    const wrong = {
      image: 'nginx',
      enviroment: { A: 1 },
      healthcheck: { test: ['CMD', 'check'], intervall: '5s' },
      networks: 5,
      ports: ['80:80', '0.0.0.0:80:81'],
      depends_on: ['nobody'],
    };
    const ids = idsOf(diagnosticsOf((stack) => new Service(stack, 'web', wrong as never))); // as a program without types
    expect([...new Set(ids)].sort()).toEqual([
      'host-port-taken: shop/web',
      'image-unpinned: shop/web',
      'undefined-service: shop/web',
      'unknown-property: shop/web',
      'wrong-type: shop/web',
    ]);
  });

  it('is not missed where it was rejected', () => {
    const healthcheck = { test: ['CMD', 'check'] };
    const slips = [
      { imgae: 'x:1', healthcheck },
      { image: 5, healthcheck },
      { image: 'x:1', healthcheck: { test: 5 } },
    ];
    for (const slip of slips) {
      const found = diagnosticsOf((stack) => {
        const web = new Service(stack, 'web', slip as never); // as above
        new Service(stack, 'other', { image: 'x:1' }).startAfter(web);
      });
      expect(found).toHaveLength(1);
    }
  });
});

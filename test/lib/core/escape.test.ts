import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Database, Engine } from '../../../constructs';
import {
  Artifact,
  Config,
  type Diagnostic,
  Model,
  Network,
  Remove,
  Replace,
  Secret,
  Service,
  type Stack,
  text,
  Variable,
  Volume,
} from '../../../lib';
import { composeText, diagnosticsOf, generated, lineOf, type Parsed } from '../tree';

const image = 'busybox:1.37';
const file = __filename;

/** The Compose file in the forms in which it is written. */
function composeOf(build: (stack: Stack) => unknown, root?: string): Parsed {
  return parse(composeText(build, root));
}

/** The service "web" after `change`, as another program reads it. */
function webWith(props: object, change: (web: Service, stack: Stack) => void): unknown {
  const compose = composeOf((stack) => change(new Service(stack, 'web', { image, ...props }), stack));
  return compose['services']?.['web'];
}

/** What is wrong with the service "web" after `change`; programs run without types, so that can be anything. */
function wrongWith(props: object, change: (web: Service & Untyped, stack: Stack) => void): readonly Diagnostic[] {
  return diagnosticsOf((stack) => {
    change(new Service(stack, 'web', { image, ...props }) as Service & Untyped, stack);
  });
}

interface Untyped {
  override(path: unknown, value?: unknown): void;
  merge(overlay: unknown): void;
  patch(...operations: unknown[]): void;
}

describe('override, merge and patch', () => {
  const elements: readonly (readonly [string, (stack: Stack) => { readonly section: string }, string, unknown])[] = [
    ['Service', (stack) => new Service(stack, 'it', { image }), 'hostname', 'web'],
    ['Network', (stack) => new Network(stack, 'it'), 'driver', 'bridge'],
    ['Volume', (stack) => new Volume(stack, 'it'), 'driver', 'local'],
    ['Secret', (stack) => new Secret(stack, 'it', { environment: 'KEY' }), 'name', 'key'],
    ['Config', (stack) => new Config(stack, 'it', { content: 'x' }), 'name', 'motd'],
    ['Model', (stack) => new Model(stack, 'it', { model: 'ai/smollm2' }), 'context_size', 1024],
  ];

  it.each(elements)('write into a %s', (_, make, property, value) => {
    const compose = composeOf((stack) => {
      const it = make(stack) as unknown as Service & Untyped; // each of them has the three methods
      it.override(['x-note'], 'a');
      it.merge({ [property]: value });
      it.patch({ op: 'add', path: '/x-more', value: { b: 1 } });
      new Service(stack, 'other', { image });
    });
    const [found] = Object.entries(compose).flatMap(([section, map]) =>
      section !== 'name' && 'it' in map ? [map['it']] : [],
    );
    expect(found).toMatchObject({ [property]: value, 'x-note': 'a', 'x-more': { b: 1 } });
  });

  it('write into the elements of a construct', () => {
    const compose = composeOf((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
      db.service.override('shm_size', '1g');
      db.service.merge({ environment: { LANG: 'C' } });
      db.service.patch({ op: 'remove', path: '/healthcheck/interval' });
    });
    const db = compose['services']?.['db'];
    expect(db).toMatchObject({ shm_size: '1g', environment: { LANG: 'C', POSTGRES_DB: 'shop' } });
    expect(db?.['healthcheck']).not.toHaveProperty('interval');
  });

  it('come last: after properties, verbs and generated labels', () => {
    const web = webWith({ networks: ['default'] }, (web, stack) => {
      web.override('networks.-', 'back');
      web.override('environment.A', 'overridden');
      web.override('labels', { only: 'this' });
      web.join(new Network(stack, 'front'));
      web.setEnvironment('A', 'set');
      const motd = new Artifact(stack, 'motd', { file: 'motd', render: () => 'Welcome' });
      web.readConfig(new Config(stack, 'text', { file: motd }), { at: '/etc/motd' });
      new Network(stack, 'back');
    });
    expect(web).toMatchObject({
      networks: ['default', 'front', 'back'],
      environment: { A: 'overridden' },
      labels: { only: 'this' },
    });
  });

  it('come in the order in which they were made, whichever of the three', () => {
    const web = webWith({ ports: ['80:80'] }, (web) => {
      web.override('ports.0', '81:80');
      web.merge({ ports: ['82:80'] });
      web.patch({ op: 'move', from: '/ports/0', path: '/ports/-' });
      web.override('hostname', 'one');
      web.override('hostname', 'two');
    });
    expect(web).toMatchObject({ ports: ['82:80', '81:80'], hostname: 'two' });
  });

  it('take away: undefined, Remove, remove', () => {
    const web = webWith({ init: true, hostname: 'web', labels: { a: '1', b: '2' }, ports: ['80:80'] }, (web) => {
      web.override('init', undefined);
      web.merge({ hostname: new Remove(), labels: { a: new Remove() }, ports: new Replace(['81:81']) });
      web.patch({ op: 'remove', path: '/labels/b' });
    });
    expect(web).toEqual({ image, ports: ['81:81'] });
  });

  it('take texts that the deploying host completes', () => {
    const compose = composeText((stack) => {
      const web = new Service(stack, 'web', { image });
      web.override('hostname', Variable.withDefault('HOST', 'web'));
      web.merge({ environment: { URL: text`https://${Variable.of('DOMAIN')}/$` } });
    });
    expect(compose).toContain(`hostname: \${HOST:-web}`);
    expect(compose).toContain(`https://\${DOMAIN}/$$`);
  });
});

describe('the path of an override', () => {
  it.each<[string, object, string | readonly string[], unknown, object]>([
    ['a variable of a list', { environment: ['A=1'] }, 'environment.B', '2', { environment: { A: '1', B: '2' } }],
    ['a label of a list', { labels: ['a=1'] }, ['labels', 'b.c'], '2', { labels: { a: '1', 'b.c': '2' } }],
    [
      'a build that is a folder',
      { build: './app' },
      'build.target',
      'dev',
      { build: { context: '../../app', target: 'dev' } },
    ],
    [
      'a condition',
      { depends_on: ['db'] },
      'depends_on.db.restart',
      true,
      { depends_on: { db: { condition: 'service_started', restart: true } } },
    ],
    ['an item by its number', { expose: ['80'] }, 'expose.0', '81', { expose: ['81'] }],
    ['one more item', { expose: ['80'] }, 'expose.-', '81', { expose: ['80', '81'] }],
  ])('leads on whatever form the property has: %s', (_, props, path, value, expected) => {
    const compose = composeOf(
      (stack) => {
        new Service(stack, 'db', { image });
        new Service(stack, 'web', { image, ...props }).override(path, value);
      },
      join(__dirname, '../../../examples/kitteh'),
    );
    expect(compose['services']?.['web']).toMatchObject(expected);
  });

  it('leads into a network that was joined plainly', () => {
    const compose = composeOf((stack) => {
      const web = new Service(stack, 'web', { image });
      web.join(new Network(stack, 'backend'));
      web.override('networks.backend.aliases', ['shop']);
    });
    expect(compose['services']?.['web']?.['networks']).toEqual({ backend: { aliases: ['shop'] } });
  });
});

describe('the path of a file in an override', () => {
  it('is relative to the folder of stack.ts, like every other', () => {
    const compose = composeOf((stack) => {
      const web = new Service(stack, 'web', { image });
      web.override('env_file', './x.env');
      web.override('develop.watch', [{ path: 'src', action: 'rebuild' }]);
      web.merge({ volumes: ['./a:/b', { type: 'bind', source: 'c', target: '/d' }, 'data:/data'] });
      web.patch({ op: 'add', path: '/label_file', value: ['/etc/labels', '~/labels', 'labels'] });
      new Volume(stack, 'data').merge({ driver: 'local', driver_opts: { type: 'none', o: 'bind', device: './disk' } });
      new Config(stack, 'motd', { content: 'x' }).patch(
        { op: 'remove', path: '/content' },
        { op: 'add', path: '/file', value: './motd' },
      );
      new Secret(stack, 'key', { environment: 'KEY' }).patch({ op: 'replace', path: '', value: { file: 'key' } });
    });
    expect(compose).toMatchObject({
      services: {
        web: {
          env_file: '../../x.env',
          develop: { watch: [{ path: '../../src' }] },
          volumes: [{ source: '../../a', target: '/b' }, { source: '../../c' }, 'data:/data'],
          label_file: ['/etc/labels', '~/labels', '../../labels'],
        },
      },
      volumes: { data: { driver_opts: { device: '../../disk' } } },
      configs: { motd: { file: '../../motd' } },
      secrets: { key: { file: '../../key' } },
    });
  });

  it('leaves generated files where they are', () => {
    const compose = composeOf((stack) => {
      const motd = new Artifact(stack, 'motd', { file: 'web/motd', render: () => 'Welcome' });
      new Config(stack, 'text', { file: motd }).override('name', 'motd');
      const dockerfile = new Artifact(stack, 'Dockerfile', { file: 'web/Dockerfile', render: () => 'FROM scratch\n' });
      new Service(stack, 'web', { build: { context: '.', dockerfile } }).override('build.target', 'prod');
    }, __dirname);
    expect(compose).toMatchObject({
      configs: { text: { file: './web/motd', name: 'motd' } },
      services: { web: { build: { context: '../..', dockerfile: './synth.out/shop/web/Dockerfile', target: 'prod' } } },
    });
  });

  it('is where a generated secret is made', () => {
    const { stacks } = generated((stack) => {
      new Secret(stack, 'key', { file: 'secrets/key', generate: { length: 8 } }).override('file', 'elsewhere/key');
      new Secret(stack, 'token', { file: 'secrets/token', generate: { length: 8 } }).patch({
        op: 'replace',
        path: '',
        value: { environment: 'TOKEN' },
      });
    });
    expect(stacks[0]?.assembly.secrets.map(({ file }) => file)).toEqual(['/srv/shop/elsewhere/key']);
  });
});

/** Each with the marker of the line that is to blame. */
type Mistake = readonly [what: string, at: string, says: string, make: () => readonly Diagnostic[]];

describe('a mistake in an escape hatch is one error that names the construct, the property and the line of the call:', () => {
  const mistakes: readonly Mistake[] = [
    [
      'a typo in a path',
      'typo',
      'helthcheck: Compose knows no property "helthcheck" here. Did you mean "healthcheck"?',
      () =>
        wrongWith({}, (web) => {
          web.override('helthcheck.interval', '1s'); // ← typo
        }),
    ],
    [
      'a typo in an overlay',
      'typo in merge',
      'deploy.replcas: Compose knows no property "replcas" here. Did you mean "replicas"?',
      () =>
        wrongWith({ deploy: { mode: 'replicated' } }, (web) => {
          web.merge({ deploy: { replcas: 2 } }); // ← typo in merge
        }),
    ],
    [
      'a typo in a patch',
      'typo in patch',
      'healthchek: Compose knows no property "healthchek" here. Did you mean "healthcheck"?',
      () =>
        wrongWith({}, (web) => {
          web.patch({ op: 'add', path: '/healthchek', value: {} }); // ← typo in patch
        }),
    ],
    [
      'a dotted key as a path',
      'dots',
      'labels.traefik: Compose wants a string, a number, a boolean or null here and finds a map.',
      () =>
        wrongWith({}, (web) => {
          web.override('labels.traefik.enable', 'true'); // ← dots
        }),
    ],
    [
      'an item that is not there',
      'no item',
      'There is no item "3" in the list at "ports". The last index is 0; use "-" to add one at the end.',
      () =>
        wrongWith({ ports: ['80:80'] }, (web) => {
          web.override('ports.3', '81:81'); // ← no item
        }),
    ],
    [
      'a property of a text',
      'in a text',
      '"ports.0" is a string, so there can be no "published" in it.',
      () =>
        wrongWith({ ports: ['80:80'] }, (web) => {
          web.override('ports.0.published', 81); // ← in a text
        }),
    ],
    [
      'an override that takes away what is not there',
      'nothing',
      'There is no "prots" in the element. Did you mean "ports"?',
      () =>
        wrongWith({ ports: ['80:80'] }, (web) => {
          web.override('prots', undefined); // ← nothing
        }),
    ],
    [
      'a Remove of what is not there',
      'nothing in merge',
      'deploy.replica: There is nothing here that Remove could take away. Did you mean "replicas"?',
      () =>
        wrongWith({ deploy: { replicas: 2 } }, (web) => {
          web.merge({ hostname: 'web', deploy: { replica: new Remove() } }); // ← nothing in merge
        }),
    ],
    [
      'a Remove below what is not there',
      'nothing around',
      'deploy.replicas: There is nothing here that Remove could take away. Take the Remove away.',
      () =>
        wrongWith({}, (web) => {
          web.merge({ deploy: { replicas: new Remove() } }); // ← nothing around
        }),
    ],
    [
      'a Remove of an item',
      'reset in list',
      'environment.A: Remove takes away keys of maps, and this stands in a list. Write the whole list anew: new Replace([…]).',
      () =>
        wrongWith({ environment: ['A=1'] }, (web) => {
          web.merge({ environment: { A: new Remove() } }); // ← reset in list
        }),
    ],
    [
      'what Compose cannot merge',
      'cannot merge',
      'ports: Compose cannot merge a map into a list.',
      () =>
        wrongWith({ ports: ['80:80'] }, (web) => {
          web.merge({ ports: { a: 1 } }); // ← cannot merge
        }),
    ],
    [
      'a patch that removes what is not there',
      'nothing in patch',
      'There is no "resources" in "deploy".',
      () =>
        wrongWith({ deploy: { replicas: 2 } }, (web) => {
          web.patch({ op: 'remove', path: '/deploy/resources' }); // ← nothing in patch
        }),
    ],
    [
      'a pointer without its slash',
      'no pointer',
      '"image" is not a JSON Pointer.',
      () =>
        wrongWith({}, (web) => {
          web.patch({ op: 'remove', path: 'image' }); // ← no pointer
        }),
    ],
    [
      'an operation that there is not',
      'no operation',
      'There is no operation "delete".',
      () =>
        wrongWith({}, (web) => {
          web.patch({ op: 'delete', path: '/image' }); // ← no operation
        }),
    ],
    [
      'a failed test',
      'failed test',
      'The value at "image" is not the one that the test expects.',
      () =>
        wrongWith({}, (web) => {
          web.patch({ op: 'test', path: '/image', value: 'x' }); // ← failed test
        }),
    ],
    [
      'a list in place of operations',
      'list of operations',
      'patch was given a list where it takes operations of JSON Patch. Pass the operations one by one: patch(...operations).',
      () =>
        wrongWith({}, (web) => {
          web.patch([{ op: 'remove', path: '/image' }]); // ← list of operations
        }),
    ],
    [
      'an operation that is none',
      'null operation',
      'patch was given null where it takes operations of JSON Patch.',
      () =>
        wrongWith({}, (web) => {
          web.patch(null); // ← null operation
        }),
    ],
    [
      'an overlay that is none',
      'no overlay',
      'merge was given a Remove where it takes a map of properties.',
      () =>
        wrongWith({}, (web) => {
          web.merge(new Remove()); // ← no overlay
        }),
    ],
    [
      'a path that is none',
      'no path',
      'override was given undefined where it takes the path of a property.',
      () =>
        wrongWith({}, (web) => {
          web.override(undefined, 1); // ← no path
        }),
    ],
    [
      'a list that is no path',
      'bad path',
      'override was given a list where it takes the path of a property.',
      () =>
        wrongWith({}, (web) => {
          web.override(['labels', null], 1); // ← bad path
        }),
    ],
    [
      'an empty path',
      'empty path',
      'A key of the path is empty.',
      () =>
        wrongWith({}, (web) => {
          web.override('', 1); // ← empty path
        }),
    ],
    [
      'a value of another kind',
      'wrong value',
      'restart: Compose wants a string here and finds a number.',
      () =>
        wrongWith({}, (web) => {
          web.override('restart', 5); // ← wrong value
        }),
    ],
    [
      'a value that is no data',
      'no data',
      'labels: A Compose file cannot hold a function.',
      () =>
        wrongWith({}, (web) => {
          web.override('labels', () => 1); // ← no data
        }),
    ],
    [
      'a whole element that is no map',
      'no map',
      'Compose wants a map here and finds a number.',
      () =>
        wrongWith({}, (web) => {
          web.patch({ op: 'replace', path: '', value: 5 }); // ← no map
        }),
    ],
    [
      'a whole element that is null',
      'null',
      'Compose wants a map here and finds null.',
      () =>
        wrongWith({}, (web) => {
          web.patch({ op: 'replace', path: '', value: null }); // ← null
        }),
    ],
    [
      'an image that is taken away',
      'no image',
      'Service "web" has neither "image" nor "build".',
      () =>
        wrongWith({ labels: { a: 'b' } }, (web) => {
          web.override('image', undefined); // ← no image
          web.override('labels.a', 'c');
        }),
    ],
    [
      'a port that is none',
      'bad port',
      'ports.1: "abc" is not a port',
      () =>
        wrongWith({ ports: ['80:80'] }, (web) => {
          web.merge({ ports: ['81:abc'] }); // ← bad port
          web.merge({ ports: ['82:82'] });
        }),
    ],
    [
      'a network that nobody defines',
      'no network',
      'networks.0: Service "web" names network "nope"',
      () =>
        wrongWith({}, (web) => {
          web.override('networks', ['nope', 'default']); // ← no network
          web.override('networks.1', 'default');
          web.override('hostname', 'web');
        }),
    ],
    [
      'a value that goes against a property',
      'conflict',
      'network_mode: Service "web" has both "network_mode" and "networks" ("default").',
      () =>
        wrongWith({ networks: ['default'] }, (web) => {
          web.override('network_mode', 'none'); // ← conflict
        }),
    ],
    [
      'an item among others that a patch put first',
      'first item',
      'ports.0: "abc" is not a port',
      () =>
        wrongWith({ ports: ['80:80', '81:81'] }, (web) => {
          web.patch({ op: 'add', path: '/ports/0', value: '1:abc' }); // ← first item
        }),
    ],
    [
      'data that contains itself',
      'cycle',
      'x-a.a: The data contains itself.',
      () => {
        const cycle: { a?: unknown } = {};
        cycle.a = cycle;
        return wrongWith({}, (web) => {
          web.override('x-a', cycle); // ← cycle
        });
      },
    ],
    [
      'an object that throws',
      'throws',
      'This could not be applied: boo',
      () => {
        const overlay = {
          get image(): string {
            throw new Error('boo');
          },
        };
        return wrongWith({}, (web) => {
          web.merge(overlay); // ← throws
        });
      },
    ],
  ];

  it.each(mistakes)('%s', (_, at, says, make) => {
    const diagnostics = make();
    expect(diagnostics).toHaveLength(1);
    const [first] = diagnostics;
    expect(first).toMatchObject({ severity: 'error', path: 'shop/web', location: { file, line: lineOf(file, at) } });
    expect(`${first?.message} ${first?.remedy}`).toContain(says);
  });

  it('and of several of one property, the one that wrote what is there', () => {
    const last = wrongWith({}, (web) => {
      web.override('restart', 5);
      web.merge({ restart: 'always' });
      web.patch({ op: 'replace', path: '/restart', value: 6 }); // ← last of several
      web.override('hostname', 'web');
    });
    expect(last).toMatchObject([{ location: { line: lineOf(file, 'last of several') } }]);
    const inner = wrongWith({}, (web) => {
      web.override('deploy', { replicas: 2, mode: 'global', labels: [] });
      web.override('deploy.replicas', 'x y'); // ← inner of several
      web.override('deploy.labels', undefined);
    });
    expect(inner).toMatchObject([{ location: { line: lineOf(file, 'inner of several') } }]);
    const mended = wrongWith({}, (web) => {
      web.override('restart', 5);
      web.override('restart', 'always');
    });
    expect(mended).toEqual([]);
  });

  it('also in an element of a construct', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
      db.service.override('shm_sise', '1g'); // ← in a construct
    });
    expect(diagnostics).toMatchObject([
      { id: 'unknown-property', path: 'shop/db', location: { file, line: lineOf(file, 'in a construct') } },
    ]);
  });
});

describe('a mistake that no escape hatch made', () => {
  it.each<[string, object, (web: Service & Untyped) => void, string]>([
    ['beside one', { deploy: { replicas: 'x y' } }, (web) => web.merge({ deploy: { labels: { a: 'b' } } }), 'deploy'],
    ['in the list that one adds to', { ports: ['80:abc'] }, (web) => web.merge({ ports: ['81:81'] }), 'ports.0'],
    ['in the list that one takes from', { ports: ['80:abc', '1'] }, (web) => web.override('ports.1'), 'ports.0'],
    [
      'behind what a patch adds',
      { ports: ['x:1'] },
      (web) => web.patch({ op: 'add', path: '/ports/0', value: '2' }),
      '',
    ],
    ['what is missing', { image: undefined, labels: { a: 'b' } }, (web) => web.override('labels.a'), 'neither "image"'],
    ['anywhere else', { imgae: 'x' }, (web) => web.override('hostname', 'web'), 'imgae'],
    [
      'where a patch of no effect looked',
      { imgae: 1 },
      (web) => web.patch({ op: 'test', path: '/imgae', value: 1 }),
      '',
    ],
  ])('is reported where the element was made: %s', (_, props, change, place) => {
    const diagnostics = diagnosticsOf((stack) => {
      const line = { image, ...props };
      change(new Service(stack, 'web', line) as Service & Untyped); // ← made here
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain(place);
    expect(diagnostics[0]).toMatchObject({ path: 'shop/web', location: { file, line: lineOf(file, 'made here') } });
  });
});

describe('a patch', () => {
  it('happens as a whole or not at all', () => {
    const { stacks, diagnostics } = generated((stack) => {
      const web = new Service(stack, 'web', { image, ports: ['80:80'] });
      web.patch({ op: 'add', path: '/hostname', value: 'web' }, { op: 'remove', path: '/init' });
      web.patch({ op: 'add', path: '/tty', value: true });
    });
    expect(diagnostics.map(({ id }) => id)).toEqual(['escape-failed']);
    expect(stacks[0]?.assembly.project.services?.['web']).toEqual({ image, ports: ['80:80'], tty: true });
  });
});

describe('an escape hatch', () => {
  it('on an element that is itself in error adds no crash', () => {
    const odd = { image: 5, ports: 'no list', labels: null, build: () => 1 };
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', odd as never); // as a program without types would
      web.override('ports.0', '80:80');
      web.merge({ ports: ['80:80'], labels: { a: 'b' }, build: { target: 'a' } });
      web.patch({ op: 'add', path: '/labels/a', value: 'b' });
      new Network(stack, 'net', null as never).override('driver', 'bridge');
      new Model(stack, 'llm', undefined as never).override('model', 'ai/smollm2');
    });
    expect(diagnostics.filter(({ path }) => path !== 'shop/web')).toMatchObject([
      { id: 'argument-invalid', path: 'shop/net', message: 'Network was given null as its properties.' },
    ]);
    expect(diagnostics.map(({ id }) => id)).toContain('wrong-type');
  });

  it('says what it cannot do of several things at once', () => {
    const diagnostics = wrongWith({}, (web) => {
      web.override('init', undefined);
      web.patch({ op: 'remove', path: '/tty' });
      web.merge({ hostname: new Remove() });
    });
    expect(diagnostics.map(({ id }) => id)).toEqual(['escape-failed', 'escape-failed', 'escape-failed']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes %s for a key like others', (key) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const compose = composeText((stack) => {
      const web = new Service(stack, 'web', { image, labels: {} });
      web.override(['labels', key], 'one');
      web.merge(JSON.parse(`{ "environment": { "${key}": "two" }, "x-a": { "${key}": { "polluted": 1 } } }`));
      web.patch({ op: 'add', path: `/x-b`, value: {} }, { op: 'add', path: `/x-b/${key}`, value: { polluted: 1 } });
    });
    expect(compose).toContain(`    labels:\n      ${key}: one\n`);
    expect(compose).toContain(`    environment:\n      ${key}: two\n`);
    expect(compose.match(/polluted: 1/g)).toHaveLength(2);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect({}).not.toHaveProperty('polluted');
  });

  const key = fc.constantFrom(
    'image',
    'ports',
    'labels',
    'deploy',
    'build',
    'x-a',
    'a',
    '0',
    '-',
    '__proto__',
    'environment',
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', '80:80', 'A=1', './a:/a', '', 0, 1, true, null, 5n, undefined),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const hatch = fc.oneof(
    fc
      .record({ path: fc.oneof(fc.array(key, { maxLength: 4 }), fc.string(), value), value })
      .map((one) => ({ override: one })),
    value.map((overlay) => ({ merge: overlay })),
    fc
      .array(
        fc.record({
          op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'x'),
          path: fc.array(key, { maxLength: 4 }).map((keys) => keys.map((one) => `/${one}`).join('')),
          from: fc.array(key, { maxLength: 4 }).map((keys) => keys.map((one) => `/${one}`).join('')),
          value,
        }),
        { maxLength: 3 },
      )
      .map((operations) => ({ patch: operations })),
  );

  it('never throws, and never changes what it was given, whatever that is', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.array(hatch, { maxLength: 4 }), (props, hatches) => {
        const before = structuredClone([props, hatches]);
        const diagnostics = diagnosticsOf((stack) => {
          const web = new Service(stack, 'web', props as never) as Service & Untyped; // as a program without types would
          for (const one of hatches) {
            if ('override' in one) web.override(one.override.path, one.override.value);
            else if ('merge' in one) web.merge(one.merge);
            else web.patch(...one.patch);
          }
        });
        expect(structuredClone([props, hatches])).toEqual(before);
        expect(diagnostics.filter(({ id }) => id === 'lowering-failed')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('that names a place and another that takes it away leave the service as it was', () => {
    const name = fc.stringMatching(/^[a-z.~/-]{1,8}$/);
    fc.assert(
      fc.property(name, fc.string({ unit: 'grapheme-ascii' }), (label, written) => {
        const pointer = `/labels/${label.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const web = webWith({ labels: { kept: 'x' } }, (web) => {
          web.override(['labels', label], written);
          web.patch({ op: 'test', path: pointer, value: written }, { op: 'remove', path: pointer });
          web.merge({ labels: { [label]: written } });
          web.override(['labels', label], undefined);
        });
        expect(web).toEqual({ image, labels: { kept: 'x' } });
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { parse } from 'yaml';
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
} from '../../../../lib';
import { composeOf, composeText, generated } from '../../tree';

const image = 'busybox:1.37';

describe('the files of a stack', () => {
  it('are the Compose file and then the generated files, each with the construct that it comes from', () => {
    const { stacks } = generated((stack) => {
      new Artifact(stack, 'b', { file: 'web/b', render: () => 'B\n' });
      new Artifact(stack, 'a', { file: 'a', render: () => 'A\n' });
      new Service(stack, 'web', { image });
    });
    const files = [...(stacks[0]?.files ?? [])].map(([path, { construct }]) => [path, construct]);
    expect(files).toEqual([
      ['compose.yaml', 'shop'],
      ['web/b', 'shop/b'],
      ['a', 'shop/a'],
    ]);
    expect(stacks[0]?.files.get('web/b')?.content).toBe('B\n');
  });

  it('begin with a comment that says what to change instead', () => {
    const [first] = composeText((stack) => new Service(stack, 'web', { image })).split('\n');
    expect(first).toBe(
      '# Written by compose-constructs for the environment "development": change stack.ts and run synth, not this file.',
    );
  });

  it('cannot be broken by the name of an environment', () => {
    const name = 'eu"\nservices: {}\r\u2028 #ü';
    const app = new App({ root: '/srv/shop' });
    new Service(new Stack(app, 'shop', { environment: Environment.development({ name }) }), 'web', { image });
    const content = generate(app).stacks[0]?.files.get('compose.yaml')?.content ?? '';
    expect(parse(content)).toEqual({ name: 'shop', services: { web: { image } } });
    const comments = content.split('\n').slice(0, content.split('\n').indexOf('name: shop'));
    expect(comments.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});

describe('the Compose file', () => {
  it('says the project name, and every kind of element in one order whatever order they were made in', () => {
    const compose = composeOf((stack) => {
      new Config(stack, 'config', { content: 'c' });
      new Secret(stack, 'secret', { environment: 'S' });
      new Volume(stack, 'volume', { labels: { a: 'b' } });
      new Network(stack, 'network', { internal: true });
      new Service(stack, 'service', { image });
    });
    expect(Object.keys(compose)).toEqual(['name', 'services', 'networks', 'volumes', 'secrets', 'configs']);
    expect(compose).toEqual({
      name: 'shop',
      services: { service: { image } },
      networks: { network: { internal: true } },
      volumes: { volume: { labels: { a: 'b' } } },
      secrets: { secret: { environment: 'S' } },
      configs: { config: { content: 'c' } },
    });
  });

  it('keeps a network and a volume of which nothing is said, and an extension', () => {
    const compose = composeOf((stack) => {
      new Network(stack, 'network');
      new Volume(stack, 'volume');
      new Service(stack, 'web', { image, 'x-team': { name: 'web', empty: {} } });
    });
    expect(Object.keys(compose['networks'] ?? {})).toEqual(['network']);
    expect(Object.keys(compose['volumes'] ?? {})).toEqual(['volume']);
    expect(compose['services']?.['web']?.['x-team']).toEqual({ name: 'web', empty: {} });
  });

  it('leaves what only the deploying host knows to that host', () => {
    const compose = composeOf((stack) => {
      const web = new Service(stack, 'web', {
        image: text`ghcr.io/acme/web:${Variable.required('TAG', 'which one?')}`,
        environment: { WRITTEN: Variable.withDefault('WRITTEN', 'none') },
        ports: [{ target: 80, published: Variable.required('PORT') }],
      });
      web.setEnvironment('SET', text`a${Variable.optional('SET')}$b`);
      new Volume(stack, 'uploads', { name: Variable.required('VOLUME') });
      new Secret(stack, 'key', { file: Variable.required('KEY_FILE') });
    });
    expect(compose['services']?.['web']).toMatchObject({
      image: 'ghcr.io/acme/web:${TAG:?which one?}',
      environment: { WRITTEN: '${WRITTEN:-none}', SET: 'a${SET-}$$b' },
      ports: [{ target: 80, published: '${PORT:?}' }],
    });
    expect(compose['volumes']).toEqual({ uploads: { name: '${VOLUME:?}' } });
    expect(compose['secrets']).toEqual({ key: { file: '${KEY_FILE:?}' } });
  });

  it('doubles a "$" that the user writes, wherever it stands, so that the container gets one', () => {
    const compose = composeOf((stack) => {
      const web = new Service(stack, 'web', {
        image,
        command: ['echo', '$HOME', '${HOME}', '$$'],
        environment: { PRICE: '5$' },
        labels: { route: 'Host(`$1`)' },
      });
      web.setEnvironment('PASSWORD', 'pa$$word');
      new Config(stack, 'conf', { content: 'proxy_set_header Host $host;' });
    });
    expect(compose['services']?.['web']).toMatchObject({
      command: ['echo', '$$HOME', '$${HOME}', '$$$$'],
      environment: { PRICE: '5$$', PASSWORD: 'pa$$$$word' },
      labels: { route: 'Host(`$$1`)' },
    });
    expect(compose['configs']).toEqual({ conf: { content: 'proxy_set_header Host $$host;' } });
  });

  it('brings back every string that a user can pass, from the tree to the text and back', () => {
    const string = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .filter((value) => !value.includes('\0') && !/\p{Cs}/u.test(value));
    fc.assert(
      fc.property(string, string, (one, other) => {
        const compose = composeOf((stack) => {
          new Service(stack, 'web', { image, environment: { ONE: one }, command: ['run', one] }).setEnvironment(
            'OTHER',
            other,
          );
        });
        const read = (value: string): string => value.replaceAll('$', '$$$$');
        expect(compose['services']?.['web']).toMatchObject({
          environment: { ONE: read(one), OTHER: read(other) },
          command: ['run', read(one)],
        });
      }),
    );
  });
});

import { resolve } from 'node:path';
import { Artifact, Config, Paths, Secret, Service, type ServiceBuildProps, Variable, Volume } from '../../../lib/core';
import { composeOf, diagnosticsOf, ROOT } from '../tree';

const image = 'busybox:1.37';

/** `stack.ts` lies in /srv/shop, and the stack is written to /srv/shop/synth.out/shop. */
function web(props: ConstructorParameters<typeof Service>[2]): Readonly<Record<string, unknown>> {
  return composeOf((stack) => new Service(stack, 'web', props))['services']?.['web'] ?? {};
}

const build = (props: ServiceBuildProps): unknown => web({ build: props })['build'];

const paths: readonly (readonly [string, string])[] = [
  ['./app', '../../app'],
  ['app', '../../app'],
  ['.', '../..'],
  ['..', '../../..'],
  ['../other', '../../../other'],
  ['./synth.out/shop/x', './x'],
  ['synth.out/shop/.env', './.env'],
  ['/srv/app', '/srv/app'],
  ['~/app', '~/app'],
  ['~', '~'],
  ['C:\\data', 'C:\\data'],
  ['\\\\server\\data', '\\\\server\\data'],
  ['~other/app', '../../~other/app'],
];

describe('a path that the user writes relative to stack.ts', () => {
  it.each(paths)('is written relative to the output folder: %j becomes %j', (path, written) => {
    const compose = composeOf((stack) => {
      new Service(stack, 'web', {
        image,
        volumes: [{ type: 'bind', source: path, target: '/data' }],
        env_file: [{ path, required: false }],
      });
      new Secret(stack, 'key', { file: path });
      new Config(stack, 'motd', { file: path });
    });
    expect([
      compose['services']?.['web']?.['volumes'],
      compose['services']?.['web']?.['env_file'],
      compose['secrets'],
      compose['configs'],
    ]).toEqual([
      [{ type: 'bind', source: written, target: '/data' }],
      [{ path: written, required: false }],
      { key: { file: written } },
      { motd: { file: written } },
    ]);
  });

  it('is left alone where it is no path of this machine', () => {
    const mounts = [
      { type: 'volume', source: 'uploads', target: '/a' },
      { type: 'bind', source: Variable.required('DATA'), target: '/b' },
      { type: 'tmpfs', target: '/c' },
    ] as const;
    const compose = composeOf((stack) => {
      new Volume(stack, 'uploads');
      new Service(stack, 'web', { image, volumes: mounts });
    });
    expect(compose['services']?.['web']?.['volumes']).toEqual([
      mounts[0],
      { type: 'bind', source: '${DATA:?}', target: '/b' },
      mounts[2],
    ]);
  });
});

describe('a build', () => {
  /** An existing folder: a missing one is an error. */
  const root = resolve(__dirname, '../..');
  const inTest = (props: ServiceBuildProps): unknown =>
    composeOf((stack) => new Service(stack, 'web', { build: props }), root)['services']?.['web']?.['build'];

  it('has its folder relative to the output folder, and by default that of stack.ts', () => {
    expect(inTest({ context: './lib' })).toEqual({ context: '../../lib' });
    expect(inTest({})).toEqual({ context: '../..' });
  });

  it.each([
    'https://github.com/acme/shop.git#main:web',
    'git://example.org/shop.git',
    'ssh://git@example.org/shop.git',
    'git@github.com:acme/shop.git',
    'github.com/acme/shop',
    'https://example.org/context.tar.gz',
    'docker-image://busybox:1.37',
    'oci-layout://./layout',
    '/srv/app',
    '~/app',
  ])('keeps a context that is no folder beside stack.ts: %s', (context) => {
    expect(build({ context })).toEqual({ context });
  });

  it('has its additional contexts written the same way', () => {
    const additional_contexts = { assets: './lib', base: 'docker-image://busybox:1.37', other: 'service:web' };
    expect(inTest({ context: '.', additional_contexts })).toEqual({
      context: '../..',
      additional_contexts: { ...additional_contexts, assets: '../../lib' },
    });
  });

  it('keeps a Dockerfile of its own, which Compose looks for in the context', () => {
    expect(inTest({ context: './lib', dockerfile: 'docker/Dockerfile' })).toEqual({
      context: '../../lib',
      dockerfile: 'docker/Dockerfile',
    });
  });

  it.each([
    ['./lib', '../synth.out/shop/web/Dockerfile'],
    ['.', './synth.out/shop/web/Dockerfile'],
    [undefined, './synth.out/shop/web/Dockerfile'],
    ['./lib/core', '../../synth.out/shop/web/Dockerfile'],
  ])('names a generated Dockerfile as seen from the context %j', (context, dockerfile) => {
    const compose = composeOf((stack) => {
      const artifact = new Artifact(stack, 'dockerfile', { file: 'web/Dockerfile', render: () => 'FROM scratch\n' });
      new Service(stack, 'web', { build: { ...(context !== undefined && { context }), dockerfile: artifact } });
    }, root);
    expect(compose['services']?.['web']?.['build']).toMatchObject({ dockerfile });
  });

  it.each([
    ['an address', 'https://github.com/acme/shop.git'],
    ['the home of who deploys', '~/app'],
    ['a variable', Variable.required('CONTEXT')],
  ])('cannot have a generated Dockerfile where its context is not known here: %s', (_, context) => {
    const diagnostics = diagnosticsOf((stack) => {
      const dockerfile = new Artifact(stack, 'dockerfile', { file: 'web/Dockerfile', render: () => '' });
      new Service(stack, 'web', { build: { context, dockerfile } });
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toMatch(/a generated Dockerfile needs a build context that is a folder/);
  });
});

describe('a generated file', () => {
  it('is named beside the Compose file', () => {
    const compose = composeOf((stack) => {
      const motd = new Artifact(stack, 'motd', { file: 'web/motd', render: () => 'Welcome\n' });
      new Config(stack, 'Motd', { file: motd });
    }, ROOT);
    expect(compose['configs']).toEqual({ Motd: { file: './web/motd' } });
  });

  it.each([
    ['./synth.out/shop/web/motd', 'web/motd'],
    ['synth.out/../synth.out/shop/.env', '.env'],
    ['/srv/shop/synth.out/shop/..a', '..a'],
    ['./synth.out/shop', undefined],
    ['./synth.out/shop/..', undefined],
    ['./synth.out/shop-2/a', undefined],
    ['./web', undefined],
    ['~/a', undefined],
  ])('is told from others by where its path leads: %j', (path, place) => {
    expect(new Paths(ROOT, `${ROOT}/synth.out/shop`).generated(path)).toBe(place);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, Secret, Service, type ServiceProps, type Stack, text, Variable, Volume } from '../../../lib';
import { lineOf } from '../tree';
import { freshRoot, image, messages, said } from './support';

const web = (props: ServiceProps) => (stack: Stack) => {
  for (const id of ['a', 'b']) {
    new Volume(stack, id);
    new Secret(stack, `secret-${id}`, { environment: 'KEY' });
    new Config(stack, `config-${id}`, { content: '' });
  }
  new Service(stack, 'web', { image, ...props });
};

const volume = (source: string, target: string, read_only = false) =>
  ({ type: 'volume', source, target, read_only }) as const;

describe('two mounts at one place of a container', () => {
  const taken = (props: ServiceProps): string[] => messages('mount-target-taken', web(props));

  it('are an error that names both', () => {
    const [diagnostic] = said('mount-target-taken', (stack) => {
      const service = new Service(stack, 'web', { image }); // ← web
      service.mount(new Volume(stack, 'a'), { at: '/data' });
      service.mount(new Volume(stack, 'b'), { at: '/data' });
    });
    expect(diagnostic).toMatchObject({
      severity: 'error',
      message: 'Service "web" mounts two things at "/data": volume "a" and volume "b".',
      path: 'shop/web',
      location: { line: lineOf(__filename, 'web') },
    });
  });

  it.each<[string, ServiceProps]>([
    ['a final slash', { volumes: [volume('a', '/data'), volume('b', '/data/')] }],
    ['a way around', { volumes: [volume('a', '/var/data'), volume('b', '/var/lib/../data')] }],
    ['repeated slashes', { volumes: [volume('a', '/var/data'), volume('b', '//var///data')] }],
    ['a file system in memory', { tmpfs: ['/data:size=1m'], volumes: [volume('a', '/data')] }],
    ['one such, written alone', { tmpfs: '/data', volumes: [volume('a', '/data')] }],
    [
      'secrets with one name',
      {
        secrets: [
          { source: 'secret-a', target: 'k' },
          { source: 'secret-b', target: 'k' },
        ],
      },
    ],
    [
      'a secret with the name of another one',
      { secrets: [{ source: 'secret-a' }, { source: 'secret-b', target: 'secret-a' }] },
    ],
    ['a secret with a path', { secrets: [{ source: 'secret-a', target: '/data' }], volumes: [volume('a', '/data')] }],
    [
      'configs',
      {
        configs: [
          { source: 'config-a', target: '/c' },
          { source: 'config-b', target: '/c' },
        ],
      },
    ],
    ['a config where it appears by itself', { configs: [{ source: 'config-a' }], volumes: [volume('a', '/config-a')] }],
  ])('are an error: %s', (_, props) => {
    expect(taken(props)).toHaveLength(1);
  });

  it.each<[string, ServiceProps]>([
    ['different places', { volumes: [volume('a', '/data'), volume('b', '/data2')] }],
    ['a place inside another one', { volumes: [volume('a', '/data'), volume('b', '/data/b')] }],
    ['one mount said twice, of which Compose keeps one', { volumes: ['/srv:/data', '/srv:/data'] }],
    ['one volume at two places', { volumes: [volume('a', '/data'), volume('a', '/other')] }],
    [
      'what the deploying host knows',
      {
        volumes: [
          { type: 'volume', source: 'a', target: Variable.required('AT') },
          { type: 'volume', source: 'b', target: text`${Variable.required('AT')}` },
        ],
      },
    ],
    ['secrets as they come', { secrets: [{ source: 'secret-a' }, { source: 'secret-b' }] }],
  ])('are none: %s', (_, props) => {
    expect(taken(props)).toEqual([]);
  });

  it('are none in two services', () => {
    const build = (stack: Stack): void => {
      const a = new Volume(stack, 'a');
      for (const id of ['web', 'worker']) new Service(stack, id, { image }).mount(a, { at: '/data' });
    };
    expect(messages('mount-target-taken', build)).toEqual([]);
  });
});

describe('a mount inside a read-only mount', () => {
  const inside = (props: ServiceProps, root?: string): string[] => messages('mount-inside-read-only', web(props), root);

  it('is an error that names both', () => {
    const [diagnostic] = said('mount-inside-read-only', (stack) => {
      const service = new Service(stack, 'web', { image }); // ← read-only
      service.mount(new Volume(stack, 'cache'), { at: '/uploads/cache' });
      service.mount(new Volume(stack, 'uploads'), { at: '/uploads', readOnly: true });
    });
    expect(diagnostic).toMatchObject({
      severity: 'error',
      message:
        'Service "web" mounts volume "cache" at "/uploads/cache", inside volume "uploads", which is mounted read-only at "/uploads".',
      path: 'shop/web',
      location: { line: lineOf(__filename, 'read-only') },
    });
  });

  it.each<[string, ServiceProps]>([
    ['several levels down', { volumes: [volume('a', '/data', true), volume('b', '/data/x/y/z')] }],
    ['with a slash at the end', { volumes: [volume('a', '/data/', true), volume('b', '/data/x')] }],
    [
      'a config',
      { volumes: [volume('a', '/etc/shop', true)], configs: [{ source: 'config-a', target: '/etc/shop/motd' }] },
    ],
    ['a secret', { volumes: [volume('a', '/run', true)], secrets: [{ source: 'secret-a' }] }],
    ['a file system in memory', { volumes: [volume('a', '/data', true)], tmpfs: ['/data/tmp'] }],
    ['a read-only one', { volumes: [volume('a', '/data', true), volume('b', '/data/x', true)] }],
  ])('is an error: %s', (_, props) => {
    expect(inside(props)).toHaveLength(1);
  });

  it.each<[string, ServiceProps]>([
    ['inside a writable one', { volumes: [volume('a', '/data'), volume('b', '/data/x', true)] }],
    ['beside it, with a longer name', { volumes: [volume('a', '/data', true), volume('b', '/data-x')] }],
    ['around it', { volumes: [volume('a', '/data/x', true), volume('b', '/data')] }],
    [
      'in a read-only root file system, which the engine prepares',
      { read_only: true, volumes: [volume('a', '/data')] },
    ],
    [
      'inside the home of who deploys, which nobody knows',
      { volumes: [{ type: 'bind', source: '~/shop', target: '/d', read_only: true }, volume('a', '/d/x')] },
    ],
  ])('is none: %s', (_, props) => {
    expect(inside(props)).toEqual([]);
  });

  it('is reported once where a writable mount lies between', () => {
    const volumes = [volume('a', '/data', true), volume('b', '/data/x'), volume('a', '/data/x/y')];
    expect(inside({ volumes })).toHaveLength(1);
  });

  it('is fine where the folder of the host already has the place', () => {
    const root = freshRoot();
    mkdirSync(join(root, 'site/there'), { recursive: true });
    writeFileSync(join(root, 'site/index.html'), '');
    const site = { type: 'bind', source: './site', target: '/site', read_only: true } as const;
    expect(inside({ volumes: [site, volume('a', '/site/there')] }, root)).toEqual([]);
    expect(inside({ volumes: [site], configs: [{ source: 'config-a', target: '/site/index.html' }] }, root)).toEqual(
      [],
    );
    expect(inside({ volumes: [site, volume('a', '/site/missing')] }, root)).toHaveLength(1);
    expect(inside({ volumes: [site, volume('a', '/site/index.html/x')] }, root)).toHaveLength(1);
  });
});

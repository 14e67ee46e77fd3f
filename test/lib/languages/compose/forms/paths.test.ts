import fc from 'fast-check';
import {
  isRemoteContext,
  mapHostPaths,
  mapServicePaths,
  mapVolumePaths,
  rebaseText,
} from '../../../../../lib/languages/compose/forms';
import type { Project, Service } from '../../../../../lib/languages/compose/model.generated';
import { Replace } from '../../../../../lib/languages/compose/overlay';
import { type ComposeText, text, Variable } from '../../../../../lib/languages/compose/text/variable';

const X = Variable.optional('X');
const DATA = Variable.withDefault('DATA', './data');
const UP = Variable.withDefault('DATA', '../../data');

function up(path: ComposeText): ComposeText {
  return rebaseText(path, '../..');
}

describe('a path seen from another folder', () => {
  it.each<[ComposeText, ComposeText]>([
    ['./data', '../../data'],
    ['data', '../../data'],
    ['../x', '../../../x'],
    ['.', '../..'],
    ['/abs', '/abs'],
    ['~/x', '~/x'],
    ['C:\\x', 'C:\\x'],
    ['', ''],
    [text`./data/${X}`, text`../../data/${X}`],
    [text`.${X}`, text`../../.${X}`],
    [text`/abs/${X}`, text`/abs/${X}`],
    [DATA, UP],
    [text`${DATA}/x`, text`${UP}/x`],
    [text`${X}/x`, text`${X}/x`],
    [Variable.withDefault('A', '/abs'), Variable.withDefault('A', '/abs')],
    [Variable.required('A', './message'), Variable.required('A', './message')],
  ])('%# begins with the way to its folder', (path, rebased) => {
    expect(rebaseText(path, '../..')).toEqual(rebased);
  });
});

const PROJECT: Project = {
  include: ['./a.yaml', { path: ['b.yaml', 'oci://x'], env_file: 'b.env', project_directory: 'b' }],
  services: {
    one: { build: './one' },
    web: {
      build: {
        context: 'https://x/y.git',
        additional_contexts: ['a=./a', 'b=service:one', 'c=docker-image://x'],
        ssh: ['default', 'k=./k'],
      },
      extends: { service: 'x', file: 'x.yaml' },
      env_file: ['a.env', { path: './b.env', required: false }],
      label_file: 'x.labels',
      develop: { watch: [{ path: './src', action: 'rebuild' }] },
      volumes: [
        './a:/b:ro',
        'data:/data',
        '/abs:/abs',
        '/anonymous',
        text`${DATA}:/d`,
        text`${X}:/x`,
        { type: 'bind', source: './a', target: '/c' },
        { type: 'volume', source: 'data', target: '/e' },
      ],
    },
    git: {
      build: { context: 'git@github.com:x/y', additional_contexts: { a: './a', b: 'github.com/x/y' } },
      extends: 'web',
    },
  },
  secrets: { s: { file: './s' }, t: { environment: 'T' } },
  configs: { c: { file: 'c' } },
  volumes: {
    data: null,
    bound: { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: './bound' } },
    nfs: { driver: 'local', driver_opts: { type: 'nfs', o: 'addr=x', device: ':/x' } },
  },
};

describe('the paths of a project', () => {
  it('are changed where Compose takes them for paths, in the form in which they are', () => {
    expect(mapHostPaths(PROJECT, up)).toEqual({
      include: [
        '../../a.yaml',
        { path: ['../../b.yaml', 'oci://x'], env_file: '../../b.env', project_directory: '../../b' },
      ],
      services: {
        one: { build: '../../one' },
        web: {
          build: {
            context: 'https://x/y.git',
            additional_contexts: ['a=../../a', 'b=service:one', 'c=docker-image://x'],
            ssh: ['default', 'k=../../k'],
          },
          extends: { service: 'x', file: '../../x.yaml' },
          env_file: ['../../a.env', { path: '../../b.env', required: false }],
          label_file: '../../x.labels',
          develop: { watch: [{ path: '../../src', action: 'rebuild' }] },
          volumes: [
            '../../a:/b:ro',
            'data:/data',
            '/abs:/abs',
            '/anonymous',
            text`${UP}:/d`,
            text`${X}:/x`,
            { type: 'bind', source: '../../a', target: '/c' },
            { type: 'volume', source: 'data', target: '/e' },
          ],
        },
        git: {
          build: { context: 'git@github.com:x/y', additional_contexts: { a: '../../a', b: 'github.com/x/y' } },
          extends: 'web',
        },
      },
      secrets: { s: { file: '../../s' }, t: { environment: 'T' } },
      configs: { c: { file: '../../c' } },
      volumes: {
        data: null,
        bound: { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: '../../bound' } },
        nfs: { driver: 'local', driver_opts: { type: 'nfs', o: 'addr=x', device: ':/x' } },
      },
    });
  });

  it('are told apart by what they are for', () => {
    const kinds = new Set<string>();
    mapHostPaths(PROJECT, (path, kind) => {
      kinds.add(kind);
      return path;
    });
    expect([...kinds].sort()).toEqual([
      'bind',
      'build-context',
      'config',
      'env-file',
      'extends',
      'include',
      'include-env-file',
      'include-folder',
      'label-file',
      'secret',
      'ssh-key',
      'volume-device',
      'watch',
    ]);
  });

  it('leave the same object where none changes', () => {
    expect(mapHostPaths(PROJECT, (path) => path)).toBe(PROJECT);
    expect(mapVolumePaths(null, up)).toBeNull();
  });

  it('of a short volume stay paths: a bare name gets its dot, and what the short syntax cannot say is said long', () => {
    const service: Service = { volumes: ['./a:/b:ro'] };
    expect(mapServicePaths(service, () => 'sub/a').volumes).toEqual(['./sub/a:/b:ro']);
    expect(mapServicePaths(service, () => './a:b').volumes).toEqual([
      { type: 'bind', source: './a:b', target: '/b', read_only: true, bind: { create_host_path: true } },
    ]);
  });

  it('are found in an override, and nothing wrong makes it throw', () => {
    const service = { volumes: new Replace(['./a:/b']), env_file: 7, build: [], extends: null, develop: 'x' };
    expect(mapServicePaths(service as unknown as Service, up)).toEqual({
      ...service,
      volumes: new Replace(['../../a:/b']),
    });
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const wrong = {
          services: { a: value, b: { build: value, volumes: value, env_file: [value] } },
          volumes: value,
          include: value,
        };
        mapHostPaths(wrong as unknown as Project, up);
      }),
    );
  });
});

describe('a build context', () => {
  it.each<[ComposeText]>([
    ['https://github.com/acme/web.git#main:app'],
    ['git@github.com:acme/web.git'],
    ['github.com/acme/web'],
    ['docker-image://alpine:3.22'],
    ['service:base'],
    [text`https://${X}/web.git`],
    [text`${Variable.withDefault('X', 'github.com/acme')}/web`],
  ])('number %# is no folder', (context) => {
    expect(isRemoteContext(context)).toBe(true);
  });

  it.each<[ComposeText]>([['.'], ['../web'], ['/srv/web'], ['git'], ['services/web'], [text`${X}/web`]])(
    'number %# is a folder',
    (context) => {
      expect(isRemoteContext(context)).toBe(false);
    },
  );
});

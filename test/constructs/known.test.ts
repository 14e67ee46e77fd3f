import {
  Database,
  DataVolume,
  Engine,
  Image,
  ReverseProxy,
  SecretFile,
  type Stack,
  StaticSite,
} from 'compose-constructs';
import { node, postgres, project, synth, web } from './support';

/** What somebody writes who is not stopped by types: `synth` runs code without looking at them. */
const misspelt = (properties: object): never => properties as never;

const ids = (build: (stack: Stack) => unknown): readonly string[] => synth(build).ids;

describe('a misspelt property of a construct is an error that says what was meant', () => {
  it.each<[string, (stack: Stack) => unknown, string]>([
    ['WebApp', (stack) => web(stack, misspelt({ enviroment: { A: 'b' } })), 'environment'],
    ['WebApp', (stack) => web(stack, misspelt({ internt: true })), 'internet'],
    [
      'Database',
      (stack) => new Database(stack, 'db', misspelt({ engine: Engine.postgres('17'), database: 'x', pasword: {} })),
      'password',
    ],
    ['ReverseProxy', (stack) => new ReverseProxy(stack, 'proxy', misspelt({ tsl: {} })), 'tls'],
    ['SecretFile', (stack) => new SecretFile(stack, 'key', misspelt({ sorce: {} })), 'source'],
    ['connect', (stack) => web(stack).connect(postgres(stack), misspelt({ wiat: false })), 'wait'],
    [
      'mount',
      (stack) => web(stack).mount(new DataVolume(stack, 'v'), misspelt({ at: '/v', readonly: true })),
      'readOnly',
    ],
    [
      'readSecret',
      (stack) => web(stack).readSecret(new SecretFile(stack, 'k'), misspelt({ varible: 'K' })),
      'variable',
    ],
  ])('%s', (taker, build, meant) => {
    const { diagnostics } = synth(build);
    expect(diagnostics.filter(({ id }) => id === 'option-unknown')).toMatchObject([
      { message: expect.stringContaining(taker), remedy: `Did you mean "${meant}"?`, severity: 'error' },
    ]);
  });

  it('names everything that is taken where nothing is near', () => {
    const { diagnostics } = synth((stack) => new StaticSite(stack, 'docs', misspelt({ image: node, colour: 'red' })));
    expect(diagnostics.find(({ id }) => id === 'option-unknown')?.remedy).toContain('"fallback"');
  });
});

describe('a limit that Docker would take for none', () => {
  it.each([
    ['no memory', { memory: '0m' }, 'size-invalid'],
    ['too little memory to start', { memory: '1k' }, 'size-invalid'],
    ['no cores', { cpus: 0 }, 'number-invalid'],
    ['cores that are no number', { cpus: Number.NaN }, 'number-invalid'],
    ['no processes', { processes: 0 }, 'number-invalid'],
    ['half a process', { processes: 0.5 }, 'number-invalid'],
  ])('is refused: %s', (_, limits, id) => {
    expect(ids((stack) => web(stack, limits))).toContain(`${id}: shop/web`);
  });
});

describe('a volume that would hide programs of the image', () => {
  it.each(['/app', '/app/', '/', '/etc', '/usr', '/bin/', '/proc/x', '/run/secrets', '/etc/ssl'])(
    'is refused at %s',
    (at) => {
      expect(ids((stack) => web(stack).mount(new DataVolume(stack, 'v'), { at }))).toContain(
        'folder-of-image: shop/web',
      );
    },
  );

  it.each(['/app/data', '/var/app', '/srv', '/application', '/usr/local/share/x'])('is fine at %s', (at) => {
    expect(ids((stack) => web(stack).mount(new DataVolume(stack, 'v'), { at }))).toEqual([]);
  });
});

describe('a command without words', () => {
  it.each<[string, Parameters<typeof web>[1]]>([
    ['of the app', { command: [] }],
    ['of the migration', { migrate: { command: [] } }],
    ['of the health check', { healthCheck: { kind: 'command', command: [] } }],
  ])('is refused: %s', (_, props) => {
    expect(ids((stack) => web(stack, props))).toEqual(['command-empty: shop/web']);
  });
});

describe('the name of an image', () => {
  it.each(['', 'ngi nx:1', '-v:1', 'x/y:${TAG}'])('is refused where the engine would refuse it: %j', (name) => {
    expect(ids((stack) => web(stack, { image: Image.registry(name, { probeWith: 'curl' }) }))).toContain(
      'image-reference-invalid: shop/web',
    );
  });

  it.each(['nginx:1.30', 'ghcr.io/acme/web:1', 'localhost:5000/a/b_c:x', `a@sha256:${'0'.repeat(64)}`])(
    'may be %s',
    (name) => {
      expect(ids((stack) => web(stack, { image: Image.registry(name, { probeWith: 'curl' }) }))).toEqual([]);
    },
  );
});

describe('the build context of an app', () => {
  it('keeps the secrets of every stack out of the image, wherever they lie in it', () => {
    const { file } = synth((stack) => {
      web(stack, { image: { ...node, source: '.' } });
      new SecretFile(stack, 'generated');
      new SecretFile(stack, 'own', { source: { kind: 'file', file: './keys/stripe' } });
    });
    const rules = file('web/Dockerfile.dockerignore').split('\n');
    expect(rules).toEqual(expect.arrayContaining(['secrets', 'synth.out', 'keys/stripe', 'secrets/shop/generated']));
  });

  it('has the rules of its own .dockerignore after ours, and what is private after both', () => {
    const own = '\uFEFF# ours\r\nprivate\r\n*.pem\r\n!.env.production\r\n!secrets\r\n';
    const root = project({ 'package.json': '{}', 'package-lock.json': '{}', '.dockerignore': own });
    const { file } = synth(
      (stack) => {
        web(stack, { image: Image.node({ source: '.' }) });
        new SecretFile(stack, 'generated');
      },
      { root },
    );
    const rules = file('web/Dockerfile.dockerignore').split('\n');
    const at = (rule: string) => rules.lastIndexOf(rule);
    expect(rules.join('')).not.toMatch(/[\r\uFEFF]/);
    expect(at('private')).toBeGreaterThan(at('**/.env.*'));
    expect(rules.slice(at('private'), at('!secrets') + 1)).toEqual([
      'private',
      '*.pem',
      '!.env.production',
      '!secrets',
    ]);
    for (const rule of ['secrets', 'synth.out', 'secrets/shop/generated'])
      expect(at(rule)).toBeGreaterThan(at('!secrets'));
  });

  it('says nothing of secrets that lie outside of it', () => {
    const { file } = synth((stack) => {
      web(stack);
      new SecretFile(stack, 'generated');
    });
    expect(file('web/Dockerfile.dockerignore')).not.toMatch(/secrets\/|synth\.out/);
  });
});

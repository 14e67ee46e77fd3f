import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  Database,
  Engine,
  generate,
  Image,
  SecretFile,
  type SecretFileProps,
  SecretSource,
  Service,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { Construct } from 'constructs';
import { development, resultOf, sources, synth } from '../support';

const web = (stack: Stack, id = 'web') => new WebApp(stack, id, { image: Image.node({ source: 'app' }), port: 3000 });

/** The one secret of a stack, as Compose and as `synth` see it. */
function secretOf(props: SecretFileProps, read: (secret: SecretFile, stack: Stack) => void = () => undefined) {
  const { section, generation, service } = synth((stack) => read(new SecretFile(stack, 'key', props), stack));
  return { compose: section('secrets')['key'], made: generation.stacks[0]?.assembly.secrets, service };
}

describe('a secret', () => {
  it('from a file is read where the file is, relative to stack.ts', () => {
    expect(secretOf({ source: SecretSource.file('./private/key') }).compose).toEqual({ file: '../../private/key' });
  });

  it('from a file that is not there is a warning, because the deploying host may have it', () => {
    const { diagnostics } = synth((stack) => new SecretFile(stack, 'key', { source: SecretSource.file('nothing') }));
    expect(diagnostics).toMatchObject([{ id: 'source-missing', severity: 'warning', path: 'shop/key' }]);
  });

  it('from a file needs its path', () => {
    const { ids } = synth((stack) => new SecretFile(stack, 'key', { source: SecretSource.file('') }));
    expect(ids).toContain('secret-path-empty: shop/key');
  });

  it('from the environment is the name of a variable, which may only be one', () => {
    expect(secretOf({ source: SecretSource.environment('API_KEY') }).compose).toEqual({ environment: 'API_KEY' });
    for (const name of ['API-KEY', '', '1', '$(id)', 'A B']) {
      const { ids } = synth((stack) => new SecretFile(stack, 'key', { source: SecretSource.environment(name) }));
      expect(ids).toEqual(['variable-invalid: shop/key']);
    }
  });

  it('is generated unless said otherwise, beside stack.ts and not in the output that anybody may delete', () => {
    const { compose, made } = secretOf({});
    expect(compose).toEqual({ file: '../../secrets/shop/key' });
    expect(made).toMatchObject([{ length: 32, file: expect.stringMatching(/\/secrets\/shop\/key$/) }]);
  });

  it.each([0, 15, 4097, -1, 16.5, Number.NaN, Number.POSITIVE_INFINITY])('of %p characters is an error', (length) => {
    const { ids } = synth((stack) => new SecretFile(stack, 'key', { source: SecretSource.generated({ length }) }));
    expect(ids).toEqual(['secret-length-invalid: shop/key']);
  });

  it.each([16, 4096])('of %p characters is possible', (length) => {
    expect(secretOf({ source: SecretSource.generated({ length }) }).made).toMatchObject([{ length }]);
  });
});

describe('the file of a generated secret', () => {
  it('has the name of the secret and of what it stands in, so that two of them are two files', () => {
    const { generation } = synth((stack) => {
      const team = new Construct(stack, 'team');
      new SecretFile(team, 'key');
      new SecretFile(new Construct(team, 'Default'), 'other');
      new SecretFile(stack, 'key');
    });
    const files = generation.stacks[0]?.assembly.secrets.map(({ file }) => file.replace(/.*\/secrets\//, ''));
    expect(files?.sort()).toEqual(['shop/key', 'shop/team-key', 'shop/team-other']);
  });

  const service = (stack: Stack, id: string, user?: string) =>
    new Service(stack, id, { image: 'busybox:1.37', ...(user !== undefined && { user }) });

  it("is its owner's alone where only processes of root read it", () => {
    expect(secretOf({}).made).toMatchObject([{ mode: 0o600 }]);
    const made = secretOf({}, (key, stack) => {
      service(stack, 'one', '0:0').readSecret(key.secret);
      service(stack, 'other', 'root').readSecret(key.secret);
    }).made;
    expect(made).toMatchObject([{ mode: 0o600 }]);
  });

  it.each([
    ['an app that we built', (key: SecretFile, stack: Stack) => web(stack).readSecret(key)],
    [
      'a service of another user',
      (key: SecretFile, stack: Stack) => service(stack, 'a', '1000').readSecret(key.secret),
    ],
    [
      'a service whose user nobody knows',
      (key: SecretFile, stack: Stack) => service(stack, 'a').readSecret(key.secret),
    ],
  ])('can be read by %s, which Compose could not let in otherwise', (_, read) => {
    expect(secretOf({}, read).made).toMatchObject([{ mode: 0o444 }]);
  });

  it('is made once, is git-ignored, and lies in a folder that only its owner enters', () => {
    const root = sources();
    const run = () => {
      const app = new App({ root });
      const stack = new Stack(app, 'shop', { environment: development });
      web(stack).readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
      new SecretFile(stack, 'own');
      return write(generate(app));
    };
    expect(run().createdSecrets).toEqual([join(root, 'secrets/shop/key'), join(root, 'secrets/shop/own')]);
    const value = readFileSync(join(root, 'secrets/shop/key'), 'utf8');
    expect(value).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(run().createdSecrets).toEqual([]);
    expect(readFileSync(join(root, 'secrets/shop/key'), 'utf8')).toBe(value);
    const mode = (path: string) => statSync(join(root, path)).mode & 0o777;
    expect([mode('secrets/shop'), mode('secrets/shop/key'), mode('secrets/shop/own')]).toEqual([0o700, 0o444, 0o600]);
    expect(readFileSync(join(root, 'secrets/shop/.gitignore'), 'utf8').trim()).toBe('*');
  });
});

describe('the value of a secret', () => {
  const root = sources();
  const values = { FROM_ENVIRONMENT: 'value-of-the-environment', file: 'value-of-the-file' };

  function everything() {
    writeFileSync(join(root, 'key'), values.file);
    process.env['FROM_ENVIRONMENT'] = values.FROM_ENVIRONMENT;
    const app = new App({ root });
    const stack = new Stack(app, 'shop', { environment: development });
    const own = web(stack);
    own.connect(new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' }));
    const { file, environment } = SecretSource;
    for (const [id, source] of [
      ['one', file('key')],
      ['two', environment('FROM_ENVIRONMENT')],
    ] as const) {
      own.readSecret(new SecretFile(stack, id, { source }), { variable: id.toUpperCase() });
    }
    const generation = generate(app);
    write(generation);
    return { app, generation };
  }

  it('is nowhere in the tree, the assembly or the files, wherever it comes from', () => {
    const first = everything(); // makes the password, so that a second run could read it
    const second = everything();
    delete process.env['FROM_ENVIRONMENT'];
    expect(resultOf(second.generation).ids).toEqual(['root-writable: shop/web']);
    const generated = readFileSync(join(root, 'secrets/shop/db-password'), 'utf8');
    const secrets = [values.file, values.FROM_ENVIRONMENT, generated];
    for (const object of [first, second]) {
      const seen = stringsIn(object);
      expect(seen).toContain(object.generation.stacks[0]?.files.get('web/with-secrets.sh')?.content);
      for (const secret of secrets) expect([...seen].filter((text) => text.includes(secret))).toEqual([]);
    }
    // the walk itself sees what is there
    first.app.node.addMetadata('planted', { deep: [new Map([['x', generated]])] });
    expect(stringsIn(first)).toContain(generated);
    const out = join(root, 'synth.out');
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .map((file) => join(out, file))
      .filter((file) => existsSync(file) && statSync(file).isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      for (const secret of secrets) expect(readFileSync(file, 'utf8')).not.toContain(secret);
    }
  });
});

/** Every string that can be reached from a value: properties with or without an enumerable name, maps, sets, getters not. */
function stringsIn(start: unknown): Set<string> {
  const strings = new Set<string>();
  const seen = new Set<unknown>();
  const pending: unknown[] = [start];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') strings.add(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) pending.push(...[...value].flat());
    if (value instanceof Set) pending.push(...value);
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor && 'value' in descriptor && descriptor.value !== process.env) pending.push(descriptor.value);
    }
  }
  return strings;
}

import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Environment, findSecrets, generate, makeSecrets, Secret, Service, Stack, write } from '../../../lib';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'secrets-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const ENVIRONMENTS = {
  'shop-dev': Environment.development(),
  shop: Environment.production({ domain: 'shop.example' }),
};

/** A stack for each environment, which reads a generated secret, a file and a variable. */
function generation(build: (stack: Stack) => void = () => {}) {
  const app = new App({ root });
  for (const [name, environment] of Object.entries(ENVIRONMENTS)) {
    const stack = new Stack(app, name, { environment });
    const web = new Service(stack, 'web', { image: 'busybox:1.37', user: '0:0' });
    web.readSecret(new Secret(stack, 'key', { file: `secrets/${name}/key`, generate: { length: 40 } }));
    build(stack);
  }
  return generate(app);
}

const key = (stack: string): string => join(root, 'secrets', stack, 'key');

describe('writing', () => {
  it('makes the secrets of development alone, and names the others', () => {
    const { createdSecrets, missingSecrets, diagnostics } = write(generation());
    expect({ createdSecrets, missingSecrets, diagnostics }).toEqual({
      createdSecrets: [key('shop-dev')],
      missingSecrets: [key('shop')],
      diagnostics: [],
    });
    expect(existsSync(join(root, 'secrets/shop'))).toBe(false);
    expect(write(generation())).toMatchObject({ createdSecrets: [], missingSecrets: [key('shop')] });
  });

  it('keeps secrets of production that are there', () => {
    makeSecrets(generation());
    const before = readFileSync(key('shop'), 'utf8');
    expect(write(generation())).toMatchObject({ createdSecrets: [], missingSecrets: [], diagnostics: [] });
    expect(readFileSync(key('shop'), 'utf8')).toBe(before);
  });
});

describe('making secrets', () => {
  it('makes those of every stack, without any output, and never replaces one', () => {
    const { stacks, diagnostics } = makeSecrets(generation());
    expect(diagnostics).toEqual([]);
    expect(stacks).toEqual(
      ['shop-dev', 'shop'].map((name) => ({
        name,
        secrets: [{ name: 'key', source: 'generated', file: key(name), state: 'made', construct: `${name}/key` }],
      })),
    );
    expect(existsSync(join(root, 'synth.out'))).toBe(false);
    const value = readFileSync(key('shop'), 'utf8');
    expect(value).toMatch(/^[A-Za-z0-9]{40}$/);
    const again = makeSecrets(generation());
    expect(again.stacks.flatMap(({ secrets }) => secrets.map(({ state }) => state))).toEqual(['there', 'there']);
    expect(readFileSync(key('shop'), 'utf8')).toBe(value);
    expect(JSON.stringify(again)).not.toContain(value);
  });

  it('says what is in its way, and then tells of no stack', () => {
    mkdirSync(join(root, 'secrets/shop/key'), { recursive: true });
    writeFileSync(join(root, 'secrets/shop/.gitignore'), '*\n');
    const { stacks, diagnostics } = makeSecrets(generation());
    expect(stacks).toEqual([]);
    expect(diagnostics).toMatchObject([{ id: 'secret-not-a-file', path: 'shop/key' }]);
  });

  it('makes none where the stack is wrong', () => {
    const result = makeSecrets(generation((stack) => new Service(stack, 'wrong', {})));
    expect(result.stacks).toEqual([]);
    expect(existsSync(join(root, 'secrets'))).toBe(false);
  });
});

describe('looking for secrets', () => {
  it('makes nothing, and tells of files and variables, too', () => {
    process.env['SECRET_THAT_IS_SET'] = 'x';
    mkdirSync(join(root, 'keys'));
    writeFileSync(join(root, 'keys/here'), 'x');
    const result = findSecrets(
      generation((stack) => {
        new Secret(stack, 'here', { file: './keys/here' });
        new Secret(stack, 'gone', { file: '/nowhere/key' });
        new Secret(stack, 'set', { environment: 'SECRET_THAT_IS_SET' });
        new Secret(stack, 'unset', { environment: 'SECRET_THAT_IS_UNSET' });
        new Secret(stack, 'theirs', { external: true });
        stack.accept('unused-element', 'only looked at');
      }),
    );
    delete process.env['SECRET_THAT_IS_SET'];
    const [shop] = result.stacks.slice(1);
    expect(shop?.secrets.map(({ name, source, state }) => [name, source, state])).toEqual([
      ['key', 'generated', 'missing'],
      ['here', 'file', 'there'],
      ['gone', 'file', 'missing'],
      ['set', 'environment', 'there'],
      ['unset', 'environment', 'missing'],
    ]);
    expect(existsSync(join(root, 'secrets'))).toBe(false);
  });

  it('finds a variable where Compose does: in a .env beside the Compose file', () => {
    const build = (stack: Stack): void => {
      new Secret(stack, 'unset', { environment: 'SECRET_OF_A_FILE' });
      stack.accept('unused-element', 'only looked at');
    };
    mkdirSync(join(root, 'synth.out/shop'), { recursive: true });
    writeFileSync(join(root, 'synth.out/shop/.env'), 'OTHER=1\nexport SECRET_OF_A_FILE=x\n');
    const states = findSecrets(generation(build)).stacks.map(({ secrets }) => secrets[1]?.state);
    expect(states).toEqual(['missing', 'there']);
  });
});

import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Artifact, Environment, generate, Secret, Service, Stack, write } from '../../../lib';

const image = 'busybox:1.37';
const made: string[] = [];

function freshRoot(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'write-')));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function appIn(root: string, build: (stack: Stack) => void = () => {}): App {
  const app = new App({ root });
  const stack = new Stack(app, 'shop', { environment: Environment.development() });
  new Artifact(stack, 'motd', { file: 'web/motd', render: () => 'Welcome\n' });
  const web = new Service(stack, 'web', { image, user: '0:0' });
  web.readSecret(new Secret(stack, 'key', { file: 'secrets/shop/key', generate: { length: 40 } }));
  build(stack);
  return app;
}

describe('writing what was generated', () => {
  it('puts each stack into a folder of its own, and makes the secrets that are missing', () => {
    const root = freshRoot();
    const generation = generate(appIn(root));
    const { stacks, createdSecrets, diagnostics } = write(generation);
    expect(diagnostics).toEqual([]);
    expect(stacks).toEqual([
      {
        name: 'shop',
        folder: join(root, 'synth.out/shop'),
        written: ['compose.yaml', 'web/motd'],
        unchanged: [],
        removed: [],
      },
    ]);
    for (const [path, { content }] of generation.stacks[0]?.files ?? []) {
      expect(readFileSync(join(root, 'synth.out/shop', path), 'utf8')).toBe(content);
    }
    const key = join(root, 'secrets/shop/key');
    expect(createdSecrets).toEqual([key]);
    expect(readFileSync(key, 'utf8')).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('a second time changes nothing, secrets least of all', () => {
    const root = freshRoot();
    write(generate(appIn(root)));
    const key = readFileSync(join(root, 'secrets/shop/key'), 'utf8');
    const { stacks, createdSecrets } = write(generate(appIn(root)));
    expect(stacks[0]).toMatchObject({ written: [], unchanged: ['compose.yaml', 'web/motd'], removed: [] });
    expect(createdSecrets).toEqual([]);
    expect(readFileSync(join(root, 'secrets/shop/key'), 'utf8')).toBe(key);
  });

  it('never puts the value of a secret into the output', () => {
    const root = freshRoot();
    const { stacks } = write(generate(appIn(root)));
    const key = readFileSync(join(root, 'secrets/shop/key'), 'utf8');
    for (const { folder, written } of stacks) {
      for (const path of written) expect(readFileSync(join(folder, path), 'utf8')).not.toContain(key);
    }
  });

  it('writes nothing where something is wrong, and leaves the previous output as it was', () => {
    const root = freshRoot();
    write(generate(appIn(root)));
    const before = readFileSync(join(root, 'synth.out/shop/compose.yaml'), 'utf8');
    const wrong = generate(
      appIn(root, (stack) => {
        new Service(stack, 'worker', {});
        new Secret(stack, 'other', { file: 'secrets/shop/other', generate: { length: 32 } });
      }),
    );
    expect(write(wrong)).toEqual({
      stacks: [],
      createdSecrets: [],
      missingSecrets: [],
      diagnostics: wrong.diagnostics,
    });
    expect(wrong.diagnostics.map(({ id }) => id)).toEqual(['image-missing']);
    expect(readFileSync(join(root, 'synth.out/shop/compose.yaml'), 'utf8')).toBe(before);
    expect(existsSync(join(root, 'secrets/shop/other'))).toBe(false);
  });

  it('reports what the disk refuses, and writes nothing', () => {
    const root = freshRoot();
    const { diagnostics, stacks } = write(generate(appIn(root), { out: '/dev/null/deploy' }));
    expect(stacks).toEqual([]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    expect(existsSync(join(root, 'synth.out'))).toBe(false);
  });
});

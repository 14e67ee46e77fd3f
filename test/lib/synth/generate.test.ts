import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Artifact,
  Config,
  Environment,
  type GenerateResult,
  generate,
  Network,
  Secret,
  Service,
  Stack,
  Volume,
} from '../../../lib';
import { idsOf } from '../tree';

const image = 'busybox:1.37';
const made: string[] = [];

/** A fresh folder with what the stacks below read. */
function freshRoot(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'generate-')));
  made.push(folder);
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'motd'), 'Welcome\n');
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Two stacks that use a path in every way there is. */
function appIn(root?: string): App {
  const app = new App(root === undefined ? {} : { root });
  for (const id of ['shop', 'shop-dev']) {
    const stack = new Stack(app, id, { environment: Environment.development() });
    const dockerfile = new Artifact(stack, 'dockerfile', { file: 'web/Dockerfile', render: () => 'FROM scratch\n' });
    const conf = new Artifact(stack, 'conf', { file: 'web/app.conf', render: () => `stack = ${id}\n` });
    const db = new Service(stack, 'db', { image, healthcheck: { test: ['CMD', 'ready'] } });
    const web = new Service(stack, 'web', {
      build: { context: './app', dockerfile, additional_contexts: { more: './app' } },
      volumes: [{ type: 'bind', source: './motd', target: '/etc/motd' }],
      env_file: [{ path: './motd' }],
    });
    web.join(new Network(stack, 'backend'));
    web.startAfter(db);
    web.mount(new Volume(stack, 'uploads'), { at: '/uploads' });
    web.readSecret(new Secret(stack, 'key', { file: `secrets/${id}/key`, generate: { length: 32 } }));
    web.readConfig(new Config(stack, 'Conf', { file: conf }), { at: '/etc/app.conf' });
    web.readConfig(new Config(stack, 'Motd', { file: './motd' }), { at: '/etc/other' });
  }
  return app;
}

function bytesOf({ stacks }: GenerateResult): unknown {
  return stacks.map(({ name, files }) => [
    name,
    [...files].map(([path, { content, construct }]) => [path, content, construct]),
  ]);
}

function everythingBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

describe('generating', () => {
  it('happens in memory: nothing is written, not even the folder', () => {
    const root = freshRoot();
    const before = everythingBelow(root);
    const { stacks, diagnostics, out } = generate(appIn(root));
    expect(diagnostics).toEqual([]);
    expect(stacks.map(({ files }) => [...files.keys()])).toEqual([
      ['compose.yaml', 'web/Dockerfile', 'web/app.conf'],
      ['compose.yaml', 'web/Dockerfile', 'web/app.conf'],
    ]);
    expect(everythingBelow(root)).toEqual(before);
    expect(existsSync(out)).toBe(false);
  });

  it('gives the same bytes for the same app, each time', () => {
    const app = appIn(freshRoot());
    expect(bytesOf(generate(app))).toEqual(bytesOf(generate(app)));
  });

  it('gives the same bytes in another folder and from another working directory, and names neither', () => {
    const [one, other] = [freshRoot(), freshRoot()];
    const first = generate(appIn(one));
    const cwd = process.cwd();
    let second: GenerateResult;
    try {
      process.chdir(join(other, 'app'));
      second = generate(appIn(other));
    } finally {
      process.chdir(cwd);
    }
    expect(bytesOf(second)).toEqual(bytesOf(first));
    const all = JSON.stringify(bytesOf(first));
    for (const folder of [one, cwd, tmpdir(), __dirname]) expect(all).not.toContain(folder);
  });

  it('starts from the working directory in a program that is not run by synth', () => {
    const root = freshRoot();
    const cwd = process.cwd();
    try {
      process.chdir(root);
      const app = appIn();
      process.chdir(cwd); // the app was made where it was made
      expect(bytesOf(generate(app))).toEqual(bytesOf(generate(appIn(root))));
    } finally {
      process.chdir(cwd);
    }
  });

  it('writes beside stack.ts, unless it is told where', () => {
    const root = freshRoot();
    expect(generate(appIn(root)).out).toBe(join(root, 'synth.out'));
    expect(generate(appIn(root), { out: '/srv/deploy' }).out).toBe('/srv/deploy');
    expect(generate(appIn(root), { out: 'deploy' }).out).toBe(join(process.cwd(), 'deploy'));
  });

  it('names what the stack reads relative to where it is written', () => {
    const root = freshRoot();
    const contentIn = (out: string): string =>
      generate(appIn(root), { out }).stacks[0]?.files.get('compose.yaml')?.content ?? '';
    expect(contentIn(join(root, 'a/b/c'))).toContain('../../../../motd');
    expect(contentIn(root)).toContain('../motd');
  });

  it('says what would have to be built, and which construct made what', () => {
    const app = new App({ root: freshRoot() });
    const environment = Environment.development();
    new Service(new Stack(app, 'ready', { environment }), 'web', { image });
    new Service(new Stack(app, 'built', { environment }), 'web', { build: { context: './app' } });
    const { stacks } = generate(app);
    expect(stacks.map(({ name, builds }) => [name, builds])).toEqual([
      ['ready', false],
      ['built', true],
    ]);
    expect(stacks[0]?.files.get('compose.yaml')?.construct).toBe('ready');
  });

  it('does not lower a stack because of another one', () => {
    const root = freshRoot();
    const both = generate(appIn(root));
    const alone = new App({ root });
    const stack = new Stack(alone, 'shop', { environment: Environment.development() });
    new Service(stack, 'web', { image });
    expect(bytesOf(generate(alone))).not.toEqual(bytesOf(both));
    expect(both.stacks[0]?.files.get('web/app.conf')?.content).toBe('stack = shop\n');
    expect(both.stacks[1]?.files.get('web/app.conf')?.content).toBe('stack = shop-dev\n');
  });
});

describe('an error anywhere', () => {
  it('leaves every stack without files, and reports all errors of all stacks', () => {
    const app = appIn(freshRoot());
    new Service(new Stack(app, 'blog', { environment: Environment.development() }), 'web', {});
    new Service(new Stack(app, 'wiki', { environment: Environment.development() }), 'a/b', { image });
    const { stacks, diagnostics } = generate(app);
    expect(idsOf(diagnostics)).toEqual(['image-missing: blog/web', 'id-invalid: wiki']);
    expect(stacks.map(({ name, files }) => [name, files.size])).toEqual([
      ['shop', 0],
      ['shop-dev', 0],
      ['blog', 0],
      ['wiki', 0],
    ]);
  });
});

describe('a warning', () => {
  it('is reported with the files, and does not keep them back', () => {
    const app = new App({ root: freshRoot() });
    const stack = new Stack(app, 'shop', { environment: Environment.development() });
    new Service(stack, 'web', { image, environment: { TAG: 'TAG' } });
    const { stacks, diagnostics } = generate(app);
    expect(diagnostics.map(({ id, severity }) => [id, severity])).toEqual([['variable-names-itself', 'warning']]);
    expect(stacks[0]?.files.has('compose.yaml')).toBe(true);
  });
});

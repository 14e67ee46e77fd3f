/** The .dockerignore of a folder holds in the images that are built from it, and nothing private enters them. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Environment, generate, Image, SecretFile, Stack, WebApp } from 'compose-constructs';
import { run } from './support';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'ignore-file-'));
  folders.push(made);
  return made;
}

/** Names in the image when everything of a context with these files is copied into it. */
async function copied(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = folder();
  for (const [file, content] of Object.entries({ 'package.json': '{}', 'package-lock.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  const app = new App({ root });
  const stack = new Stack(app, 'shop', { environment: Environment.development() });
  new WebApp(stack, 'web', { image: Image.node({ source: '.' }), port: 3000 });
  new SecretFile(stack, 'key');
  const rules = generate(app).stacks[0]?.files.get('web/Dockerfile.dockerignore')?.content ?? '';
  const [out, build] = [folder(), folder()];
  writeFileSync(join(build, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  writeFileSync(join(build, 'Dockerfile.dockerignore'), rules);
  const output = `type=local,dest=${out}`;
  await run('docker', ['build', '--quiet', '--output', output, '--file', join(build, 'Dockerfile'), root]);
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => !/^package/.test(name)).sort();
}

const CANARIES = {
  '.env': 'TOKEN=canary',
  '.npmrc': '//registry.example/:_authToken=canary',
  'secrets/shop/key': 'canary',
  'private/customers.csv': 'canary',
  'exports/dump.bin': 'canary',
  'signing.pem': 'canary',
  'server.js': '',
};

it('its rules hide what its author keeps out of images', async () => {
  expect(await copied({ ...CANARIES, '.dockerignore': 'private\nexports\n*.pem\n.dockerignore\n' })).toEqual([
    'server.js',
  ]);
});

it('its rules may let in what is left out otherwise, but never a secret of the stack', async () => {
  const own = '!.env\n!secrets\n!secrets/**\nprivate\nexports\n*.pem\n.dockerignore\n';
  expect(await copied({ ...CANARIES, '.dockerignore': own })).toEqual(['.env', 'server.js']);
});

it('a list of what is let in works as it does without us', async () => {
  const own = '*\n!server.js\n!src\nsrc/*.test.js\n';
  const files = { ...CANARIES, 'src/a.js': '', 'src/a.test.js': '', '.dockerignore': own };
  expect(await copied(files)).toEqual(['server.js', 'src', 'src/a.js']);
});

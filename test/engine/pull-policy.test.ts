/** An image that is built here is asked for at no registry, whichever service comes first. */
import { Image, Job, type Stack, WebApp } from 'compose-constructs';
import { attempt, type ComposeProject, Sources } from './support';

const sources = new Sources('pull-policy');
let stack: ComposeProject;

function build(scope: Stack): void {
  const web = new WebApp(scope, 'web', { image: Image.node({ source: 'web' }), port: 3000 });
  web.startAfter(new Job(scope, 'seed', { like: web, command: ['node', '--eval', 'console.log("seeded")'] }));
  web.task('hello', ['node', '--eval', 'console.log("hello")']);
}

beforeAll(() => {
  sources.put({
    'web/package.json': JSON.stringify({ name: 'web', main: 'server.js' }),
    'web/package-lock.json': JSON.stringify({ name: 'web', lockfileVersion: 3, packages: {} }),
    'web/server.js': "require('http').createServer((_, answer) => answer.end('here')).listen(3000);",
  });
  stack = sources.synthesize('pull-policy-under-test', build);
});

afterAll(async () => {
  await stack?.remove();
  sources.remove();
});

const docker = async (...words: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await attempt('docker', ['compose', '-p', stack.name, '-f', stack.file, ...words]);
  return `${stdout}${stderr}`;
};

it('a plain `up` builds it, although a job that runs it starts first', async () => {
  const said = await docker('up', '--wait');
  expect(said).not.toContain('Pulling');
  expect(said).toContain('Healthy');
  expect(await docker('logs', 'seed')).toContain('seeded');
});

it('a task prints what it prints, and nothing of a build', async () => {
  expect((await stack.run('web-hello')).stdout).toBe('hello\n');
});

it('a task without the image says that it is missing, and asks nobody for it', async () => {
  await docker('down');
  await attempt('docker', ['image', 'rm', '--force', 'pull-policy-under-test-web:development']);
  const said = await docker('run', '--rm', 'web-hello');
  expect(said).toContain('No such image');
  expect(said).not.toContain('Pulling');
});

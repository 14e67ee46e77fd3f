/** What a person may run of a stack, with the exact command. */
import { existsSync } from 'node:fs';
import { Project, requireBuild } from '../../project';

beforeAll(requireBuild);

const STACK = `
import { App, Database, Engine, Environment, Image, Job, Service, Stack, WebApp } from 'compose-constructs';
const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.production({ domain: 'shop.example' }) });
const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
const image = Image.registry('acme/web:2', { user: { uid: 1000, gid: 1000 }, probeWith: 'wget', command: ['serve'] });
const web = new WebApp(stack, 'web', { image, port: 3000, migrate: { command: ['migrate', '--all'] } });
web.connect(db);
web.task('superuser', ['add', 'an admin'], { description: 'Creates an administrator.' });
web.startAfter(new Job(stack, 'bootstrap', { like: web, command: ['bootstrap'] }));
new Job(stack, 'tidy', { like: web, command: ['tidy'], schedule: '0 3 * * *' });
new Service(stack, 'admin', { image: 'adminer:5.4', profiles: ['tools'], ports: ['127.0.0.1:8081:8080'] });
`;

describe('synth tasks', () => {
  it('lists how to start, what to run and how to stop, each with its purpose and its command', () => {
    const project = new Project({ 'stack.ts': STACK });
    const { status, stdout, stderr } = project.synth(['tasks']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`shop  synth.out/shop
  start      Starts everything that starts by itself.
             docker compose -f synth.out/shop/compose.yaml up --wait
  migrate    Runs before each new version starts.  [migrate --all]
             docker compose -f synth.out/shop/compose.yaml run --rm web-migrate
  superuser  Creates an administrator.  [add 'an admin']
             docker compose -f synth.out/shop/compose.yaml run --rm web-superuser
  bootstrap  Runs at each start, before web.
             docker compose -f synth.out/shop/compose.yaml run --rm bootstrap
  tidy       Runs at 0 3 * * * in UTC; this runs it at once.
             docker compose -f synth.out/shop/compose.yaml exec tidy on-schedule now
  admin      Starts when somebody asks for it.
             docker compose -f synth.out/shop/compose.yaml --profile tools up --wait
  stop       Stops everything, and keeps the data.
             docker compose -f synth.out/shop/compose.yaml --profile tools down
`);
    expect(existsSync(project.path('synth.out'))).toBe(false);
  });

  it('gives programs the same, as one JSON document', () => {
    const project = new Project({ 'stack.ts': STACK });
    const { stacks } = JSON.parse(project.synth(['tasks', 'shop', '--json']).stdout);
    expect(stacks).toHaveLength(1);
    expect(stacks[0].tasks[2]).toEqual({
      name: 'superuser',
      kind: 'task',
      purpose: 'Creates an administrator.',
      service: 'web-superuser',
      runs: ['add', 'an admin'],
      command: 'docker compose -f synth.out/shop/compose.yaml run --rm web-superuser',
    });
  });

  it('lists nothing where the stack has errors', () => {
    const wrong = new Project({ 'stack.ts': STACK.replace('port: 3000', 'port: 0') });
    expect(wrong.synth(['tasks'])).toMatchObject({ status: 1, stdout: '' });
  });

  it('says of a part that it is one', () => {
    const part = `
      import { App, Environment, Service, Stack } from 'compose-constructs';
      const stack = new Stack(new App(), 'part', { environment: Environment.development(), fragment: true });
      new Service(stack, 'web', { image: 'nginx:1.27' });`;
    expect(new Project({ 'stack.ts': part }).synth(['tasks']).stdout).toBe(
      'part  synth.out/part\n  is a part: include it in a whole project\n',
    );
  });
});

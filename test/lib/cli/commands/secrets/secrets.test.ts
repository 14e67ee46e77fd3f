/** Secrets are made on the machine where a stack runs, and nowhere else. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Project, requireBuild } from '../../project';

beforeAll(requireBuild);

const STACK = `
import { App, Environment, SecretFile, SecretSource, Service, Stack } from 'compose-constructs';
const app = new App();
const environments = {
  'shop-dev': Environment.development(),
  shop: Environment.production({ domain: 'shop.example' }),
};
for (const [id, environment] of Object.entries(environments)) {
  const stack = new Stack(app, id, { environment });
  const web = new Service(stack, 'web', { image: 'nginx:1.27' });
  web.readSecret(new SecretFile(stack, 'key'));
  if (!environment.isDevelopment) {
    web.readSecret(new SecretFile(stack, 'mail', { source: SecretSource.file('/nowhere/mail') }));
    web.readSecret(new SecretFile(stack, 'stripe', { source: SecretSource.environment('STRIPE_KEY') }));
  }
}
`;

const secretsOf = (project: Project): readonly boolean[] =>
  ['secrets/shop-dev/key', 'secrets/shop/key'].map((path) => existsSync(project.path(path)));

describe('synth', () => {
  it('names the command without the copy, which production never is', () => {
    const { stdout } = new Project({ 'stack.ts': STACK }).synth(['--instance', 'review']);
    expect(stdout).toContain('  npx synth secrets shop   # where it will run');
  });

  it('makes the secrets of development, and names the command for the others', () => {
    const project = new Project({ 'infra/stack.ts': STACK });
    const { status, stdout, stderr } = project.synth(['--app', 'infra']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('infra/secrets/shop-dev/key  created; it holds a secret, keep it\n');
    expect(stdout).toContain(
      '  npx synth secrets shop --app infra   # where it will run: its secrets are not here\n' +
        '  docker compose -f infra/synth.out/shop/compose.yaml up --wait\n',
    );
    expect(stdout).not.toContain('synth secrets shop-dev');
    const { stacks } = JSON.parse(project.synth(['--app', 'infra', '--json']).stdout);
    expect(stacks.map((stack: { missingSecrets: unknown }) => stack.missingSecrets)).toEqual([
      [],
      ['infra/secrets/shop/key'],
    ]);
  });
});

describe('synth secrets', () => {
  it('makes those of the stacks that are named, and none a second time', () => {
    const project = new Project({ 'stack.ts': STACK });
    const { status, stdout, stderr } = project.synth(['secrets', 'shop']);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stderr: '',
      stdout: `shop  secrets/shop/key     made: keep it, no other one fits the data
shop  /nowhere/mail        missing: put the file there
shop  variable STRIPE_KEY  missing: set it where docker compose runs
`,
    });
    expect(secretsOf(project)).toEqual([false, true]);
    expect(existsSync(project.path('synth.out'))).toBe(false);
    const value = readFileSync(project.path('secrets/shop/key'), 'utf8');
    expect(project.synth(['secrets'])).toMatchObject({ status: 0 });
    expect(secretsOf(project)).toEqual([true, true]);
    expect(readFileSync(project.path('secrets/shop/key'), 'utf8')).toBe(value);
    expect(project.synth().stdout).not.toContain('synth secrets');
  });

  it('with --check makes nothing, tells what is missing, and ends with 1 until all of it is here', () => {
    const project = new Project({ 'stack.ts': STACK.replace('/nowhere/mail', './mail') });
    const check = (env = {}) => project.synth(['secrets', 'shop', '--check'], { env });
    expect(check()).toMatchObject({ status: 1 });
    expect(check().stdout).toContain(
      'shop  secrets/shop/key     missing: run npx synth secrets where the stack runs\n',
    );
    expect(secretsOf(project)).toEqual([false, false]);
    project.synth(['secrets', 'shop']);
    writeFileSync(project.path('mail'), 'x');
    expect(check()).toMatchObject({ status: 1 });
    expect(check({ STRIPE_KEY: 'x' })).toMatchObject({ status: 0 });
  });

  it('prints one document, without any value', () => {
    const project = new Project({ 'stack.ts': STACK });
    const { status, stdout } = project.synth(['secrets', 'shop', '--json'], { env: { STRIPE_KEY: 'hunter2' } });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      complete: false,
      stacks: [
        {
          name: 'shop',
          secrets: [
            { name: 'key', source: 'generated', state: 'made', construct: 'shop/key', file: 'secrets/shop/key' },
            {
              name: 'mail',
              source: 'file',
              state: 'missing',
              construct: 'shop/mail',
              file: relative(project.folder, '/nowhere/mail'),
            },
            {
              name: 'stripe',
              source: 'environment',
              state: 'there',
              construct: 'shop/stripe',
              variable: 'STRIPE_KEY',
            },
          ],
        },
      ],
      diagnostics: [],
    });
    expect(stdout).not.toContain('hunter2');
    expect(stdout).not.toContain(readFileSync(project.path('secrets/shop/key'), 'utf8'));
  });

  it('ends with 2 where a file is in the way, and says which', () => {
    const project = new Project({ 'stack.ts': STACK });
    project.synth(['secrets', 'shop']);
    writeFileSync(project.path('secrets/shop/key'), '\n');
    const { status, stdout, stderr } = project.synth(['secrets', 'shop']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('error secret-empty at shop/key');
    expect(stderr).toContain('nothing was made');
    expect(project.synth(['secrets', 'shop', '--check'])).toMatchObject({ status: 2 });
  });

  it('ends with 2 where the stack is wrong, and for an unknown stack', () => {
    const project = new Project({ 'stack.ts': STACK.replaceAll("image: 'nginx:1.27'", '') });
    expect(project.synth(['secrets'])).toMatchObject({ status: 2, stdout: '' });
    const other = new Project({ 'stack.ts': STACK });
    expect(other.synth(['secrets', 'nope'])).toMatchObject({ status: 2 });
    expect(secretsOf(other)).toEqual([false, false]);
  });
});

/** Whether the committed output is current, as a pipeline asks. */
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../../../../lib/cli/commands/check';
import { Project, requireBuild } from '../../project';

beforeAll(requireBuild);

const STACK = `
import { App, Artifact, Environment, SecretFile, Service, Stack } from 'compose-constructs';
const app = new App();
for (const id of ['shop', 'shop-dev']) {
  const stack = new Stack(app, id, { environment: Environment.development() });
  new Service(stack, 'web', { image: 'nginx:1.27' });
  new Artifact(stack, 'extra', { file: 'web/extra.conf', render: () => 'one\\ntwo\\n' });
  new SecretFile(stack, 'key');
  stack.accept('unused-element', 'a key for a person');
}
`;

/** Every path below a project's own files, with its bytes. */
function everything({ folder }: Project): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

function synthesized(): Project {
  const project = new Project({ 'stack.ts': STACK });
  expect(project.synth()).toMatchObject({ status: 0 });
  return project;
}

describe('synth check', () => {
  it('says that the output is current, writes nothing, and needs no secret', () => {
    const project = synthesized();
    // a pipeline has what is in git
    rmSync(project.path('secrets'), { recursive: true });
    const before = everything(project);
    expect(project.synth(['check'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: 'shop  synth.out/shop  current\nshop-dev  synth.out/shop-dev  current\n',
    });
    expect(everything(project)).toEqual(before);
  });

  it('prints what synth would change, add and remove, ends with 1, and leaves it all as it is', () => {
    const project = synthesized();
    project.write('stack.ts', STACK.replace('nginx:1.27', 'nginx:1.28').replace('web/extra.conf', 'web/other.conf'));
    const before = everything(project);
    const { status, stdout, stderr } = project.synth(['check', 'shop']);
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: `--- synth.out/shop/web/extra.conf  (as it is)
+++ /dev/null
@@ -1,2 +0,0 @@
-one
-two

--- synth.out/shop/compose.yaml  (as it is)
+++ synth.out/shop/compose.yaml  (as synth writes it)
@@ -4,7 +4,7 @@
 
 services:
   web:
-    image: nginx:1.27
+    image: nginx:1.28
 
 secrets:
   key:

--- /dev/null
+++ synth.out/shop/web/other.conf  (as synth writes it)
@@ -0,0 +1,2 @@
+one
+two

shop  synth.out/shop  not current: 3 files
`,
    });
    expect([...stderr.matchAll(/^error output-outdated.*$/gm)].map(([line]) => line)).toEqual(
      [
        'error output-outdated at synth.out/shop/web/extra.conf:1:1',
        'error output-outdated at synth.out/shop/compose.yaml:7:1 (shop)',
        'error output-outdated (shop/extra)',
      ].map((line) => line.replace('(shop/extra)', 'at shop/extra')),
    );
    expect(stderr).toContain('Run npx synth, and commit the output.');
    expect(everything(project)).toEqual(before);
    expect(project.synth(['shop'])).toMatchObject({ status: 0 });
    expect(project.synth(['check', 'shop'])).toMatchObject({ status: 0, stderr: '' });
    expect(project.synth(['check'])).toMatchObject({ status: 1 });
  });

  it('sees an output that was never committed, and one that somebody edited', () => {
    const project = new Project({ 'stack.ts': STACK });
    expect(project.synth(['check'])).toMatchObject({ status: 1 });
    expect(readdirSync(project.folder)).not.toContain('synth.out');
    project.synth();
    project.write('synth.out/shop/web/extra.conf', 'one\nedited\n');
    const { status, stdout } = project.synth(['check']);
    expect(status).toBe(1);
    expect(stdout).toContain(' one\n-edited\n+two\n');
  });

  it('sees a manifest that a merge left in pieces, although every other file is right', () => {
    const project = synthesized();
    const manifest = readFileSync(project.path('synth.out/shop/manifest.json'), 'utf8');
    project.write('synth.out/shop/manifest.json', `<<<<<<< HEAD\n${manifest}`);
    const { status, stdout } = project.synth(['check']);
    expect(status).toBe(1);
    expect(stdout).toContain('-<<<<<<< HEAD\n');
    expect(stdout).toContain('shop  synth.out/shop  not current: 1 file\n');
  });

  it('tells an output that is not current from a stack that is wrong', () => {
    const project = synthesized();
    project.write('stack.ts', STACK.replace("image: 'nginx:1.27'", ''));
    expect(project.synth(['check'])).toMatchObject({ status: 2, stdout: '' });
    expect(project.synth(['check', 'shpo'])).toMatchObject({ status: 2 });
    project.write('stack.ts', 'process.exit(0)');
    expect(project.synth(['check'])).toMatchObject({ status: 2 });
    rmSync(project.path('stack.ts'));
    expect(project.synth(['check'])).toMatchObject({ status: 2 });
    expect(project.synth(['check', '--oops'])).toMatchObject({ status: 2 });
  });

  it('works in a folder that it may not write', () => {
    const project = synthesized();
    project.write('stack.ts', STACK.replace('nginx:1.27', 'nginx:1.28'));
    for (const path of ['synth.out/shop', 'synth.out']) chmodSync(project.path(path), 0o555);
    expect(project.synth(['check'])).toMatchObject({ status: 1 });
    for (const path of ['synth.out', 'synth.out/shop']) chmodSync(project.path(path), 0o755);
  });

  it('prints one document for programs', () => {
    const project = synthesized();
    expect(JSON.parse(project.synth(['check', '--json', 'shop']).stdout)).toEqual({
      current: true,
      stacks: [{ name: 'shop', folder: 'synth.out/shop', current: true, files: [] }],
      diagnostics: [],
    });
    project.write('stack.ts', STACK.replace('nginx:1.27', 'nginx:1.28'));
    const { status, stdout } = project.synth(['check', '--json', 'shop']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      current: false,
      stacks: [
        {
          name: 'shop',
          current: false,
          files: [
            {
              path: 'compose.yaml',
              change: 'change',
              construct: 'shop',
              diff: expect.stringContaining('+    image: nginx:1.28'),
            },
          ],
        },
      ],
      diagnostics: [
        {
          id: 'output-outdated',
          severity: 'error',
          location: { file: 'synth.out/shop/compose.yaml', line: 7, column: 1 },
        },
      ],
    });
    const { stdout: wrong } = project.synth(['check', '--json', '--oops']);
    expect(JSON.parse(wrong)).toEqual({ ...check.json.empty, diagnostics: [expect.objectContaining({ id: 'usage' })] });
  });

  it('never prints a password that somebody wrote into the output', () => {
    const project = synthesized();
    const committed = readFileSync(project.path('synth.out/shop/compose.yaml'), 'utf8');
    project.write(
      'synth.out/shop/compose.yaml',
      committed.replace(
        '    image: nginx:1.27\n',
        '    image: nginx:1.27\n    environment:\n      DB_PASSWORD: hunter2\n      URL: postgres://u:hunter2@db\n',
      ),
    );
    for (const args of [['check'], ['check', '--json'], ['check', '--annotations']]) {
      const { status, stdout, stderr } = project.synth(args);
      expect(status).toBe(1);
      expect(stdout + stderr).not.toContain('hunter2');
      expect(stdout).toContain('DB_PASSWORD: ***');
    }
  });
});

describe('annotations of GitHub', () => {
  const lines = (stderr: string): readonly string[] => stderr.split('\n').filter((line) => line.startsWith('::'));

  it('stand beside the lines that differ, and beside the lines of the stack that are wrong', () => {
    const project = new Project({ 'infra/stack.ts': STACK });
    const run = (args: readonly string[], env: Record<string, string> = {}) =>
      lines(project.synth(args, { cwd: 'infra', env }).stderr);
    run([]);
    project.write('infra/stack.ts', STACK.replace('nginx:1.27', 'nginx:1.28'));
    const github = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: project.folder };
    expect(run(['check', 'shop'])).toEqual([]);
    expect(run(['check', 'shop'], github)).toEqual([
      '::error file=infra/synth.out/shop/compose.yaml,line=7,col=1,title=output-outdated (shop)::The file is not as synth writes it: synth.out/shop/compose.yaml. Run npx synth, and commit the output.',
    ]);
    project.write('infra/stack.ts', `${STACK}new Service(new Stack(app, 'x', {}), 'a,b:c%', { image: 'latest' });\n`);
    for (const args of [[], ['check']]) {
      const [first = ''] = run(args, github);
      expect(first).toMatch(/^::error file=infra\/stack\.ts,line=11,col=\d+,title=[^:,]+::[^\n]+$/);
    }
    expect(run(['--annotations'])[0]).toMatch(/^::error file=stack\.ts,line=11,/);
    expect(run(['--json'], github)[0]).toMatch(/^::error file=infra/);
  });
});

/**
 * A new command is a folder beside the others, and a line in their table: the sources are copied, one is planted, and
 * the command that is built of them is run.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS, type Table } from '../../../lib/cli/commands';
import { bundleCommand, entryPointsOf } from '../../../scripts/bundles';
import { list } from './planted/list';
import { MINIMAL, REPOSITORY, requireBuild, withoutProgress } from './project';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
const commands = join(root, 'lib/cli/commands');
const dist = join(root, 'dist');
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  requireBuild();
  for (const part of ['lib', 'package.json']) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  plant();
  // the table of the copy, of the same type
  const { COMMANDS: planted } = require(commands) as { COMMANDS: Table };
  mkdirSync(dist);
  for (const part of ['index.js', 'rooms'])
    cpSync(join(REPOSITORY, 'dist', part), join(dist, part), { recursive: true });
  writeFileSync(
    join(root, 'stack.ts'),
    `${MINIMAL}\nnew Stack(app, 'blog', { environment: Environment.development() });`,
  );
  for (const { path, contents } of await bundleCommand(root, planted)) writeFileSync(path, contents);
});

/** A folder, and a line in the table with the import that it needs. */
function plant(): void {
  const folder = join(commands, 'list');
  mkdirSync(folder);
  const source = join(__dirname, 'planted/list');
  for (const file of readdirSync(source)) {
    const text = readFileSync(join(source, file), 'utf8');
    writeFileSync(
      join(folder, file),
      text.replaceAll('../../../../../lib/cli/', '../../').replaceAll('../../../../../lib/', '../../../'),
    );
  }
  const table = join(commands, 'index.ts');
  const text = readFileSync(table, 'utf8');
  const changed = text.replace(/^import /m, "import { list } from './list';\nimport ").replace(/\];\n$/, ', list];\n');
  expect(changed).toContain(', list];');
  writeFileSync(table, changed);
}

function synth(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'synth.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr: withoutProgress(stderr) };
}

describe('a planted command', () => {
  it('is run with its arguments and options, and with the tree of the stack file', () => {
    expect(synth('list')).toEqual({ status: 0, stdout: '- shop\n- blog\n', stderr: '' });
    expect(synth('list', 'blog', '-p*')).toEqual({ status: 0, stdout: '*blog\n', stderr: '' });
    expect(JSON.parse(synth('list', '--json', 'shop').stdout)).toEqual({ names: ['shop'], diagnostics: [] });
    expect(readdirSync(root)).not.toContain('synth.out');
  });

  it('tells what is wrong with the stack file as every command does', () => {
    expect(synth('list', '--app', 'nowhere')).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error app-not-found\n/),
    });
  });

  it('is in the help of synth', () => {
    const { stdout } = synth('--help');
    expect(stdout).toContain('\nsynth list [STACK…] [options]\n');
    expect(stdout).toContain('\nWith `list`, prints the names of the stacks: see synth list --help.\n');
  });

  it('has a help of its own', () => {
    expect(synth('list', '--help').stdout).toBe(`synth list [STACK…] [options]

Prints the names of the stacks, and writes nothing.

Options
  -a, --app PATH     the stack file, or a folder that has one (default: the working directory)
  -p, --prefix TEXT  the text before each name (default: - )
  -q, --quiet        print errors and warnings only
      --json         print one JSON document with names and diagnostics
  -h, --help         print this
  -v, --version      print the version

Exit status
  0  the names are printed
  1  there are errors
  2  the command line is wrong
`);
  });

  it.each([
    [['list', '--prefx', '*'], 'There is no option --prefx. Did you mean --prefix?'],
    [['list', '--out', 'x'], 'There is no option --out. See synth list --help.'],
    [['list', '-p'], 'Option --prefix needs a value. Write --prefix TEXT.'],
    [['lits'], 'synth takes STACK, not "lits". Did you mean synth list?'],
  ])('is known to messages: %j', (args, message) => {
    expect(synth(...args)).toEqual({ status: 2, stdout: '', stderr: `synth: ${message}\n` });
  });

  it('has its own document where the command line is wrong', () => {
    expect(JSON.parse(synth('list', '--json', '--oops').stdout)).toEqual({
      names: [],
      diagnostics: [
        { id: 'usage', severity: 'error', message: 'There is no option --oops.', remedy: 'See synth list --help.' },
      ],
    });
  });

  it('has a bundle of its own, which nothing else loads', () => {
    const bundles = Object.keys(entryPointsOf([...COMMANDS, list])).map((name) => `${name}.js`);
    expect(readdirSync(dist).sort()).toEqual([...bundles, 'index.js', 'rooms'].sort());
    renameSync(join(dist, 'list.js'), join(dist, 'gone.js'));
    try {
      expect(synth('list', '--help').status).toBe(0);
      expect(synth('--json').status).toBe(0);
      expect(synth('list')).toMatchObject({ status: 1, stderr: expect.stringContaining("'./list'") });
    } finally {
      renameSync(join(dist, 'gone.js'), join(dist, 'list.js'));
    }
  });
});

describe('the bundles of the command', () => {
  it('are those that the table asks for', () => {
    expect(entryPointsOf(COMMANDS)).toEqual({
      synth: 'lib/cli/entry.ts',
      check: 'lib/cli/commands/check/run.ts',
      secrets: 'lib/cli/commands/secrets/run.ts',
      tasks: 'lib/cli/commands/tasks/run.ts',
      import: 'lib/cli/commands/import/run.ts',
    });
    expect(entryPointsOf([...COMMANDS, list])).toEqual({
      ...entryPointsOf(COMMANDS),
      list: 'lib/cli/commands/list/run.ts',
    });
    expect(entryPointsOf([...COMMANDS, { ...list, ownBundle: false }])).toEqual(entryPointsOf(COMMANDS));
  });

  it.each(['index', 'compose'])('never replace one of the library: %s', (name) => {
    expect(() => entryPointsOf([...COMMANDS, { ...list, name }])).toThrow(`dist/${name}.js`);
  });
});

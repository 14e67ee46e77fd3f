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
import { greet } from './planted/greet';
import { REPOSITORY } from './project';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
const commands = join(root, 'lib/cli/commands');
const dist = join(root, 'dist');
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  for (const part of ['lib', 'package.json']) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  plant();
  // the table of the copy, of the same type
  const { COMMANDS: planted } = require(commands) as { COMMANDS: Table };
  mkdirSync(dist);
  for (const { path, contents } of await bundleCommand(root, planted)) writeFileSync(path, contents);
});

/** A folder, and a line in the table with the import that it needs. */
function plant(): void {
  const folder = join(commands, 'greet');
  mkdirSync(folder);
  const source = join(__dirname, 'planted/greet');
  for (const file of readdirSync(source)) {
    const text = readFileSync(join(source, file), 'utf8');
    writeFileSync(join(folder, file), text.replaceAll('../../../../../lib/cli/', '../../'));
  }
  const table = join(commands, 'index.ts');
  const text = readFileSync(table, 'utf8');
  const changed = text
    .replace(/^import /m, "import { greet } from './greet';\nimport ")
    .replace(/\];\n$/, ', greet];\n');
  expect(changed).toContain('greet];');
  writeFileSync(table, changed);
}

function synth(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'synth.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a planted command', () => {
  it('is run with its arguments and options', () => {
    expect(synth('greet', 'Ada', '-gHi', 'Bob')).toEqual({ status: 0, stdout: 'Hi, Ada!\nHi, Bob!\n', stderr: '' });
    expect(JSON.parse(synth('greet', '--json', 'Ada').stdout)).toEqual({ greetings: ['Hello, Ada!'], diagnostics: [] });
  });

  it('is in the help of synth', () => {
    const { stdout } = synth('--help');
    expect(stdout).toContain('\nsynth greet [NAME…] [options]\n');
    expect(stdout).toContain('\nWith `greet`, greets who is named: see synth greet --help.\n');
  });

  it('has a help of its own', () => {
    expect(synth('greet', '--help').stdout).toBe(`synth greet [NAME…] [options]

Greets who is named.

Options
  -a, --app PATH       the stack file, or a folder that has one (default: the working directory)
  -g, --greeting WORD  the first word (default: Hello)
  -q, --quiet          print errors and warnings only
      --json           print one JSON document with greetings and diagnostics
  -h, --help           print this
  -v, --version        print the version

Exit status
  0  everybody is greeted
  1  nobody is greeted
  2  the command line is wrong
`);
  });

  it.each([
    [['greet', '--greetin', 'Hi'], 'There is no option --greetin. Did you mean --greeting?'],
    [['greet', '--out', 'x'], 'There is no option --out. See synth greet --help.'],
    [['greet', '-g'], 'Option --greeting needs a value. Write --greeting WORD.'],
    [['greet', 'a', 'b', 'c'], 'synth greet takes no more than 2 NAME, not "c". See synth greet --help.'],
    [['gret'], 'synth takes options only, not "gret". Did you mean synth greet?'],
  ])('is known to messages: %j', (args, message) => {
    expect(synth(...args)).toEqual({ status: 2, stdout: '', stderr: `synth: ${message}\n` });
  });

  it('has its own document where the command line is wrong', () => {
    expect(JSON.parse(synth('greet', '--json', '--oops').stdout)).toEqual({
      greetings: [],
      diagnostics: [
        { id: 'usage', severity: 'error', message: 'There is no option --oops.', remedy: 'See synth greet --help.' },
      ],
    });
  });

  it('has a bundle of its own, which nothing else loads', () => {
    expect(readdirSync(dist).sort()).toEqual(['greet.js', 'import.js', 'synth.js']);
    renameSync(join(dist, 'greet.js'), join(dist, 'gone.js'));
    try {
      expect(synth('greet', '--help').status).toBe(0);
      expect(synth('--app', 'nowhere').stderr).toContain('error app-not-found');
      expect(synth('greet', 'Ada')).toMatchObject({ status: 1, stderr: expect.stringContaining("'./greet'") });
    } finally {
      renameSync(join(dist, 'gone.js'), join(dist, 'greet.js'));
    }
  });
});

describe('the bundles of the command', () => {
  it('are those that the table asks for', () => {
    expect(entryPointsOf(COMMANDS)).toEqual({
      synth: 'lib/cli/entry.ts',
      import: 'lib/cli/commands/import/run.ts',
    });
    expect(entryPointsOf([...COMMANDS, greet])).toEqual({
      ...entryPointsOf(COMMANDS),
      greet: 'lib/cli/commands/greet/run.ts',
    });
    expect(entryPointsOf([...COMMANDS, { ...greet, ownBundle: false }])).toEqual(entryPointsOf(COMMANDS));
  });

  it.each(['index', 'merge'])('never replace one of the library: %s', (name) => {
    expect(() => entryPointsOf([...COMMANDS, { ...greet, name }])).toThrow(`dist/${name}.js`);
  });
});

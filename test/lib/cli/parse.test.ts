import { importCommand } from '../../../lib/cli/commands/import';
import { synth } from '../../../lib/cli/commands/synth';
import { parse } from '../../../lib/cli/parse';
import type { Command } from '../../../lib/cli/shared/command';

describe('the command line', () => {
  it('asks for a synth of the working directory when it is empty', () => {
    expect(parse([])).toEqual({
      kind: 'run',
      command: synth,
      given: { positionals: [], app: undefined, out: undefined, annotations: false, quiet: false, json: false },
    });
  });

  it.each([
    ['long options', ['--app', 'infra', '--out', 'deploy', '--quiet', '--json']],
    ['values after =', ['--app=infra', '--out=deploy', '--quiet', '--json']],
    ['short options', ['-a', 'infra', '-o', 'deploy', '-q', '--json']],
    ['short options in one word', ['-qa', 'infra', '-odeploy', '--json']],
  ])('takes %s', (_name, args) => {
    expect(parse(args)).toEqual({
      kind: 'run',
      command: synth,
      given: { positionals: [], app: 'infra', out: 'deploy', annotations: false, quiet: true, json: true },
    });
  });

  it.each([['--help'], ['-h']])('asks for help with %s', (option) => {
    expect(parse(['--quiet', option])).toEqual({ kind: 'help', command: synth });
    expect(parse(['import', '--quiet', option])).toEqual({ kind: 'help', command: importCommand });
  });

  it.each([['--version'], ['-v']])('asks for the version with %s', (option) => {
    expect(parse([option])).toEqual({ kind: 'version' });
    expect(parse(['import', option])).toEqual({ kind: 'version' });
  });

  it('does not take an option for the value of another', () => {
    expect(parse(['--app', '--version'])).toMatchObject({ kind: 'wrong', message: 'Option --app needs a value.' });
    expect(parse(['--out=--odd'])).toMatchObject({ kind: 'run', given: { out: '--odd' } });
  });

  it.each([
    ['--ou', 'Did you mean --out?'],
    ['--josn', 'Did you mean --json?'],
    ['--ap', 'Did you mean --app?'],
    ['--verbose', 'See synth --help.'],
    ['--constructor', 'See synth --help.'],
    ['-x', 'See synth --help.'],
  ])('does not know %s and says: %s', (option, remedy) => {
    expect(parse([option])).toMatchObject({ kind: 'wrong', message: `There is no option ${option}.`, remedy });
  });

  it.each([
    [['infra/stack.ts'], 'To name the stack file, write --app infra/stack.ts.'],
    [['improt'], 'Did you mean synth import?'],
    [['docker-compose.yml'], 'To import a Compose file, write synth import docker-compose.yml.'],
  ])('takes no words that were meant for something else: %j', (args, remedy) => {
    expect(parse(args)).toMatchObject({ kind: 'wrong', remedy });
  });

  it('takes names of stacks, and after -- those that look like something else', () => {
    expect(parse(['shop-dev', '-q', 'shop'])).toMatchObject({
      kind: 'run',
      given: { positionals: ['shop-dev', 'shop'] },
    });
    expect(parse(['--', 'import', 'improt'])).toMatchObject({
      kind: 'run',
      command: synth,
      given: { positionals: ['import', 'improt'] },
    });
  });

  it.each([
    [['--out'], 'Option --out needs a value.'],
    [['--out='], 'Option --out needs a value.'],
    [['--app', ''], 'Option --app needs a value.'],
    [['--quiet=yes'], 'Option --quiet takes no value.'],
    [['--out', 'a', '--out', 'b'], 'Option --out is given twice.'],
  ])('refuses %j', (args, message) => {
    expect(parse(args)).toMatchObject({ kind: 'wrong', message });
  });

  it('remembers that a wrong command line asked for JSON', () => {
    expect(parse(['--json', '--oops'])).toMatchObject({ kind: 'wrong', json: true, command: synth });
    expect(parse(['import', '--json', '--oops'])).toMatchObject({ kind: 'wrong', json: true, command: importCommand });
    expect(parse(['import', '--json', '-e', 'x'])).toMatchObject({ kind: 'wrong', json: true });
    expect(parse(['import', '-e', 'x', '--', '--json'])).toMatchObject({ kind: 'wrong', json: false });
  });
});

describe('the command line of import', () => {
  const NOTHING = {
    positionals: [],
    environment: [],
    alone: [],
    'env-file': [],
    'project-directory': undefined,
    name: undefined,
    out: 'stack.ts',
    recognize: false,
    modernize: false,
    force: false,
    quiet: false,
    json: false,
  };
  const run = (given: object) => ({ kind: 'run', command: importCommand, given });

  it('asks for the files that docker compose finds when it names none', () => {
    expect(parse(['import'])).toEqual(run(NOTHING));
  });

  it('takes files with and without -f in the order in which they are merged', () => {
    const positionals = ['a.yaml', 'b.yaml', '-', 'c.yaml', '-d.yaml'];
    expect(parse(['import', 'a.yaml', '-f', 'b.yaml', '-', '--file=c.yaml', '--', '-d.yaml'])).toEqual(
      run({ ...NOTHING, positionals }),
    );
  });

  it('refuses more of them than a command takes', () => {
    const diff: Command = { ...importCommand, name: 'diff', positional: { placeholder: 'FILE', most: 2 } };
    expect(parse(['diff', 'a', '-f', 'b'], [synth, diff])).toMatchObject({ given: { positionals: ['a', 'b'] } });
    for (const third of [['c'], ['-f', 'c'], ['--', 'c']]) {
      expect(parse(['diff', 'a', '-f', 'b', ...third], [synth, diff])).toMatchObject({
        kind: 'wrong',
        message: 'synth diff takes no more than 2 FILE, not "c".',
        remedy: 'See synth diff --help.',
      });
    }
  });

  it('takes every option', () => {
    const args = '-e production=prod.yaml,tls.yaml --environment staging=s.yaml --env-file a.env --env-file b.env';
    const others =
      '--alone live=l.yaml,m.yaml --project-directory .. -n shop -o - --recognize --modernize --force -q --json';
    expect(parse(['import', ...`${args} ${others}`.split(' ')])).toEqual(
      run({
        positionals: [],
        environment: [
          { name: 'production', files: ['prod.yaml', 'tls.yaml'] },
          { name: 'staging', files: ['s.yaml'] },
        ],
        alone: [{ name: 'live', files: ['l.yaml', 'm.yaml'] }],
        'env-file': ['a.env', 'b.env'],
        'project-directory': '..',
        name: 'shop',
        out: '-',
        recognize: true,
        modernize: true,
        force: true,
        quiet: true,
        json: true,
      }),
    );
  });

  it.each([
    [['--recognise'], 'There is no option --recognise.', 'Did you mean --recognize?'],
    [['--app', 'x'], 'There is no option --app.', 'See synth import --help.'],
    [['--out'], 'Option --out needs a value.', 'Write --out FILE.'],
    [['-o', '-q'], 'Option --out needs a value.', 'Write --out FILE.'],
    [['-f'], 'Option --file needs a value.', 'Write --file FILE.'],
    [['--force=yes'], 'Option --force takes no value.', 'Write --force alone.'],
    [['--name', 'a', '--name', 'b'], 'Option --name is given twice.', 'Give it once.'],
    [['-e', 'prod.yaml'], '"prod.yaml" is not an environment with its files.', /NAME=FILE/],
    [['-e', 'prod='], '"prod=" is not an environment with its files.', /NAME=FILE/],
    [['-e', 'prod=a,,b'], '"prod=a,,b" is not an environment with its files.', /NAME=FILE/],
    [['-e', '1st=a'], '"1st=a" is not an environment with its files.', /NAME=FILE/],
    [['--alone', 'p'], '"p" is not an environment with its files.', /--alone NAME=FILE/],
    [['-e', 'p=a', '-e', 'p=b'], 'Environment "p" is given twice.', /NAME=FILE,FILE/],
  ])('refuses %j', (args, message, remedy) => {
    expect(parse(['import', ...args])).toMatchObject({
      kind: 'wrong',
      command: importCommand,
      message,
      remedy: typeof remedy === 'string' ? remedy : expect.stringMatching(remedy),
    });
  });
});

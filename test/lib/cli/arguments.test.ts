import { parse } from '../../../lib/cli/arguments';

describe('the command line', () => {
  it('asks for a synth of the working directory when it is empty', () => {
    expect(parse([])).toEqual({ kind: 'synth', app: undefined, out: undefined, quiet: false, json: false });
  });

  it.each([
    ['long options', ['--app', 'infra', '--out', 'deploy', '--quiet', '--json']],
    ['values after =', ['--app=infra', '--out=deploy', '--quiet', '--json']],
    ['short options', ['-a', 'infra', '-o', 'deploy', '-q', '--json']],
    ['short options in one word', ['-qa', 'infra', '-odeploy', '--json']],
  ])('takes %s', (_name, args) => {
    expect(parse(args)).toEqual({ kind: 'synth', app: 'infra', out: 'deploy', quiet: true, json: true });
  });

  it.each([['--help'], ['-h']])('asks for help with %s', (option) => {
    expect(parse(['--quiet', option])).toEqual({ kind: 'help' });
  });

  it.each([['--version'], ['-v']])('asks for the version with %s', (option) => {
    expect(parse([option])).toEqual({ kind: 'version' });
  });

  it('does not take an option for the value of another', () => {
    expect(parse(['--app', '--version'])).toMatchObject({ kind: 'wrong', message: 'Option --app needs a value.' });
    expect(parse(['--out=--odd'])).toMatchObject({ kind: 'synth', out: '--odd' });
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
    [['--', 'deploy'], 'See synth --help.'],
  ])('takes no words without an option: %j', (args, remedy) => {
    expect(parse(args)).toMatchObject({ kind: 'wrong', remedy });
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
    expect(parse(['--json', '--oops'])).toMatchObject({ kind: 'wrong', json: true });
  });
});

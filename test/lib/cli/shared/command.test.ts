import { command, type Definition } from '../../../../lib/cli/shared/command';
import { app, out } from '../../../../lib/cli/shared/common-options';
import type { Given, Options, UsageFault } from '../../../../lib/cli/shared/option';

const numbersIn = (values: readonly string[]): readonly number[] | UsageFault => values.map(Number);

const OPTIONS = {
  app,
  out: out({ placeholder: 'FILE', default: 'it.txt', help: 'where to write (default: it.txt)' }),
  file: { kind: 'positional', placeholder: 'FILE', help: 'a file' },
  name: { kind: 'list', placeholder: 'NAME', help: 'a name' },
  number: { kind: 'list', placeholder: 'NUMBER', help: 'a number', read: numbersIn },
  force: { kind: 'flag', help: 'at any rate' },
} as const satisfies Options;

const DEFINITION = {
  name: 'try',
  summary: '',
  description: '',
  options: OPTIONS,
  json: { help: '', empty: {} },
  exitStatus: { 0: '', 1: '' },
  ownBundle: false,
} as const satisfies Omit<Definition<typeof OPTIONS>, 'load'>;

describe('what runs a command', () => {
  it('is given a value of the right type for each of its options, as the compiler sees it', () => {
    const exact = (given: Given<typeof OPTIONS>) => {
      const values: {
        readonly app: string | undefined;
        readonly out: string;
        readonly name: readonly string[];
        readonly number: readonly number[];
        readonly force: boolean;
        readonly quiet: boolean;
        readonly json: boolean;
        readonly positionals: readonly string[];
      } = given;
      // @ts-expect-error it may be missing
      const sure: string = given.app;
      // @ts-expect-error its values are positional arguments
      const file: unknown = given.file;
      return values && sure && file ? 0 : 1;
    };
    expect(command({ ...DEFINITION, load: () => exact }).load()).toBe(exact);
  });

  it('cannot ask for an option that its command does not have', () => {
    const run = (given: { readonly colour: string }): number => given.colour.length;
    // @ts-expect-error there is no such option
    expect(command({ ...DEFINITION, load: () => run }).name).toBe('try');
  });
});

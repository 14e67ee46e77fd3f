import { COMMANDS } from '../../../lib/cli/commands';
import { helpOf } from '../../../lib/cli/help';
import { optionsOf } from '../../../lib/cli/shared/command';

describe('the help', () => {
  it('of synth says how to call every command, and where their options are', () => {
    expect(helpOf(COMMANDS[0])).toBe(`synth [STACK…] [options]
synth check [STACK…] [options]
synth secrets [STACK…] [options]
synth tasks [STACK…] [options]
synth import [FILE…] [options]

Runs stack.ts and writes each stack's compose.yaml and the files that belong to it.
With STACK, the name of a stack or of its folder, writes that one and leaves the others alone.
With \`check\`, tells whether the output is current: see synth check --help.
With \`secrets\`, makes the secrets of stacks on this machine: see synth secrets --help.
With \`tasks\`, lists the commands that a person may run: see synth tasks --help.
With \`import\`, writes a stack.ts from Compose files: see synth import --help.

Options
  -a, --app PATH       the stack file, or a folder that has one (default: the working directory)
      --instance NAME  a copy of the development stacks, with a project and ports of its own
  -o, --out DIR        where to write, one folder a stack (default: synth.out beside the stack file)
      --annotations    print annotations of GitHub, too (default: in GitHub Actions)
  -q, --quiet          print errors and warnings only
      --json           print one JSON document with stacks, files and diagnostics
  -h, --help           print this
  -v, --version        print the version

Exit status
  0  everything is written; there may be warnings
  1  there are errors; nothing is written, earlier output stays as it was
  2  the command line is wrong
`);
  });

  describe.each(COMMANDS.map((command) => [command.name, command] as const))('of %s', (_, command) => {
    const help = helpOf(command);
    const options = Object.entries(optionsOf(command));

    it('names every option with its letter and its value, and no other', () => {
      for (const [name, option] of options) {
        const letter = option.short === undefined ? '    ' : `-${option.short}, `;
        const value = option.kind === 'flag' ? '' : ` ${option.placeholder}`;
        expect(help).toContain(`\n  ${letter}--${name}${value} `);
      }
      const names = options.map(([name]) => `--${name}`);
      expect(help.match(/--[a-z-]+/g)?.filter((name) => !names.includes(name))).toEqual([]);
    });

    it('names the value that stands for an option that is not given', () => {
      for (const [, option] of options) {
        if (option.kind === 'value' && option.default !== undefined)
          expect(option.help).toContain(`(default: ${option.default})`);
      }
    });

    it('has lines that a terminal holds', () => {
      for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    });
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../../lib/cli/commands';
import { optionsOf } from '../../../../lib/cli/shared/command';
import { REPOSITORY } from '../project';

const folder = join(REPOSITORY, 'lib/cli/commands');

describe('the table of commands', () => {
  it('has every folder beside it, by its name', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it('begins with the command that has no name on a command line', () => {
    expect(COMMANDS[0].name).toBe('synth');
  });
});

describe.each(COMMANDS.map((command) => [command.name, command] as const))('the command %s', (name, command) => {
  it('is run by run.ts', () => {
    expect(existsSync(join(folder, name, 'run.ts'))).toBe(true);
    expect(command.load()).toBeInstanceOf(Function);
  });

  it('has each letter for one option', () => {
    const letters = Object.values(optionsOf(command)).flatMap(({ short }) => short ?? []);
    expect(letters).toEqual([...new Set(letters)]);
  });
});

/**
 * Writes the help of a command from the table of commands.
 *
 * @module
 */
import { COMMANDS, type Table } from './commands';
import { type Command, callOf, optionsOf } from './shared/command';
import type { Option } from './shared/option';

/** Columns of the shortest list of options, so that the texts of most commands stand below each other. */
const NARROWEST = 15;

const WRONG = 'the command line is wrong';

/** The text for `--help`; the help of `synth` itself names the other commands. */
export function helpOf(command: Command, commands: Table = COMMANDS): string {
  const [unnamed, ...others] = commands;
  const listed = command === unnamed ? others : [];
  const { description, exitStatus } = command;
  return [
    ...[command, ...listed].map(usageOf),
    '',
    description,
    ...listed.map((one) => `With \`${one.name}\`, ${one.summary}: see ${callOf(one)} --help.`),
    '',
    'Options',
    ...rowsOf(command),
    '',
    'Exit status',
    `  0  ${exitStatus[0]}`,
    `  1  ${exitStatus[1]}`,
    `  2  ${exitStatus[2] ?? WRONG}`,
    '',
  ].join('\n');
}

function usageOf(command: Command): string {
  const { positional } = command;
  const placeholder = positional && ` [${positional.placeholder}${positional.most > 1 ? '…' : ''}]`;
  return `${callOf(command)}${placeholder ?? ''} [options]`;
}

function rowsOf(command: Command): readonly string[] {
  const rows = Object.entries(optionsOf(command)).map(
    ([name, option]) => [labelOf(name, option), option.help] as const,
  );
  const width = Math.max(NARROWEST, ...rows.map(([label]) => label.length));
  const indent = `\n${' '.repeat(width + 4)}`;
  return rows.map(([label, help]) => `  ${label.padEnd(width)}  ${help.replaceAll('\n', indent)}`);
}

/** `-o, --out FILE` */
function labelOf(name: string, option: Option): string {
  const letter = option.short === undefined ? '    ' : `-${option.short}, `;
  return `${letter}--${name}${option.kind === 'flag' ? '' : ` ${option.placeholder}`}`;
}

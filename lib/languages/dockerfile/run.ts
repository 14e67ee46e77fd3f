/**
 * A RUN instruction in lines that a person can read.
 *
 * @module
 */
import type { RunInstruction } from './model';
import { printMount } from './mounts';
import { printShell, printWords, type ShellCommand } from './shell';

/** Lines are broken behind this column where a command has a place for it. */
const WIDTH = 100;

const BREAK = ' \\\n    ';

/**
 * Everything behind `RUN`: flags and commands, each on a line of its own when there are several.
 *
 * A line break in a word cannot be written in an ordinary RUN. Such a command is put into a here-document, whose lines
 * BuildKit passes to the shell as they are: https://docs.docker.com/reference/dockerfile/#here-documents
 */
export function printRun({ command, mounts }: RunInstruction): string {
  const flags = mounts.map((mount) => `${printMount(mount)}${BREAK}`).join('');
  const script = printScript(command);
  return hasOwnLineBreaks(command) ? `${flags}${printHereDocument(script)}` : `${flags}${script}`;
}

function printScript(command: ShellCommand): string {
  const commands = command.kind === 'and' ? command.commands : [command];
  return commands.map(printCommand).join(`${BREAK}&& `);
}

/** The command on one line, or broken between words, and in front of pipes, where it is too long. */
function printCommand(command: ShellCommand): string {
  const line = printShell(command);
  if (line.length <= WIDTH) return line;
  if (command.kind === 'command') return wrap(printWords(command));
  if (command.kind !== 'pipe') return line;
  const isPlain = command.commands.every((each) => each.kind === 'command' || each.kind === 'redirect');
  return isPlain ? command.commands.map(printShell).join(`${BREAK}    | `) : line;
}

function wrap(words: readonly string[]): string {
  let text = '';
  let column = 0;
  for (const word of words) {
    if (column > 0 && column + word.length >= WIDTH) {
      text += `${BREAK}    ${word}`;
      column = word.length;
    } else {
      text += column === 0 ? word : ` ${word}`;
      column += word.length + 1;
    }
  }
  return text;
}

/** Whether data has a line break; those that the printer makes come after. */
function hasOwnLineBreaks(command: ShellCommand): boolean {
  return printShell(command).includes('\n');
}

function printHereDocument(script: string): string {
  // BuildKit also takes a line for the end that has a carriage return behind the word.
  const lines = new Set(script.split('\n').map((line) => line.replace(/\r+$/, '')));
  let end = 'EOF';
  for (let number = 2; lines.has(end); number++) end = `EOF${number}`;
  return `<<'${end}'\n${script}\n${end}`;
}

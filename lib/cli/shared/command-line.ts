/**
 * StackCommands as a person types them.
 *
 * @module
 */
import type { CommandLine, CommandWord } from '../../assembly';
import { shellWord } from '../../languages/shell';
import { place } from './document';

/** One line for a shell in the working directory; undefined where there is no command. */
export function commandLine(commands: readonly CommandLine[], cwd: string): string | undefined {
  if (commands.length === 0) return undefined;
  return commands.map((command) => command.map((word) => printed(word, cwd)).join(' ')).join(' && ');
}

function printed(word: CommandWord, cwd: string): string {
  return shellWord(typeof word === 'string' ? word : place(word.path, cwd));
}

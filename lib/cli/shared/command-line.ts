/**
 * Commands as a person types them.
 *
 * @module
 */
import type { Command, Word } from '../../assembly';
import { place } from './document';
import { shellWord } from './shell-word';

/** One line for a shell in the working directory; undefined where there is no command. */
export function commandLine(commands: readonly Command[], cwd: string): string | undefined {
  if (commands.length === 0) return undefined;
  return commands.map((command) => command.map((word) => printed(word, cwd)).join(' ')).join(' && ');
}

function printed(word: Word, cwd: string): string {
  if (typeof word !== 'string') return shellWord(place(word.path, cwd));
  // an option begins with a dash, and is meant as one
  return /^-+[\w@%+=:,./-]+$/.test(word) ? word : shellWord(word);
}

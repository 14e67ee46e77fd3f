/**
 * Commands written as one string, split as Compose does: nearly like a shell, but without expansion. Compose drops
 * everything from the first unquoted `;`, `&`, `|`, `<` or `>` on.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#command
 * @see https://github.com/mattn/go-shellwords/blob/v1.0.12/shellwords.go
 * @module
 */
import type { ComposeText } from '../text/variable';
import * as errors from './errors';
import { DEFERRED, type Malformed, type Read } from './read';
import { asText } from './texts';

/**
 * The words of a command. Anything with a variable is deferred: its value may be several words, or none.
 *
 * @example
 * ```ts
 * readCommand('npm run "start web"'); // { value: ['npm', 'run', 'start web'] }
 * ```
 */
export function readCommand(command: unknown): Read<readonly ComposeText[]> {
  if (Array.isArray(command)) return { value: command };
  const line = asText(command);
  if (line === undefined) return errors.notAForm('a command', 'Write a list of its words.');
  return typeof line === 'string' ? readWords(line) : DEFERRED;
}

/** The words as one string, or undefined where a word has variables or characters that no quoting keeps. */
export function printCommand(words: readonly ComposeText[]): string | undefined {
  const printed: string[] = [];
  for (const word of words) {
    if (typeof word !== 'string') return undefined;
    printed.push(/^[\w%+,./:=@^-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);
  }
  const line = printed.join(' ');
  const again = readWords(line);
  const isSame = 'value' in again && again.value.length === words.length && again.value.every((w, i) => w === words[i]);
  return isSame ? line : undefined;
}

/** A `healthcheck.test`: a string is for the container's shell. */
export function readHealthcheckTest(test: unknown): Read<readonly ComposeText[]> {
  if (Array.isArray(test)) return { value: test };
  const line = asText(test);
  return line === undefined ? errors.notAForm('a test', 'Write a list of words.') : { value: ['CMD-SHELL', line] };
}

function readWords(line: string): { readonly value: readonly string[] } | Malformed {
  const words: string[] = [];
  let word = '';
  let isWord = false;
  let escaped = false;
  let single = false;
  let double = false;
  let backquoted = false;
  let substituted = false;

  for (const character of line) {
    if (escaped) {
      word += character;
      escaped = false;
      isWord = true;
    } else if (character === '\\' && !single) {
      escaped = true;
    } else if (/[ \t\r\n]/.test(character) && !(single || double || backquoted || substituted)) {
      if (isWord) words.push(word);
      if (isWord) word = '';
      isWord = false;
    } else if (/[ \t\r\n\\]/.test(character)) {
      word += character;
    } else if (character === '"' && !single && !substituted) {
      isWord ||= double;
      double = !double;
    } else if (character === "'" && !double && !substituted) {
      isWord ||= single;
      single = !single;
    } else if (/[;&|<>]/.test(character) && !(single || double || backquoted || substituted)) {
      // The number of a file descriptor belongs to the redirection.
      if (character === '>' && /^\d/.test(word)) isWord = false;
      break;
    } else {
      if (character === '`' && !single && !double && !substituted) backquoted = !backquoted;
      if (!single && !double && !backquoted) {
        if (character === ')') substituted = !substituted;
        if (character === '(') {
          if (substituted || !word.endsWith('$')) return errors.badCommand(line);
          substituted = true;
          word += '(';
          continue;
        }
      }
      isWord = true;
      word += character;
    }
  }
  if (isWord) words.push(word);
  return escaped || single || double || backquoted || substituted ? errors.badCommand(line) : { value: words };
}

/**
 * The commands of a service: words, and the texts among them that a shell reads.
 *
 * @module
 */
import type { PlainMap } from '../../data';
import { readCommand, valueIn } from '../../forms';
import { at, listOf } from '../meaning/view';

/** A text that a shell reads. */
export interface Script {
  readonly text: string;
  /** Leads to it from the service. */
  readonly pointer: readonly string[];
  /** Whether it is one word of a list, with nothing around it that anybody takes away. */
  readonly isItem: boolean;
}

/** A program and its arguments as a list, which no shell reads. */
export interface Words {
  readonly words: readonly unknown[];
  /** Leads to the list from the service. */
  readonly pointer: readonly string[];
  /** Index of the program in the list. */
  readonly from: number;
}

const SHELL = /^(?:.*\/)?(?:sh|bash|ash|dash|zsh|ksh)$/;

/** Whether a word is a program that reads scripts. */
export function isShell(word: unknown): boolean {
  return typeof word === 'string' && SHELL.test(word);
}

/** The lists of words among `entrypoint`, `command` and the test of the health check. */
export function* wordsOf(service: PlainMap): Iterable<Words> {
  for (const key of ['entrypoint', 'command']) {
    const value = service[key];
    if (Array.isArray(value)) yield { words: value, pointer: [key], from: 0 };
  }
  const test = at(service, 'healthcheck', 'test');
  if (listOf(test)[0] === 'CMD') yield { words: listOf(test), pointer: ['healthcheck', 'test'], from: 1 };
}

/** Every text that a shell reads. */
export function* scriptsOf(service: PlainMap): Iterable<Script> {
  for (const { words, pointer } of wordsOf(service)) {
    const index = scriptIn(words);
    const text = index === undefined ? undefined : words[index];
    if (typeof text === 'string') yield { text, pointer: [...pointer, String(index)], isItem: true };
  }
  const { command, entrypoint } = service;
  // the entrypoint is a shell that waits for its script
  if (Array.isArray(command) && typeof command[0] === 'string' && isAwaiting(entrypoint)) {
    yield { text: command[0], pointer: ['command', '0'], isItem: true };
  }
  for (const key of ['entrypoint', 'command']) {
    const words = typeof service[key] === 'string' ? valueIn(readCommand(service[key])) : undefined;
    const index = words === undefined ? undefined : scriptIn(words);
    const text = index === undefined ? undefined : words?.[index];
    if (typeof text === 'string') yield { text, pointer: [key], isItem: false };
  }
  const test = at(service, 'healthcheck', 'test');
  if (typeof test === 'string') yield { text: test, pointer: ['healthcheck', 'test'], isItem: false };
  const [kind, script] = listOf(test);
  if (kind === 'CMD-SHELL' && typeof script === 'string') {
    yield { text: script, pointer: ['healthcheck', 'test', '1'], isItem: false };
  }
}

/** Where the script is in a list such as `["sh", "-c", "…"]`. */
function scriptIn(words: readonly unknown[]): number | undefined {
  const shell = words.findIndex(isShell);
  const option = words.findIndex((word, index) => index > shell && isScriptOption(word));
  return shell >= 0 && option === shell + 1 && option + 1 < words.length ? option + 1 : undefined;
}

function isAwaiting(entrypoint: unknown): boolean {
  const words = typeof entrypoint === 'string' ? valueIn(readCommand(entrypoint)) : listOf(entrypoint);
  return words !== undefined && isShell(words.at(-2)) && isScriptOption(words.at(-1));
}

function isScriptOption(word: unknown): boolean {
  return typeof word === 'string' && /^-[a-z]*c$/.test(word);
}

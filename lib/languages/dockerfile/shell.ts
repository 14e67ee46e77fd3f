/**
 * Shell commands whose words are data.
 *
 * A word is quoted wherever the POSIX shell would interpret it, so no value can become another command:
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 *
 * @module
 */
import { shellWord, singleQuoted } from '../shell';
import { empty, invalid } from './errors';
import { type Expression, type Glob, partsOf, printable, printVariable, type Variable } from './text';

/** One word: data, text with shell variables, or a pattern of file names. */
export type Word = string | Variable | Expression | Glob;

/** A program's name or path; which one a pattern would match, nobody knows. */
export type ProgramWord = Exclude<Word, Glob>;

/** A program and its arguments. */
export interface SimpleCommand {
  readonly kind: 'command';
  readonly words: readonly [ProgramWord, ...Word[]];
}

/** Commands that each run if the one before succeeded. */
export interface AndCommand {
  readonly kind: 'and';
  readonly commands: readonly ShellCommand[];
}

/** Commands that each read the output of the one before. */
export interface PipeCommand {
  readonly kind: 'pipe';
  readonly commands: readonly ShellCommand[];
}

/** A command with its input or output in files. */
export interface RedirectedCommand {
  readonly kind: 'redirect';
  readonly command: ShellCommand;
  readonly files: Redirection;
}

export type ShellCommand = SimpleCommand | AndCommand | PipeCommand | RedirectedCommand;

/** Where input comes from and output goes to. */
export interface Redirection {
  readonly stdin?: Word;
  readonly stdout?: Word | { readonly append: Word };
  /** `'stdout'` is wherever the output goes; a file of that name is `./stdout`. */
  readonly stderr?: Word | { readonly append: Word };
}

/**
 * A program with arguments; each arrives as exactly that string.
 *
 * @example
 * ```ts
 * command('echo', 'it is $5; really'); // echo 'it is $5; really'
 * ```
 */
export function command(program: ProgramWord, ...args: readonly Word[]): SimpleCommand {
  return Object.freeze({ kind: 'command', words: Object.freeze([program, ...args] as const) });
}

/** All of them in order, until one fails. */
export function and(...commands: readonly ShellCommand[]): AndCommand {
  if (commands.length === 0) throw empty('command');
  const flat = commands.flatMap((each) => (each.kind === 'and' ? each.commands : [each]));
  return Object.freeze({ kind: 'and', commands: Object.freeze(flat) });
}

/**
 * All of them at once, each reading what the one before it writes.
 *
 * A POSIX shell reports only the last one's failure. Give the stage a `shell` that can do better; `checkDockerfile`
 * reports it otherwise.
 */
export function pipe(...commands: readonly ShellCommand[]): PipeCommand {
  if (commands.length === 0) throw empty('command');
  return Object.freeze({ kind: 'pipe', commands: Object.freeze([...commands]) });
}

/** The command with its input or output in files. */
export function redirect(command: ShellCommand, files: Redirection): RedirectedCommand {
  return Object.freeze({ kind: 'redirect', command, files: Object.freeze({ ...files }) });
}

/** Every simple command in it, in order. */
export function simpleCommands(shell: ShellCommand): readonly SimpleCommand[] {
  switch (shell.kind) {
    case 'command':
      return [shell];
    case 'redirect':
      return simpleCommands(shell.command);
    default:
      return shell.commands.flatMap(simpleCommands);
  }
}

/** Whether a command in it reads from another. */
export function hasPipe(shell: ShellCommand): boolean {
  if (shell.kind === 'command') return false;
  if (shell.kind === 'redirect') return hasPipe(shell.command);
  return (shell.kind === 'pipe' && shell.commands.length > 1) || shell.commands.some(hasPipe);
}

/** Words that start something other than a program: https://www.gnu.org/software/bash/manual/bash.html#Reserved-Words */
const RESERVED = new Set(
  '! { } case coproc do done elif else esac fi for function if in select then time until while [[ ]]'.split(' '),
);

/** The words of each command as the shell reads them, and what stands between: the printer breaks lines there. */
export function printShell(shell: ShellCommand): string {
  switch (shell.kind) {
    case 'command':
      return printWords(shell).join(' ');
    case 'and':
      return shell.commands.map(printShell).join(' && ');
    case 'pipe':
      return shell.commands.map((each) => printGrouped(each, ['command', 'redirect'])).join(' | ');
    case 'redirect':
      return `${printGrouped(shell.command, ['command', 'redirect'])}${printFiles(shell.files)}`;
  }
}

/** The words of a simple command, quoted. */
export function printWords({ words }: SimpleCommand): readonly string[] {
  const [program, ...args] = words;
  return [printProgram(program), ...args.map(printShellWord)];
}

function printGrouped(shell: ShellCommand, plain: readonly ShellCommand['kind'][]): string {
  return plain.includes(shell.kind) ? printShell(shell) : `{ ${printShell(shell)}; }`;
}

function printFiles({ stdin, stdout, stderr }: Redirection): string {
  const input = stdin === undefined ? '' : ` < ${printFile(stdin)}`;
  const output = stdout === undefined ? '' : ` ${printOutput(stdout)}`;
  const errors = stderr === undefined ? '' : stderr === 'stdout' ? ' 2>&1' : ` 2${printOutput(stderr)}`;
  return `${input}${output}${errors}`;
}

function printOutput(file: Word | { readonly append: Word }): string {
  return typeof file === 'object' && 'append' in file ? `>> ${printFile(file.append)}` : `> ${printFile(file)}`;
}

function printFile(file: Word): string {
  if (typeof file === 'object' && file.kind === 'glob') throw invalid('file', file.pattern, 'one path, not a pattern');
  return printShellWord(file);
}

/** Unquoted, a program's name could be a reserved word, an assignment, or a flag of RUN. */
function printProgram(program: ProgramWord): string {
  const printed = printShellWord(program);
  return RESERVED.has(printed) || /^(?:-|\w+\+?=)/.test(printed) ? `'${printed}'` : printed;
}

function printShellWord(word: Word): string {
  if (typeof word === 'string') return shellWord(printable(word));
  if (word.kind === 'glob') return printGlob(word.pattern);
  const parts = partsOf(word).map((part) =>
    typeof part === 'string' ? printable(part).replace(/["$`\\]/g, '\\$&') : printVariable(part),
  );
  return `"${parts.join('')}"`;
}

/** The pattern's signs bare, everything else in quotes. */
function printGlob(pattern: string): string {
  const pieces = printable(pattern).match(/[\w@%+:,./=*?[\]!^-]+|[^\w@%+:,./=*?[\]!^-]+/g) ?? [];
  return pieces.length === 0
    ? "''"
    : pieces.map((piece) => (/^[\w@%+:,./=*?[\]!^-]/.test(piece) ? piece : singleQuoted(piece))).join('');
}

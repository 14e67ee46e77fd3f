/**
 * The command line of `synth`.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { nearest } from '../core';
import { IMPORT, type Option, type Options, SYNTH } from './options';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'help'; readonly of: Command }
  | { readonly kind: 'version' }
  | Wrong
  | SynthRequest
  | ImportRequest;

export interface Wrong {
  readonly kind: 'wrong';
  readonly message: string;
  readonly remedy: string;
  readonly json: boolean;
  readonly of: Command;
}

type Command = 'synth' | 'import';

export interface SynthRequest {
  readonly kind: 'synth';
  /** File or folder, as it was written. @default the working directory */
  readonly app: string | undefined;
  /** Folder, as it was written. @default `synth.out` beside the stack file */
  readonly out: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

export interface ImportRequest {
  readonly kind: 'import';
  /** As `docker compose -f` takes them, in order. @default what `docker compose` finds by itself */
  readonly files: readonly string[];
  /** Further environments: the files above and those named here. */
  readonly environments: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly envFiles: readonly string[];
  readonly projectDirectory: string | undefined;
  readonly name: string | undefined;
  /** File, as it was written. @default `stack.ts` */
  readonly out: string | undefined;
  readonly recognize: boolean;
  readonly modernize: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** Reads a command line, without the program's name. */
export function parse(args: readonly string[]): Request {
  const isImport = args[0] === 'import';
  const command: Command = isImport ? 'import' : 'synth';
  const given = read(isImport ? args.slice(1) : args, isImport ? IMPORT : SYNTH, command);
  if ('kind' in given) return given;
  if (given.has('help')) return { kind: 'help', of: command };
  if (given.has('version')) return { kind: 'version' };
  return isImport ? importRequest(given) : synthRequest(given);
}

/** The values of each option; words stand under the empty name. */
type Given = ReadonlyMap<string, readonly string[]>;

function read(args: readonly string[], options: Options, command: Command): Given | Wrong {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const json = args.includes('--json');
  const wrong = (message: string, remedy: string): Wrong => ({ kind: 'wrong', message, remedy, json, of: command });
  const seeHelp = command === 'import' ? 'See synth import --help.' : 'See synth --help.';
  const add = (name: string, value: string): void => {
    const values = given.get(name);
    if (values) values.push(value);
    else given.set(name, [value]);
  };

  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (command === 'import') add('', token.value);
      else return wrong(`synth takes options only, not ${quoted(token.value)}.`, wordRemedy(token.value) ?? seeHelp);
      continue;
    }
    const option: Option | undefined = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) {
      const guess = nearest(token.name, Object.keys(options));
      return wrong(`There is no option ${token.rawName}.`, guess === undefined ? seeHelp : `Did you mean --${guess}?`);
    }
    const value = token.value ?? '';
    if (option.type === 'boolean') {
      if (token.value !== undefined) {
        return wrong(`Option --${token.name} takes no value.`, `Write --${token.name} alone.`);
      }
    } else if (value === '' || (value.startsWith('-') && value !== '-' && token.inlineValue === false)) {
      // `--out --json` forgot the value; a folder of that name can still be given as `--out=--json`
      return wrong(`Option --${token.name} needs a value.`, `Write --${token.name} ${option.value}.`);
    } else if (given.has(token.name) && !option.multiple) {
      return wrong(`Option --${token.name} is given twice.`, 'Give it once.');
    }
    // -f FILE and FILE are the same, and their order counts
    add(command === 'import' && token.name === 'file' ? '' : token.name, value);
  }
  return given;
}

function wordRemedy(word: string): string | undefined {
  if (/\.ya?ml$/.test(word)) return `To import a Compose file, write synth import ${word}.`;
  if (/[./\\]/.test(word)) return `To name the stack file, write --app ${word}.`;
  return nearest(word, ['import']) === undefined ? undefined : 'Did you mean synth import?';
}

function synthRequest(given: Given): SynthRequest {
  return {
    kind: 'synth',
    app: given.get('app')?.[0],
    out: given.get('out')?.[0],
    quiet: given.has('quiet'),
    json: given.has('json'),
  };
}

function importRequest(given: Given): ImportRequest | Wrong {
  const json = given.has('json');
  const wrong = (message: string, remedy: string): Wrong => ({ kind: 'wrong', message, remedy, json, of: 'import' });
  const environments: { name: string; files: readonly string[] }[] = [];
  for (const value of given.get('environment') ?? []) {
    const [, name, list = ''] = /^([A-Za-z][\w.-]*)=(.+)$/.exec(value) ?? [];
    const files = list.split(',');
    if (name === undefined || files.includes('')) {
      return wrong(
        `${quoted(value)} is not an environment with its files.`,
        'Write --environment NAME=FILE, or NAME=FILE,FILE.',
      );
    }
    if (environments.some((other) => other.name === name)) {
      return wrong(`Environment ${quoted(name)} is given twice.`, 'Write its files in one option: NAME=FILE,FILE.');
    }
    environments.push({ name, files });
  }
  return {
    kind: 'import',
    files: given.get('') ?? [],
    environments,
    envFiles: given.get('env-file') ?? [],
    projectDirectory: given.get('project-directory')?.[0],
    name: given.get('name')?.[0],
    out: given.get('out')?.[0],
    recognize: given.has('recognize'),
    modernize: given.has('modernize'),
    force: given.has('force'),
    quiet: given.has('quiet'),
    json,
  };
}

const quoted = (text: string): string => JSON.stringify(text);

/**
 * Reads a command line by the table of commands.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { nearest, quoted } from '../words';
import { COMMANDS, type Table } from './commands';
import { type AnyGiven, type Command, callOf, optionsOf } from './shared/command';
import type { Option, Options, UsageFault } from './shared/option';

/** The request of a command line. */
export type Request =
  | { readonly kind: 'help'; readonly command: Command }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: Command; readonly given: AnyGiven }
  | Wrong;

export interface Wrong extends UsageFault {
  readonly kind: 'wrong';
  readonly command: Command;
  /** Whether the command line asked for a document. */
  readonly json: boolean;
}

/** The texts of each option in the order of the command line. */
interface Texts {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** Reads a command line, without the program's name. */
export function parse(args: readonly string[], commands: Table = COMMANDS): Request {
  const [unnamed, ...others] = commands;
  const named = others.find(({ name }) => name === args[0]);
  const command = named ?? unnamed;
  const texts = textsOf(named ? args.slice(1) : args, command, named ? [] : others);
  if ('message' in texts) return { kind: 'wrong', command, json: args.includes('--json'), ...texts };
  if (texts.options.has('help')) return { kind: 'help', command };
  if (texts.options.has('version')) return { kind: 'version' };
  const read = valuesOf(texts, command);
  return 'message' in read
    ? { kind: 'wrong', command, json: texts.options.has('json'), ...read }
    : { kind: 'run', command, given: read.given };
}

/** @param others commands that a stray argument may have meant */
function textsOf(args: readonly string[], command: Command, others: readonly Command[]): Texts | UsageFault {
  const all = optionsOf(command);
  const most = command.positional?.most ?? 0;
  const texts = new Map<string, string[]>();
  const positionals: string[] = [];
  let isLiteral = false;
  for (const token of tokensOf(args, all)) {
    if (token.kind === 'option-terminator') {
      isLiteral = true;
      continue;
    }
    if (token.kind === 'option') {
      const option = Object.hasOwn(all, token.name) ? all[token.name] : undefined;
      const isGiven = texts.has(token.name);
      const refusal = option ? misuse(token, option, isGiven) : unknownOption(token, command, all);
      if (refusal) return refusal;
      if (option?.kind !== 'positional') {
        if (!isGiven) texts.set(token.name, []);
        texts.get(token.name)?.push(token.value ?? '');
        continue;
      }
    }
    const argument = token.value ?? '';
    const fault = isLiteral ? undefined : meantOtherwise(argument, command, others);
    if (fault) return fault;
    if (positionals.push(argument) > most) return notTaken(argument, command, seeHelp(command));
  }
  return { options: texts, positionals };
}

function tokensOf(args: readonly string[], options: Options) {
  const config = Object.entries(options).map(([name, { kind, short }]) => {
    const type = kind === 'flag' ? ('boolean' as const) : ('string' as const);
    return [name, { type, ...(short !== undefined && { short }) }];
  });
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(config),
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

interface OptionToken {
  readonly name: string;
  /** With its dashes, as it was written. */
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** Why an option cannot be given like this. */
function misuse({ name, value, inlineValue }: OptionToken, option: Option, isGiven: boolean): UsageFault | undefined {
  if (option.kind === 'flag') {
    if (value === undefined) return undefined;
    return { message: `Option --${name} takes no value.`, remedy: `Write --${name} alone.` };
  }
  // `--out --json` forgot the value; a folder of that name can still be given as `--out=--json`
  if (!value || (value.startsWith('-') && value !== '-' && inlineValue === false)) {
    return { message: `Option --${name} needs a value.`, remedy: `Write --${name} ${option.placeholder}.` };
  }
  if (option.kind !== 'value' || !isGiven) return undefined;
  return { message: `Option --${name} is given twice.`, remedy: 'Give it once.' };
}

function unknownOption({ name, rawName }: OptionToken, command: Command, all: Options): UsageFault {
  const guess = nearest(name, Object.keys(all));
  const remedy = guess === undefined ? seeHelp(command) : `Did you mean --${guess}?`;
  return { message: `There is no option ${rawName}.`, remedy };
}

/** An argument that another command, or an option, was meant by; after `--` all are taken as they are. */
function meantOtherwise(argument: string, command: Command, others: readonly Command[]): UsageFault | undefined {
  const names = others.map(({ name }) => name);
  const similar = nearest(argument, names);
  const guess = similar === undefined ? undefined : `Did you mean synth ${similar}?`;
  const remedy = command.positional?.refuse?.(argument) ?? guess;
  return remedy === undefined ? undefined : notTaken(argument, command, remedy);
}

function notTaken(argument: string, command: Command, remedy: string): UsageFault {
  const { positional } = command;
  const most = positional?.most === Number.POSITIVE_INFINITY ? '' : `no more than ${positional?.most} `;
  const taken = positional ? `${most}${positional.placeholder}` : 'options only';
  return { message: `${callOf(command)} takes ${taken}, not ${quoted(argument)}.`, remedy };
}

const seeHelp = (command: Command): string => `See ${callOf(command)} --help.`;

function valuesOf({ options: texts, positionals }: Texts, { options }: Command): UsageFault | { given: AnyGiven } {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const own = texts.get(name);
    switch (option.kind) {
      case 'flag':
        values[name] = own !== undefined;
        break;
      case 'value':
        values[name] = own?.[0] ?? option.default;
        break;
      case 'list': {
        const read = option.read?.(own ?? []) ?? own ?? [];
        if ('message' in read) return read;
        values[name] = read;
      }
    }
  }
  return { given: { ...values, positionals, quiet: texts.has('quiet'), json: texts.has('json') } };
}

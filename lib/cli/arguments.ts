/**
 * The command line of `synth`.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { nearest } from '../core';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string; readonly remedy: string; readonly json: boolean }
  | SynthRequest;

export interface SynthRequest {
  readonly kind: 'synth';
  /** File or folder, as it was written. @default the working directory */
  readonly app: string | undefined;
  /** Folder, as it was written. @default `synth.out` beside the stack file */
  readonly out: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

const OPTIONS = {
  app: { type: 'string', short: 'a' },
  out: { type: 'string', short: 'o' },
  quiet: { type: 'boolean', short: 'q' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type OptionName = keyof typeof OPTIONS;

/** Reads a command line, without the program's name. */
export function parse(args: readonly string[]): Request {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const given = new Map<OptionName, string | true>();
  const json = args.includes('--json');
  const wrong = (message: string, remedy: string): Request => ({ kind: 'wrong', message, remedy, json });

  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      const remedy = /[./\\]/.test(token.value) ? `To name the stack file, write --app ${token.value}.` : SEE_HELP;
      return wrong(`synth takes options only, not ${quoted(token.value)}.`, remedy);
    }
    if (!isOption(token.name)) {
      const guess = nearest(token.name, Object.keys(OPTIONS));
      const remedy = guess === undefined ? SEE_HELP : `Did you mean --${guess}?`;
      return wrong(`There is no option ${token.rawName}.`, remedy);
    }
    const takesValue = OPTIONS[token.name].type === 'string';
    const value = token.value ?? '';
    if (!takesValue && token.value !== undefined) {
      return wrong(`Option --${token.name} takes no value.`, `Write --${token.name} alone.`);
    }
    // `--out --json` forgot the value; a folder of that name can still be given as `--out=--json`
    if (takesValue && (value === '' || (value.startsWith('-') && token.inlineValue === false))) {
      return wrong(
        `Option --${token.name} needs a value.`,
        `Write --${token.name} ${token.name === 'app' ? 'PATH' : 'DIR'}.`,
      );
    }
    if (takesValue && given.has(token.name)) {
      return wrong(`Option --${token.name} is given twice.`, 'Give it once.');
    }
    given.set(token.name, takesValue ? value : true);
  }

  if (given.has('help')) return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  const text = (name: OptionName): string | undefined => {
    const value = given.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return { kind: 'synth', app: text('app'), out: text('out'), quiet: given.has('quiet'), json: given.has('json') };
}

const SEE_HELP = 'See synth --help.';

const quoted = (text: string): string => JSON.stringify(text);

function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

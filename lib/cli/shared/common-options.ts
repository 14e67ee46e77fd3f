/**
 * Options that more than one command has.
 *
 * @module
 */
import type { FlagOption, Options, Positional, ValueOption } from './option';

/** For every command that runs the stack file. */
export const app = {
  kind: 'value',
  short: 'a',
  placeholder: 'PATH',
  help: 'the stack file, or a folder that has one (default: the working directory)',
} as const satisfies ValueOption;

/** For every command that runs the stack file, too. */
export const instance = {
  kind: 'value',
  placeholder: 'NAME',
  help: 'a copy of the development stacks, with a project and ports of its own',
} as const satisfies ValueOption;

/** For every command that pipelines run. */
export const annotations = {
  kind: 'flag',
  help: 'print annotations of GitHub, too (default: in GitHub Actions)',
} as const satisfies FlagOption;

/** For every command that takes names of stacks. A name that no stack can have was meant for something else. */
export const STACKS: Positional = {
  placeholder: 'STACK',
  most: Number.POSITIVE_INFINITY,
  refuse: (argument) => {
    if (/\.ya?ml$/.test(argument)) return `To import a Compose file, write synth import ${argument}.`;
    if (/[/\\]|^\.|\.[cm]?[jt]s$/.test(argument)) return `To name the stack file, write --app ${argument}.`;
    return undefined;
  },
};

/** For every command that writes. */
export const out = <const Rest extends Omit<ValueOption, 'kind' | 'short'>>(rest: Rest) =>
  ({ kind: 'value', short: 'o', ...rest }) as const;

/** For every command. @param help what the document of `--json` holds */
export const common = (help: string) =>
  ({
    quiet: { kind: 'flag', short: 'q', help: 'print errors and warnings only' },
    json: { kind: 'flag', help },
  }) as const satisfies Options;

/** For every command, too: these are answered before a command is loaded. */
export const ANSWERED = {
  help: { kind: 'flag', short: 'h', help: 'print this' },
  version: { kind: 'flag', short: 'v', help: 'print the version' },
} as const satisfies Options;

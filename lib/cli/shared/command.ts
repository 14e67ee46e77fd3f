/**
 * The form of a command. Parser, help, the document of `--json` for a wrong command line and the build read nothing else.
 *
 * @module
 */
import { ANSWERED, common } from './common-options';
import type { CommonGiven, Given, Options, Positional } from './option';

interface Description {
  /** Name of the command and of its folder; a command line omits `synth`. */
  readonly name: string;
  /** Ends the sentence "With `NAME`, …" in the help of `synth`; without a full stop. */
  readonly summary: string;
  /** First paragraph of its own help, in lines of at most 100 characters. */
  readonly description: string;
  /** @default none */
  readonly positional?: Positional;
  readonly json: {
    /** Text for `--help`. */
    readonly help: string;
    /** The document when nothing was done, without its diagnostics. */
    readonly empty: Readonly<Record<string, unknown>>;
  };
  /** Meanings of exit statuses. @default for 2: the command line is wrong, which it means for all commands */
  readonly exitStatus: Readonly<Record<0 | 1, string>> & { readonly 2?: string };
  /** Whether `run.ts` becomes `dist/NAME.js`, so that other commands do not load it. */
  readonly ownBundle: boolean;
}

/** Does what a command line asks for. @returns the exit status */
type Run<G> = (given: G, cwd: string) => number | Promise<number>;

export interface Definition<O extends Options> extends Description {
  /** Its own options; `shared/common-options.ts` adds the common ones. */
  readonly options: O;
  /** Loads `run.ts`, which nothing else may load. */
  readonly load: () => Run<Given<O>>;
}

/** A command, whatever its options. */
export interface Command extends Description {
  /** Its own options and the common ones. */
  readonly options: Options;
  /** The parser gives what the options declare. */
  readonly load: () => Run<AnyGiven>;
}

/** The values of a command line for some command. */
export type AnyGiven = CommonGiven & Readonly<Record<string, unknown>>;

/** Makes a command for the table in `commands/index.ts`. */
export function command<const O extends Options>(definition: Definition<O>): Command {
  return {
    ...definition,
    options: { ...definition.options, ...common(definition.json.help) },
    // `parse` makes the values of `Given<O>` from these very options
    load: definition.load as Command['load'],
  };
}

/** How a person calls it: `synth`, `synth import`. */
export function callOf({ name }: Pick<Command, 'name'>): string {
  return name === 'synth' ? 'synth' : `synth ${name}`;
}

/** All options of a command line, in the order of the help. */
export function optionsOf({ options }: Command): Options {
  return { ...options, ...ANSWERED };
}

/**
 * The kinds of options that a command can have, and the type of what a command line gives for them.
 *
 * @module
 */

interface Base {
  /** One letter. */
  readonly short?: string;
  /** Text for `--help`; its further lines are indented like the first. */
  readonly help: string;
}

/** Given or not. */
export interface FlagOption extends Base {
  readonly kind: 'flag';
}

interface WithValue extends Base {
  /** The value's name in `--help` and messages: `FILE`. */
  readonly placeholder: string;
}

/** Takes one value, and is given at most once. */
export interface ValueOption extends WithValue {
  readonly kind: 'value';
  /** The value when the option is not given. */
  readonly default?: string;
}

/** Takes a value each time it is given. */
export interface ListOption extends WithValue {
  readonly kind: 'list';
  /** Reads all values. @default they stay texts */
  readonly read?: (values: readonly string[]) => readonly unknown[] | UsageFault;
}

/** Another way to write a positional argument; both keep the order of the command line. */
export interface PositionalOption extends WithValue {
  readonly kind: 'positional';
}

export type Option = FlagOption | ValueOption | ListOption | PositionalOption;

/** Positional arguments. */
export interface Positional {
  /** Its name in `--help` and messages: `FILE`. */
  readonly placeholder: string;
  /** How many a command line may have. */
  readonly most: number;
  /** The remedy for an argument that cannot be one. @default any text can be one */
  readonly refuse?: (argument: string) => string | undefined;
}

/** Options by their long names, without the dashes. */
export type Options = Readonly<Record<string, Option>>;

/** Why a command line is wrong, and what to write instead. */
export interface UsageFault {
  readonly message: string;
  readonly remedy: string;
}

/** The values of every command line. */
export interface CommonGiven {
  readonly positionals: readonly string[];
  readonly quiet: boolean;
  readonly json: boolean;
}

/** The values of a command line for one command's options. */
export type Given<O extends Options> = CommonGiven & {
  readonly [Name in keyof O as O[Name] extends PositionalOption ? never : Name]: ValueOf<O[Name]>;
};

type ValueOf<O extends Option> = O extends FlagOption
  ? boolean
  : O extends { readonly read: (values: readonly string[]) => infer Read }
    ? Exclude<Read, UsageFault>
    : O extends ListOption
      ? readonly string[]
      : O extends { readonly default: string }
        ? string
        : string | undefined;

/**
 * A value that only the deploying host knows: an object, never a string with a marker inside.
 *
 * @example
 * ```ts
 * const tag = Variable.required('TAG', 'the image tag to deploy');
 * const image = text`ghcr.io/acme/web:${tag}`;
 * ```
 *
 * @module
 */
import { tooDeep } from '../../yaml';
import { notAText, variableBeforeBrace, variableInString, variableName, variableOperand } from '../errors';
import { ComposeError } from '../finding';
import { openReference, printParts } from './interpolation';
import { DEEPEST_OPERAND, isName, normalParts, type Operator, type Reference, type TextPart } from './reference';

export type { Operator, Reference, TextPart } from './reference';

/** Marks texts across copies of this package; its value is the list of {@link TextPart}s. */
export const TEXT = Symbol.for('compose-constructs.compose.text');

/** A string in a Compose file: literal, a variable of the deploying host, or both joined with {@link text}. */
export type ComposeText = string | Variable | Template;

/** The condition for having a value. */
export interface VariableOptions {
  /** Whether a variable that is set to nothing counts as set, as without the `:` in `${NAME:-…}`. @default false */
  readonly emptyCounts?: boolean;
}

/** A text that only the deploying host completes: the base of {@link Variable} and {@link Template}. */
export abstract class Deferred {
  /** Tells it from other objects where two copies of this package have types of their own. No object has it at run time. */
  declare readonly '~text': true;
  /** Its literals and references, under a symbol that all copies of this package share. @internal */
  abstract readonly [TEXT]: readonly TextPart[];

  /**
   * A variable has no value until deployment, so it refuses to become a string here.
   *
   * @throws ComposeError `variable-in-string`, always
   */
  toString(): string {
    throw new ComposeError(variableInString());
  }
}

/**
 * An environment variable that Compose reads on the deploying host (from its shell or from `.env`).
 *
 * Defaults, messages and replacements are texts of one line, which may hold variables themselves. Before Compose 5.1
 * they are read even where they are not needed: a required variable in a default must be set. [compose-go
 * 2.10.1](https://github.com/compose-spec/compose-go/releases/tag/v2.10.1) changed that.
 *
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 * @example
 * ```ts
 * const image = text`ghcr.io/acme/web:${Variable.required('TAG', 'the image tag to deploy')}`;
 * ```
 */
export class Variable extends Deferred {
  /** @internal */
  readonly [TEXT]: readonly [Reference];

  private constructor(reference: Reference) {
    super();
    this[TEXT] = [Object.freeze(reference)];
    Object.freeze(this[TEXT]);
    Object.freeze(this);
  }

  /**
   * The value, or nothing, and a warning, while the variable is unset: `${TAG}`.
   *
   * @param options.braces whether it is written with braces, which makes no difference to Compose @default true
   * @throws ComposeError `variable-name`
   * @example
   * ```ts
   * Variable.of('TAG');
   * ```
   */
  static of(name: string, options: { readonly braces?: boolean } = {}): Variable {
    return Variable.make(name, '', '', options?.braces ?? true);
  }

  /**
   * Compose refuses to run while the variable is unset or empty: `${TAG:?message}`.
   *
   * @param message what to tell the person who deploys @default Compose's own sentence, which names the variable
   * @param options.emptyCounts whether an empty variable will do: `${TAG?message}` @default false
   * @throws ComposeError `variable-name`, `variable-operand`
   * @example
   * ```ts
   * Variable.required('TAG', 'the image tag to deploy');
   * ```
   */
  static required(name: string, message: ComposeText = '', options: VariableOptions = {}): Variable {
    return Variable.make(name, options?.emptyCounts ? '?' : ':?', message);
  }

  /**
   * The value, or `fallback` while the variable is unset or empty: `${TAG:-fallback}`.
   *
   * @param options.emptyCounts whether an empty variable stays empty: `${TAG-fallback}` @default false
   * @throws ComposeError `variable-name`; `variable-operand` for a fallback with a line break or unpaired braces, which
   * Compose cannot escape
   * @example
   * ```ts
   * Variable.withDefault('TAG', 'latest');
   * Variable.withDefault('TAG', text`v${Variable.required('VERSION')}`);
   * ```
   */
  static withDefault(name: string, fallback: ComposeText, options: VariableOptions = {}): Variable {
    return Variable.make(name, options?.emptyCounts ? '-' : ':-', fallback);
  }

  /**
   * The value, or nothing, and no warning, while the variable is unset: `${TAG-}`.
   *
   * @throws ComposeError `variable-name`
   * @example
   * ```ts
   * Variable.optional('HTTP_PROXY');
   * ```
   */
  static optional(name: string): Variable {
    return Variable.make(name, '-', '');
  }

  /**
   * `replacement` instead of the value, and nothing while the variable is unset or empty: `${DEBUG:+replacement}`.
   *
   * @param options.emptyCounts whether the replacement takes the place of an empty value, too: `${DEBUG+replacement}`
   * @default false
   * @throws ComposeError `variable-name`, `variable-operand`
   * @example
   * ```ts
   * text`serve${Variable.ifSet('DEBUG', ' --verbose')}`;
   * ```
   */
  static ifSet(name: string, replacement: ComposeText, options: VariableOptions = {}): Variable {
    return Variable.make(name, options?.emptyCounts ? '+' : ':+', replacement);
  }

  /** @internal The value of a reference that is known to be sound. */
  static from(reference: Reference): Variable {
    return new Variable(reference);
  }

  private static make(name: string, operator: Operator, operand: ComposeText, braced = true): Variable {
    if (!isName(name)) throw new ComposeError(variableName(name));
    if (!isText(operand)) throw new ComposeError(notAText(`The variable ${name}`, operand));
    const reference = { name, operator, operand: normalParts(partsOf(operand)), braced };
    if (depthOf(reference) > DEEPEST_OPERAND) throw new ComposeError(tooDeep([], DEEPEST_OPERAND));
    if (reference.operand.some(isUnsayable) || printParts([reference]) === undefined)
      throw new ComposeError(variableOperand(name, printParts(reference.operand) ?? ''));
    return new Variable(reference);
  }

  /** The variable's name on the deploying host. */
  get variable(): string {
    return this[TEXT][0].name;
  }
}

/** Literals and variables in a row; made by {@link text}. */
export class Template extends Deferred {
  /** @internal */
  readonly [TEXT]: readonly TextPart[];

  /** @internal Use {@link text}. */
  constructor(parts: readonly TextPart[]) {
    super();
    this[TEXT] = Object.freeze([...parts]);
    Object.freeze(this);
  }
}

/**
 * Joins literals and variables. Literals stay literal: a `$` in them arrives in the container as that `$`.
 *
 * @throws ComposeError `variable-before-brace` (a variable whose default has a `{` without its `}` cannot stand before a
 * `}` on one line)
 * @example
 * ```ts
 * text`ghcr.io/acme/web:${Variable.required('TAG')}`;
 * ```
 */
export function text(literals: TemplateStringsArray, ...values: readonly (ComposeText | number)[]): ComposeText {
  const parts: TextPart[] = [];
  literals.forEach((literal, index) => {
    parts.push(literal);
    if (index >= values.length) return;
    // a program without types can pass anything: it becomes what it does in any template
    const value: unknown = values[index];
    parts.push(...(isText(value) ? partsOf(value) : [inTemplate(value)]));
  });
  return textOf(parts);
}

/** The text that a value becomes in a template. Nobody means a function's, and a map without a prototype has none. */
function inTemplate(value: unknown): string {
  try {
    if (typeof value !== 'function' && typeof value !== 'symbol') return String(value);
  } catch {
    // told below
  }
  throw new ComposeError(notAText('text`…`', value));
}

/**
 * The text that consists of these parts: a string if all are literals.
 *
 * @throws ComposeError `variable-before-brace`, as {@link text}
 */
export function textOf(parts: readonly TextPart[]): ComposeText {
  const normal = normalParts(parts);
  if (printParts(normal) === undefined) throw new ComposeError(variableBeforeBrace(openReference(normal)?.name ?? ''));
  return soundText(normal);
}

/** The text that consists of these parts, which are in normal form and known to be sound. */
export function soundText(parts: readonly TextPart[]): ComposeText {
  const [first = ''] = parts;
  if (parts.length > 1) return new Template(parts);
  return typeof first === 'string' ? first : Variable.from(first);
}

/** Whether a value is a {@link Variable} or a {@link Template}, of this copy of the package or another. */
export function isDeferred(value: unknown): value is Variable | Template {
  return typeof value === 'object' && value !== null && TEXT in value;
}

/** Whether a value is a text: a string, or one with variables. */
export function isText(value: unknown): value is ComposeText {
  return typeof value === 'string' || isDeferred(value);
}

/** The literals and references that a text consists of. */
export function partsOf(value: ComposeText): readonly TextPart[] {
  return typeof value === 'string' ? [value] : value[TEXT];
}

/** The literals in a text, including its variables' operands. */
export function literalsOf(value: ComposeText): readonly string[] {
  return partsOf(value).flatMap(function literals(part): readonly string[] {
    return typeof part === 'string' ? [part] : part.operand.flatMap(literals);
  });
}

/** Whether Compose stops reading an operand there, or no file can hold it. */
function isUnsayable(part: TextPart): boolean {
  return typeof part === 'string' && /[\n\0]|\p{Cs}/u.test(part);
}

function depthOf({ operator, operand }: Reference): number {
  const depths = operand.map((part) => (typeof part === 'string' ? 0 : depthOf(part)));
  return operator === '' ? 0 : 1 + Math.max(0, ...depths);
}

/**
 * What only the deploying host knows, as a value and never as a string with a marker inside.
 *
 * @example
 * ```ts
 * const tag = Variable.required('TAG', 'the image tag to deploy');
 * const image = text`ghcr.io/acme/web:${tag}`;
 * ```
 *
 * @module
 */
import { variableInString, variableName, variableOperand } from '../errors';
import { ComposeError } from '../finding';
import { escapeOperand, NAME, type Reference } from './interpolation';

/** Marks texts across copies of this package; its value is the list of {@link TextPart}s. */
export const TEXT = Symbol.for('compose-constructs.compose.text');

/** A literal, or a reference to a variable of the deploying host. */
export type TextPart = string | Reference;

/** A string in a Compose file: literal, a variable of the deploying host, or both joined with {@link text}. */
export type Text = string | Variable | Template;

abstract class Deferred {
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
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export class Variable extends Deferred {
  readonly [TEXT]: readonly [Reference];

  private constructor(reference: Reference) {
    super();
    this[TEXT] = [Object.freeze(reference)];
    Object.freeze(this[TEXT]);
    Object.freeze(this);
  }

  /**
   * Compose refuses to run while the variable is unset or empty: `${TAG:?message}`.
   *
   * @param message what to tell the person who deploys @default Compose's own sentence, which names the variable
   * @throws ComposeError `variable-name`, `variable-operand`
   * @example
   * ```ts
   * Variable.required('TAG', 'the image tag to deploy');
   * ```
   */
  static required(name: string, message = ''): Variable {
    return Variable.of(name, ':?', message);
  }

  /**
   * The value, or `fallback` while the variable is unset or empty: `${TAG:-fallback}`. The fallback is literal text.
   *
   * @throws ComposeError `variable-name`, `variable-operand` (a fallback with a line break, or with braces that do not
   * pair up: Compose has no escape for them)
   * @example
   * ```ts
   * Variable.withDefault('TAG', 'latest');
   * ```
   */
  static withDefault(name: string, fallback: string): Variable {
    return Variable.of(name, ':-', fallback);
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
    return Variable.of(name, '-', '');
  }

  private static of(name: string, operator: Reference['operator'], operand: string): Variable {
    if (!NAME.test(name)) throw new ComposeError(variableName(name));
    if (escapeOperand(name, operator, operand) === undefined) throw new ComposeError(variableOperand(name, operand));
    return new Variable({ name, operator, operand });
  }

  /** The variable's name on the deploying host. */
  get variable(): string {
    return this[TEXT][0].name;
  }
}

/** Literals and variables in a row; made by {@link text}. */
export class Template extends Deferred {
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
 * @example
 * ```ts
 * text`ghcr.io/acme/web:${Variable.required('TAG')}`;
 * ```
 */
export function text(literals: TemplateStringsArray, ...values: readonly (Text | number)[]): Template {
  const parts: TextPart[] = [];
  literals.forEach((literal, index) => {
    if (literal !== '') parts.push(literal);
    const value = values[index];
    if (value !== undefined) parts.push(...partsOf(typeof value === 'number' ? String(value) : value));
  });
  return new Template(parts);
}

/** Whether a value is a {@link Variable} or a {@link Template}, of this copy of the package or another. */
export function isDeferred(value: unknown): value is Variable | Template {
  return typeof value === 'object' && value !== null && TEXT in value;
}

/** The literals and references that a text consists of. */
export function partsOf(value: Text): readonly TextPart[] {
  return typeof value === 'string' ? [value] : value[TEXT];
}

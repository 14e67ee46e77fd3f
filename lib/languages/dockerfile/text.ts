/**
 * Text in a Dockerfile: plain data, text with variables, patterns; and how BuildKit's word lexer is made to read each.
 *
 * The lexer removes quotes and keeps everything in single quotes. In double quotes it reads variables and the escapes
 * `\"`, `\$` and `\\`. See https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 *
 * @module
 */
import { type Expression, partsOf, splice, type Variable } from '../expression';
import { dollarInTemplate, invalid, lineBreak, unprintableCharacter } from './errors';

export { type Expression, partsOf, type Variable } from '../expression';

/** A pattern where `*`, `?` and `[…]` match; everything else is data. */
export interface Glob {
  readonly kind: 'glob';
  readonly pattern: string;
}

/** A string is data: it arrives as exactly that string, dollar signs and quotes included. */
export type Text = string | Variable | Expression;

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * A build argument or environment variable, by its name without the dollar sign.
 *
 * @throws DockerfileError `invalid-variable-name`.
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function variable(name: string): Variable {
  if (!VARIABLE_NAME.test(name)) throw invalid('variable name', name, 'letters, digits and underscores');
  return Object.freeze({ kind: 'variable', name });
}

/**
 * Text with variables. Spliced strings and numbers are data: a dollar sign in them stays one.
 *
 * @throws DockerfileError `dollar-in-template` where the template's own text has something like `$PATH`.
 * @example
 * ```ts
 * env({ PATH: expression`/app/bin:${variable('PATH')}` });
 * // ENV PATH="/app/bin:${PATH}"
 * ```
 */
export function expression(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Variable | Expression)[]
): Expression {
  return splice(strings, values, dollarInTemplate);
}

/**
 * A pattern for the sources of a COPY or the words of a RUN. To match a `*` itself, use a plain string.
 *
 * @example
 * ```ts
 * copy([glob('package*.json')], './');
 * ```
 */
export function glob(pattern: string): Glob {
  return Object.freeze({ kind: 'glob', pattern });
}

/** The text if it has no variables. */
export function literalText(text: Text): string | undefined {
  const parts = partsOf(text);
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

/** `${NAME}`; the name is checked again, since a variable can also be made by hand. */
export function printVariable({ name }: Variable): string {
  return `\${${variable(name).name}}`;
}

const NUL_OR_LONE_SURROGATE = /\0|\p{Surrogate}/u;

/** The value itself. @throws DockerfileError `unprintable-character`. */
export function printable(value: string): string {
  if (NUL_OR_LONE_SURROGATE.test(value)) throw unprintableCharacter(value);
  return value;
}

/** The value itself. @throws DockerfileError `line-break`, `unprintable-character`. */
export function oneLine(what: string, value: string): string {
  if (value.includes('\n')) throw lineBreak(what, value);
  return printable(value);
}

/** The word that the lexer reads back as the text, line breaks included. */
export function printWord(text: Text): string {
  const value = literalText(text);
  if (value === undefined) {
    const parts = partsOf(text).map((part) =>
      typeof part === 'string' ? escapeQuoted(printable(part)) : printVariable(part),
    );
    return parts.every((part, index) => isBare(part) || typeof partsOf(text)[index] !== 'string')
      ? parts.join('')
      : `"${parts.join('')}"`;
  }
  if (isBare(printable(value))) return value;
  return /["$\\]/.test(value) && !value.includes("'") ? `'${value}'` : `"${escapeQuoted(value)}"`;
}

/** The word that the lexer reads back as the text, on one line. @throws DockerfileError `line-break`. */
export function printLineWord(what: string, text: Text): string {
  for (const part of partsOf(text)) if (typeof part === 'string') oneLine(what, part);
  return printWord(text);
}

function isBare(value: string): boolean {
  return /^[\w./:@%+,=-]+$/.test(value);
}

function escapeQuoted(value: string): string {
  return value.replace(/["$\\]/g, '\\$&');
}

import { splice } from '../expression';
import { dollarInTemplate, invalidCapture, invalidVariableName } from './errors';
import type { Expression, Regex, Variable, Verbatim } from './model';

const VARIABLE_NAME = /^[a-z_][a-z0-9_]*$/;

/**
 * A variable, by its name without the dollar sign.
 *
 * @throws NginxError `invalid-variable-name`.
 * @see https://nginx.org/en/docs/varindex.html
 * @example
 * ```ts
 * directive('proxy_set_header', 'Host', variable('host'));
 * ```
 */
export function variable(name: string): Variable {
  if (!VARIABLE_NAME.test(name)) throw invalidVariableName(name);
  return Object.freeze({ kind: 'variable', name });
}

/**
 * The match of the group with this number in the last regular expression: `$1` to `$9`.
 *
 * @throws NginxError `invalid-capture`.
 */
export function capture(number: number): Variable {
  if (!Number.isInteger(number) || number < 1 || number > 9) throw invalidCapture(number);
  return Object.freeze({ kind: 'variable', name: String(number) });
}

/**
 * Text with variables. Spliced strings and numbers are data: a dollar sign in them stays a dollar sign.
 *
 * @throws NginxError `dollar-in-template` where the template's own text has something like `$host`.
 * @example
 * ```ts
 * directive('proxy_pass', expression`http://${variable('upstream')}:${4000}`);
 * ```
 */
export function expression(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Variable | Expression)[]
): Expression {
  return splice(strings, values, dollarInTemplate);
}

/**
 * A regular expression in PCRE's notation. It is not checked here: PCRE and JavaScript differ.
 *
 * @param options `ignoreCase` @default false
 * @example
 * ```ts
 * location(regex('\\.(?:js|css)$', { ignoreCase: true }), []);
 * ```
 */
export function regex(source: string, options: { readonly ignoreCase?: boolean } = {}): Regex {
  return Object.freeze({ kind: 'regex', source, ignoreCase: options.ignoreCase ?? false });
}

/** The regular expression that matches exactly this text at this place: every special character is escaped. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * One argument whose dollar signs, tildes and the like keep the meaning that the directive gives them.
 * It still cannot end the directive: quoting is the printer's.
 */
export function verbatim(text: string): Verbatim {
  return Object.freeze({ kind: 'verbatim', text });
}

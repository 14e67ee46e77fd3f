/**
 * The value of a text on a host, and the variables that it reads.
 *
 * @module
 */
import { noValue, type TextProblem } from './errors';
import type { Reference, TextPart } from './reference';
import { type ComposeText, partsOf } from './variable';

/** The value of a variable of the deploying host; undefined if it is not set. */
export type Lookup = (name: string) => string | undefined;

/** A value, or why Compose stops. */
export type Evaluated = { readonly value: string } | TextProblem;

/**
 * The value that Compose gives a text on a host with these variables.
 *
 * Follows Compose before version 5.1, which evaluates operands even where they are not needed. So a required variable
 * in another's default must be set. Compose 5.1 evaluates what it needs.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/template/template.go
 * @example
 * ```ts
 * evaluate(text`web:${Variable.withDefault('TAG', '1')}`, (name) => process.env[name]); // { value: 'web:1' }
 * ```
 */
export function evaluate(text: ComposeText, environment: Lookup): Evaluated {
  return typeof text === 'string' ? { value: text } : evaluateParts(partsOf(text), environment);
}

/** The names of the variables that a text asks for, those in defaults and messages too, each once. */
export function referencesIn(text: ComposeText): readonly string[] {
  const names = new Set<string>();
  collect(partsOf(text), names);
  return [...names];
}

function evaluateParts(parts: readonly TextPart[], environment: Lookup): Evaluated {
  let value = '';
  for (const part of parts) {
    const evaluated = typeof part === 'string' ? { value: part } : evaluateReference(part, environment);
    if ('problem' in evaluated) return evaluated;
    value += evaluated.value;
  }
  return { value };
}

function evaluateReference(reference: Reference, environment: Lookup): Evaluated {
  const operand = evaluateParts(reference.operand, environment);
  if ('problem' in operand) return operand;
  const { name, operator } = reference;
  const value = environment(name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('+')) return isSet ? operand : { value: '' };
  if (isSet) return { value };
  if (operator.endsWith('?')) return noValue(name, operand.value);
  return operand;
}

function collect(parts: readonly TextPart[], names: Set<string>): void {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    names.add(part.name);
    collect(part.operand, names);
  }
}

/**
 * Included files may have env files of their own, whose variables only they see. In one file for all, a reference to
 * such a variable gets its value as default. So the surroundings still win, as in Compose.
 *
 * @see https://docs.docker.com/compose/how-tos/multiple-compose-files/include/
 * @module
 */
import {
  type ComposeText,
  isDeferred,
  isOverride,
  partsOf,
  type Reference,
  Replace,
  type TextPart,
  textOf,
} from '../../languages/compose';
import { isPlainMap } from '../../languages/yaml';
import { type VariableValues, withDefaults } from './env';

/** The surroundings of a file. */
export interface Scope {
  /** The base of its relative paths; absolute. */
  readonly directory: string;
  /** All variables that it sees. */
  readonly variables: VariableValues;
  /** The variables of the whole project's env files, the same for every file. */
  readonly shared: VariableValues;
  /** The further variables of includes' env files. */
  readonly own: VariableValues;
}

/** The variables of an include's env files, and the part that may enter the project. */
export interface IncludedValues {
  readonly all: VariableValues;
  readonly carried: VariableValues;
}

/** The scope of what a file of `outer` includes. */
export function innerScope(outer: Scope, directory: string, { all, carried }: IncludedValues): Scope {
  const own = new Map([...carried].filter(([name]) => !outer.shared.has(name)));
  return {
    directory,
    variables: withDefaults(outer.variables, all),
    shared: outer.shared,
    own: withDefaults(outer.own, own),
  };
}

/**
 * The data, independent of variables that only `scope` has.
 *
 * @param used called for each of them that occurs, with its place
 */
export function outOfScope<T>(data: T, scope: Scope, used: (name: string, pointer: readonly string[]) => void): T {
  if (scope.own.size === 0) return data;
  const pointer: string[] = [];
  // The same data, with texts in place of texts.
  return visit(data) as T;

  function visit(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (isDeferred(value)) return visitText(value);
    if (isOverride(value)) return new Replace(visit(value.value));
    if (Array.isArray(value)) return value.map((item, index) => within(String(index), item));
    if (!isPlainMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, within(key, item)]));
  }

  function within(key: string, value: unknown): unknown {
    pointer.push(key);
    const visited = visit(value);
    pointer.pop();
    return visited;
  }

  function visitText(value: ComposeText): ComposeText {
    const parts = partsOf(value);
    const carried = carry(parts, scope.own, (name) => used(name, [...pointer]));
    return carried === parts ? value : textOf(carried);
  }
}

function carry(parts: readonly TextPart[], own: VariableValues, used: (name: string) => void): readonly TextPart[] {
  const carried = parts.flatMap((part) => (typeof part === 'string' ? [part] : carryReference(part, own, used)));
  return carried.length === parts.length && carried.every((part, index) => part === parts[index]) ? parts : carried;
}

function carryReference(reference: Reference, own: VariableValues, used: (name: string) => void): readonly TextPart[] {
  const operand = carry(reference.operand, own, used);
  const rest = operand === reference.operand ? reference : { ...reference, operand };
  const value = own.get(reference.name);
  if (value === undefined) return [rest];
  const { operator } = reference;
  const ofEmpty = operator === ':-' || operator === ':?' || operator === ':+';
  // An empty value counts as none for these, just as no value does.
  if (ofEmpty && value === '') return [rest];
  if (operator === '+' || operator === ':+') return operand;
  if (!isSayable(value)) {
    used(reference.name);
    return [value];
  }
  return [{ name: reference.name, operator: ofEmpty ? ':-' : '-', operand: value === '' ? [] : [value], braced: true }];
}

/** Whether the grammar has a way to say the value as a default: https://docs.docker.com/reference/compose-file/interpolation/ */
function isSayable(value: string): boolean {
  return !/[{}\r\n\0]|\p{Cs}/u.test(value);
}

/**
 * Environment entries without a value (`- NAME`, `NAME:`) get the value of the included files' env files.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#environment
 */
export function environmentOutOfScope(environment: unknown, scope: Scope): unknown {
  const { own } = scope;
  const carried = (name: string): ComposeText | undefined => {
    const value = own.get(name);
    if (value === undefined) return undefined;
    const reference = { name, operator: '' as const, operand: [], braced: true };
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? textOf(carryReference(reference, own, () => {})) : value;
  };
  if (Array.isArray(environment)) {
    return environment.map((item: unknown) => {
      const value = typeof item === 'string' && !item.includes('=') ? carried(item) : undefined;
      return value === undefined ? item : textOf([`${String(item)}=`, ...partsOf(value)]);
    });
  }
  if (!isPlainMap(environment)) return environment;
  const entry = ([name, value]: [string, unknown]) => [name, value === null ? (carried(name) ?? null) : value];
  return Object.fromEntries(Object.entries(environment).map(entry));
}

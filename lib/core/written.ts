/**
 * Merges the additions of verbs into the author's value. It keeps the form: many properties are a list or a map. Any
 * other value stays as it is; the schema rejects it.
 *
 * @module
 */
import { type ComposeText, isDeferred, partsOf, text } from '../languages/compose';
import { isPlainMap } from '../languages/yaml';
import { listWithVariable } from './errors';

type Entries = ReadonlyMap<string, unknown>;

/** `KEY=value` items, or a map. */
export function withVariables(written: unknown, added: ReadonlyMap<string, ComposeText>): unknown {
  if (added.size === 0) return written;
  if (Array.isArray(written)) return [...written, ...[...added].map(([name, value]) => assignment(name, value))];
  return isMap(written) ? { ...written, ...Object.fromEntries(added) } : written;
}

/**
 * Names, or a map of names; what is added of a name that is there already takes its place.
 *
 * @throws Error if a name is a variable: the list becomes a map, and no key can be a variable
 */
export function withNamed(written: unknown, added: Entries, plain: (name: string) => unknown): unknown {
  if (added.size === 0) return written;
  if (!Array.isArray(written)) return isMap(written) ? { ...written, ...Object.fromEntries(added) } : written;
  if (written.some(isDeferred)) throw listWithVariable([...added.keys()]);
  const named = written.filter((name): name is string => typeof name === 'string');
  if (named.length < written.length) return written;
  return { ...Object.fromEntries(named.map((name) => [name, plain(name)])), ...Object.fromEntries(added) };
}

/** A list that grows. */
export function withItems(written: unknown, added: readonly unknown[]): unknown {
  if (added.length === 0) return written;
  if (written === undefined || written === null) return added;
  return Array.isArray(written) ? [...written, ...added] : written;
}

/** The names that are set, of `KEY=value` items or a map. */
export function namesIn(written: unknown): readonly string[] {
  if (!Array.isArray(written)) return isPlainMap(written) ? Object.keys(written) : [];
  return written.flatMap((item) => {
    if (typeof item === 'string') return [item.replace(/=.*/s, '')];
    const [first] = isDeferred(item) ? partsOf(item) : [];
    return typeof first === 'string' && first.includes('=') ? [first.replace(/=.*/s, '')] : [];
  });
}

function assignment(name: string, value: ComposeText): ComposeText {
  return typeof value === 'string' ? `${name}=${value}` : text`${name}=${value}`;
}

/** A map, or nothing yet. */
function isMap(value: unknown): value is Readonly<Record<string, unknown>> | null | undefined {
  return value === undefined || value === null || isPlainMap(value);
}

/**
 * Where else a password stands that has gone into a file.
 *
 * @module
 */
import type { Remark } from './model';
import { textsIn } from './texts';

const SECRET = /pass|pwd|secret|token|auth/i;

/** What is left of a password in a project: variables of clients, for which there is nothing that reads files. */
export function holdersOf(id: string, password: string, layers: readonly unknown[]): readonly Remark[] {
  const places = new Map<string, Set<string>>();
  const encoded = encodeURIComponent(password);
  for (const layer of layers) {
    for (const [path, text] of textsIn(layer)) {
      const [name = '', value] = assignment(path, text);
      const isInUrl = [password, encoded].some((secret) => value.includes(`:${secret}@`));
      if (!isInUrl && !(value === password && SECRET.test(name))) continue;
      const owner = path[0] === 'services' ? (path[1] ?? '') : (path[0] ?? '');
      const names = places.get(owner) ?? new Set();
      places.set(owner, names.add(name));
    }
  }
  return [...places].map(([service, names]) => ({
    service,
    what: `Still holds the password of ${id}, in ${[...names].join(', ')}.`,
  }));
}

/** The name and the value of a variable, in a list or in a map. */
function assignment(path: readonly string[], text: string): readonly [string, string] {
  const last = path.at(-1) ?? '';
  const [, name, value] = /^\d+$/.test(last) ? (/^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? []) : [];
  return name === undefined || value === undefined ? [last, text] : [name, value];
}

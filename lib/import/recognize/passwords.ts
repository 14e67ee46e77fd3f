/**
 * Where else a password stands that has gone into a file.
 *
 * @module
 */
import type { Remark } from './model';
import { textsIn } from './texts';

/** Words in the names of passwords. */
const SECRET = 'pass|pwd|secret|token|auth';

const NAMES_SECRET = new RegExp(SECRET, 'i');

/** The remaining copies of a password in a project: variables of clients that read no files. */
export function holdersOf(id: string, password: string, layers: readonly unknown[]): readonly Remark[] {
  const places = new Map<string, { readonly names: Set<string>; readonly pointers: (readonly string[])[] }>();
  const isHeld = heldIn(password);
  for (const layer of layers) {
    let before = '';
    for (const [path, text] of textsIn(layer)) {
      const { name, value } = assignment(path, text);
      // an option may have its value in the next word
      const isNamed = NAMES_SECRET.test(name) || (isItem(path) && before.startsWith('-') && NAMES_SECRET.test(before));
      before = text;
      if (!(isNamed && value === password) && !isHeld(value)) continue;
      const owner = path[0] === 'services' ? (path[1] ?? '') : (path[0] ?? '');
      const place = places.get(owner) ?? { names: new Set(), pointers: [] };
      place.names.add(name);
      place.pointers.push(path);
      places.set(owner, place);
    }
  }
  return [...places].map(([service, { names, pointers }]) => ({
    service,
    what: `Still holds the password of ${id}, in ${[...names].join(', ')}.`,
    pointers,
  }));
}

/**
 * Whether a text has the password in a place for one: `scheme://user:…@`, `Password=…;`, `password=…`, `"password": "…"`,
 * `--password …`, `-p…`, `-u user:…`.
 */
function heldIn(password: string): (text: string) => boolean {
  const any = [...new Set([password, encodeURIComponent(password)])].map(escaped).join('|');
  const end = `(?=$|[\\s;&,"'\`)}\\]|])`;
  const patterns = [
    `:(?:${any})@`,
    `[\\w.-]*(?:${SECRET})[\\w.-]*["']?\\s*(?:=|:|=>|\\s)\\s*["']?(?:${any})${end}`,
    `(?:^|\\s)-[pP]\\s*["']?(?:${any})${end}`,
    `(?:^|\\s)(?:-u|--user)[ =]?["']?[^\\s:]+:(?:${any})${end}`,
  ];
  const holds = new RegExp(patterns.join('|'), 'i');
  return (text) =>
    text.toLowerCase().includes(password.toLowerCase()) || text.includes('%') ? holds.test(text) : false;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Properties whose entries have names of their own. */
const NAMED: ReadonlySet<string> = new Set(['environment', 'labels', 'annotations', 'args']);

/** Properties whose items are words of a command. */
const WORDS: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/** The name and value of a variable, in a list or a map. For anything else, the name of the property. */
function assignment(path: readonly string[], text: string): { readonly name: string; readonly value: string } {
  const keys = path.slice(path[0] === 'services' ? 2 : 1).filter((key) => !/^\d+$/.test(key));
  const last = keys.at(-1) ?? '';
  const isPair = isItem(path) && !WORDS.has(last);
  const [, name, value] = (isPair && /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(text)) || [];
  if (name !== undefined && value !== undefined) return { name, value };
  return { name: NAMED.has(keys.at(-2) ?? '') ? last : keys.join('.') || (path[0] ?? ''), value: text };
}

function isItem(path: readonly string[]): boolean {
  return /^\d+$/.test(path.at(-1) ?? '');
}

/**
 * Properties that an older Docker Compose would reject.
 *
 * @module
 */
import { excerpt } from '../../../words';
import { DEEPEST, isPlainMap, kindOf, type PlainMap } from '../data';
import type { Finding } from '../finding';
import { isOverride, isReset } from '../overlay';
import * as errors from './errors';
import { type News, NOTHING, newsOf } from './news';
import { SINCE } from './since';
import { isOlder, parseVersion } from './version';

/** https://docs.docker.com/reference/compose-file/merge/ and the loaders of the releases. */
const RESET = '2.18';
const OVERRIDE = '2.24.4';

/**
 * Properties that Docker Compose `oldest` does not know yet, at most one finding a place. Nothing below such a place is
 * looked at: with it goes all of it.
 *
 * `project` is `unknown` on purpose: a program may pass anything at run time. `checkCompose` reports a value that is
 * not a project.
 *
 * @param oldest the oldest release that has to read the project: `2.26` or `2.26.1`
 * @example
 * ```ts
 * checkAge({ services: { web: { image: 'nginx:1.27', gpus: 'all' } } }, '2.26');
 * // [{ id: 'needs-newer-compose', pointer: ['services', 'web', 'gpus'], message: …, remedy: … }]
 * ```
 */
export function checkAge(project: unknown, oldest: string): Finding[] {
  const version = parseVersion(oldest);
  if (version === undefined) return [errors.badComposeVersion(oldest)];
  const findings: Finding[] = [];
  const pointer: string[] = [];
  /** Seen where there are no news. An alias is the same object again, and many of them make a file exponentially large. */
  const plain = new WeakSet<object>();
  visit(project, news());
  return findings;

  function visit(value: unknown, place: News | undefined): void {
    if (isReset(value)) need('The tag !reset', RESET);
    else if (isOverride(value)) visitOverride(value.value, place);
    else if (place === undefined) visitPlain(value);
    else visitNews(value, place);
  }

  function visitOverride(value: unknown, place: News | undefined): void {
    // One in another has no end if its maker wants that; Compose has no such thing.
    if (isOlder(version, OVERRIDE) || isOverride(value)) need('The tag !override', OVERRIDE);
    else visit(value, place);
  }

  /** Where every release knows everything but the tags. */
  function visitPlain(value: unknown): void {
    if (typeof value !== 'object' || value === null || plain.has(value) || pointer.length > DEEPEST) return;
    plain.add(value);
    visitBelow(value, NOTHING);
  }

  function visitNews(value: unknown, place: News): void {
    const kind = kindOf(value);
    const kindSince = place.kinds.get(kind);
    if (isOlder(version, place.since)) need(excerpt(pointer[pointer.length - 1] ?? ''), place.since);
    else if (isOlder(version, kindSince)) need(errors.formOf(kind), kindSince);
    else if (typeof value === 'string') visitWord(value, place);
    else visitBelow(value, place);
  }

  function visitBelow(value: unknown, place: News): void {
    if (Array.isArray(value)) visitList(value, place);
    else if (isPlainMap(value)) visitMap(value, place);
  }

  function visitWord(word: string, place: News): void {
    const found = place.words.find(({ start, isWhole }) => (isWhole ? word === start : word.startsWith(start)));
    if (found !== undefined) need(excerpt(word), found.since);
  }

  function visitList(list: readonly unknown[], { items }: News): void {
    for (let index = 0; index < list.length; index++) visitAt(String(index), list[index], items);
  }

  function visitMap(map: PlainMap, { properties, others, extensions }: News): void {
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      if (key.startsWith('x-') && extensions !== undefined) visitAt(key, value, extensions);
      else visitAt(key, value, properties.get(key) ?? others);
    }
  }

  function visitAt(key: string, value: unknown, place: News | undefined): void {
    pointer.push(key);
    visit(value, place);
    pointer.pop();
  }

  function need(what: string, since: string | undefined): void {
    if (isOlder(version, since)) findings.push(errors.needsNewerCompose([...pointer], what, since ?? '', oldest));
  }
}

let table: News | undefined;

/** Made when first needed: a project need not be read by an old Compose. */
function news(): News {
  table ??= newsOf(SINCE);
  return table;
}

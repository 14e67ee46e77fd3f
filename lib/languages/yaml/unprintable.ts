/**
 * Finds what no YAML file can hold.
 *
 * @module
 */
import { DEEPEST, isPlainMap, type PlainMap } from './data';
import type { Dialect } from './dialect';
import * as errors from './errors';
import type { Finding } from './finding';

/** NUL, and halves of UTF-16 pairs, stray or not. */
const SUSPECT = /[\0\ud800-\udfff]/;

/** Every place in `value` that is not data a file of the language can hold, in order. */
export function findNotData(value: unknown, { reader, tagOf, texts }: Dialect): Finding[] {
  const findings: Finding[] = [];
  const pointer: string[] = [];
  /** The maps and lists around the current value; short, so that looking through it beats a set. */
  const around: object[] = [];
  /** Most keys occur many times. */
  const goodKeys = new Set<string>();
  visit(value);
  return findings;

  function visit(current: unknown): void {
    if (typeof current === 'string') visitString(current);
    else if (typeof current === 'object' && current !== null) visitObject(current);
    else if (!isScalar(current)) report(errors.notData(reader, [...pointer], describe(current)));
  }

  function visitObject(current: object): void {
    if (texts?.is(current)) {
      for (const literal of texts.literalsOf(current)) visitString(literal);
    } else if (around.includes(current)) {
      report(errors.cyclicData([...pointer]));
    } else if (around.length > DEEPEST) {
      report(errors.tooDeep([...pointer], DEEPEST));
    } else {
      around.push(current);
      visitInside(current);
      around.pop();
    }
  }

  function visitInside(current: object): void {
    if (Array.isArray(current)) visitList(current);
    else if (isPlainMap(current)) visitMap(current);
    else {
      const tagged = tagOf?.(current);
      if (tagged !== undefined) visit(tagged.value);
      else {
        const hasName = typeof nameOf(current) === 'string';
        report(errors.constructAsValue(reader, [...pointer], className(current), hasName));
      }
    }
  }

  function visitList(list: readonly unknown[]): void {
    for (let index = 0; index < list.length; index++) {
      pointer.push(String(index));
      visit(list[index]);
      pointer.pop();
    }
  }

  function visitMap(map: PlainMap): void {
    for (const key of Object.keys(map)) {
      const item = map[key];
      if (item === undefined) continue;
      pointer.push(key);
      if (!goodKeys.has(key)) visitKey(key);
      visit(item);
      pointer.pop();
    }
  }

  function visitKey(key: string): void {
    if (SUSPECT.test(key)) visitString(key);
    else goodKeys.add(key);
  }

  function visitString(string: string): void {
    if (!SUSPECT.test(string)) return;
    if (string.includes('\0')) report(errors.nulCharacter([...pointer]));
    if (/\p{Cs}/u.test(string)) report(errors.loneSurrogate([...pointer]));
  }

  function report(finding: Finding): void {
    findings.push(finding);
  }
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'number' ? `the number ${value}` : `a ${typeof value}`;
}

function className(value: object): string {
  const maker: unknown = value.constructor;
  return typeof maker === 'function' ? maker.name : '';
}

function nameOf(value: object): unknown {
  return 'name' in value ? value.name : undefined;
}

/** The first place that a YAML file cannot hold; a NUL it can. */
export function unprintable(value: unknown, dialect: Dialect): Finding | undefined {
  return findNotData(value, dialect).find(({ id }) => id !== 'nul-character');
}

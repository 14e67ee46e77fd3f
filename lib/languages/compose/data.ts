/**
 * Whether a value is plain data, and where it is not.
 *
 * Constructs refer to their parents and children, so nothing here looks inside an object of a class.
 *
 * @module
 */
import * as errors from './errors';
import type { Finding } from './finding';
import { isOverride, isReset } from './overlay';
import { isDeferred, partsOf, type TextPart } from './text/variable';

/** A map: an object literal, from any realm, or an object without a prototype. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** How deep data may be nested: far deeper than any project, and far from the end of the stack. */
export const DEEPEST = 500;

/** NUL, and halves of UTF-16 pairs, stray or not. */
const SUSPECT = /[\0\ud800-\udfff]/;

/** Whether a value is a map; objects of classes and lists are not. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm's Object.prototype is not ours, but it too is where the chain ends. A text is marked as one.
  const isLiteral = prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
  return isLiteral && !isDeferred(value);
}

/** Every place in `value` that is not data a Compose file can hold, in order. */
export function findNotData(value: unknown): Finding[] {
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
    else if (!isScalar(current)) report(errors.notData([...pointer], describe(current)));
  }

  function visitObject(current: object): void {
    if (isDeferred(current)) {
      visitText(partsOf(current));
    } else if (isReset(current)) {
      // There is nothing inside.
    } else if (around.includes(current)) {
      report(errors.cyclicData([...pointer]));
    } else if (around.length > DEEPEST) {
      report(errors.tooDeep([...pointer], DEEPEST));
    } else {
      around.push(current);
      if (Array.isArray(current)) visitList(current);
      else if (isPlainMap(current)) visitMap(current);
      else if (isOverride(current)) visit(current.value);
      else report(errors.constructAsValue([...pointer], className(current), typeof nameOf(current) === 'string'));
      around.pop();
    }
  }

  function visitText(parts: readonly TextPart[]): void {
    for (const part of parts) {
      if (typeof part === 'string') visitString(part);
      else visitText(part.operand);
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

/** A value in words, even one whose own `toString` does not work: what a program passes need not be what its types say. */
export function inWords(value: unknown): string {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? Object.prototype.toString.call(value) : String(value);
}

/**
 * Holds a value against the shapes of the Compose schema.
 *
 * @module
 */
import { nearest } from '../../../words';
import { isPlainMap, type PlainMap } from '../data';
import * as errors from '../errors';
import type { Finding } from '../finding';
import { isOverride, isReset } from '../overlay';
import { isDeferred } from '../text/variable';
import { castString } from './cast';
import type { ListRule, MapRule, NumberRule, RuleKind, Shape, ShapeTable, StringRule } from './shape';

/**
 * Every place where `value` differs from the first shape of `table`, at most one finding a place, in order.
 *
 * @param isOverlay whether the file is merged over another, so that `!reset` and `!override` mean something
 */
export function findMisshapen(value: unknown, table: ShapeTable, isOverlay = false): Finding[] {
  const findings: Finding[] = [];
  const pointer: string[] = [];
  visit(value, 0);
  return findings;

  function visit(current: unknown, index: number): void {
    const shape = table[index];
    if (shape === undefined || allowsAll(shape)) return;
    if (typeof current === 'string') {
      if (shape.string !== undefined) visitString(current, shape.string, index);
      else refuse(shape, 'string');
    } else if (isPlainMap(current)) {
      if (shape.map !== undefined) visitMap(current, shape.map);
      else refuse(shape, 'map');
    } else if (Array.isArray(current)) {
      if (shape.list !== undefined) visitList(current, shape.list);
      else refuse(shape, 'list');
    } else if (typeof current === 'bigint' || (typeof current === 'number' && Number.isFinite(current))) {
      if (shape.number !== undefined) visitNumber(current, shape.number);
      else refuse(shape, 'number');
    } else if (typeof current === 'boolean') {
      if (shape.boolean === undefined) refuse(shape, 'boolean');
    } else if (current === null) {
      if (shape.null === undefined) refuse(shape, 'null');
    } else if (isDeferred(current)) {
      // A string that is not known yet. Compose interpolates before it validates.
      if (shape.string === undefined) refuse(shape, 'string');
    } else if (isReset(current)) {
      if (!isOverlay) findings.push(errors.overlayTag([...pointer], '!reset'));
    } else if (isOverride(current)) {
      if (!isOverlay) findings.push(errors.overlayTag([...pointer], '!override'));
      visit(current.value, index);
    }
    // Anything else is not data, which findNotData reports.
  }

  function refuse(shape: Shape, found: RuleKind): void {
    findings.push(errors.wrongType([...pointer], Object.keys(shape), found));
  }

  function visitString(string: string, rule: StringRule, index: number): void {
    if (rule.cast !== undefined) {
      const value = castString(string, rule.cast);
      if (value === undefined) findings.push(errors.notCast([...pointer], string, rule.cast));
      else visit(value, index);
    } else if (rule.values !== undefined && !rule.values.includes(string)) {
      findings.push(errors.unknownValue([...pointer], string, rule.values, nearest(string, rule.values)));
    } else if (rule.pattern !== undefined && !matches(rule.pattern, string)) {
      findings.push(errors.patternMismatch([...pointer], string, rule.pattern));
    }
  }

  function visitNumber(number: number | bigint, { integer, minimum, maximum }: NumberRule): void {
    if (integer && typeof number === 'number' && !Number.isInteger(number)) {
      findings.push(errors.wrongType([...pointer], ['integer'], 'fraction'));
    } else if (number < (minimum ?? number) || number > (maximum ?? number)) {
      findings.push(errors.outOfRange([...pointer], minimum, maximum));
    }
  }

  function visitList(list: readonly unknown[], rule: ListRule): void {
    const before = findings.length;
    for (let index = 0; rule.items !== undefined && index < list.length; index++) {
      pointer.push(String(index));
      visit(list[index], rule.items);
      pointer.pop();
    }
    if (rule.unique && findings.length === before) visitDuplicates(list);
  }

  /** The schema asks for unique items only of lists of strings, and of lists that Compose makes unique itself. */
  function visitDuplicates(list: readonly unknown[]): void {
    const seen = new Map<unknown, number>();
    list.forEach((item, index) => {
      const first = seen.get(item);
      if (first === undefined) seen.set(item, index);
      else if (typeof item !== 'object') findings.push(errors.duplicateItem([...pointer, String(index)], first));
    });
  }

  function visitMap(map: PlainMap, rule: MapRule): void {
    for (const key of Object.keys(map)) {
      const item = map[key];
      if (item === undefined) continue;
      pointer.push(key);
      visitEntry(key, item, rule);
      pointer.pop();
    }
    for (const key of rule.required ?? []) {
      if (map[key] === undefined) findings.push(errors.missingProperty([...pointer], key));
    }
  }

  function visitEntry(key: string, item: unknown, rule: MapRule): void {
    if (rule.swallows && key.startsWith('x-')) {
      findings.push(errors.swallowedName([...pointer]));
      return;
    }
    const index = shapeOf(key, rule);
    if (index !== undefined) visit(item, index);
    else if (!rule.open) findings.push(unknownKey(key, rule));
  }

  function unknownKey(key: string, rule: MapRule): Finding {
    const [pattern] = rule.patterns.filter(([source]) => source !== '^x-');
    if (pattern !== undefined) return errors.badName([...pointer], pattern[0]);
    const allowed = Object.keys(rule.properties);
    return errors.unknownProperty([...pointer], nearest(key, allowed), allowed);
  }
}

function shapeOf(key: string, rule: MapRule): number | undefined {
  if (Object.hasOwn(rule.properties, key)) return rule.properties[key];
  return rule.patterns.find(([pattern]) => matches(pattern, key))?.[1];
}

function allowsAll(shape: Shape): boolean {
  for (const _ in shape) return false;
  return true;
}

const expressions = new Map<string, RegExp>();

function matches(pattern: string, string: string): boolean {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(pattern, 'u');
    expressions.set(pattern, expression);
  }
  return expression.test(string);
}

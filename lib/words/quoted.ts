/**
 * Names and values in a message: in double quotes, so their content never reads as part of the sentence.
 *
 * @module
 */
import { withArticle } from './phrase';

/** How many characters of a value a message shows: a path of some length is still whole. */
const LONGEST = 200;

/** A name or a path that somebody chose, whole: `"web"`. */
export function quoted(text: unknown): string {
  return typeof text === 'string' ? JSON.stringify(text) : shown(text);
}

/** The beginning of a value that can have any length, such as a file's content. */
export function excerpt(value: string): string {
  return quoted(value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);
}

/** A value as text, even one whose own `toString` does not work: programs without types can pass anything. */
export function inWords(value: unknown): string {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? Object.prototype.toString.call(value) : String(value);
}

/** How many values a message lists. */
const MOST = 12;

/** `"a", "b"`; of many, the first ones. */
export function quotedList(values: readonly string[]): string {
  const listed = values.slice(0, MOST).map(excerpt).join(', ');
  return values.length > MOST ? `${listed} and more` : listed;
}

/** A value as a program writes it where that is short, else its kind: `"web"`, `3000`, `null`, `a list`, `a Date`. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return excerpt(value);
    case 'object':
      return value === null ? 'null' : kindOf(value);
    case 'function':
      return isClass(value) ? `the class ${nameOf(value)}` : 'a function';
    case 'symbol':
      return 'a symbol';
    case 'bigint':
      return `${value}n`;
    default:
      return String(value);
  }
}

function kindOf(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return 'a map';
  return withArticle(nameOf(value.constructor) || 'map');
}

/** A class has a prototype that nobody can replace, https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation. */
export function isClass(value: object): boolean {
  return Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
}

function nameOf(maker: unknown): string {
  return typeof maker === 'function' ? maker.name : '';
}

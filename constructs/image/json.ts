/**
 * JSON files of projects, which can hold anything.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

/** The value in a JSON file; undefined where there is none, or no JSON. */
export function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** An object that is no list. */
export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  // every object that is no list can be asked for any key
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** The strings of a list. */
export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

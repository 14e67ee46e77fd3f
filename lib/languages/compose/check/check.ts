/**
 * Checks a Compose project: is it data, is it what the schema says, will Compose keep all of it.
 *
 * @module
 */

import { entriesOf, entryOf } from '../data';
import { findNotData } from '../dialect';
import { badVariableName } from '../errors';
import type { Finding } from '../finding';

import { findMisshapen } from './conformance';
import type { ShapeTable } from './shape';

/**
 * Everything that is wrong with the form of a project, at most one finding a place. No finding means that Compose's own
 * schema accepts it. Rules judge references and numbers.
 *
 * `project` is `unknown` on purpose: what a program passes at run time need not be what its types say.
 *
 * @example
 * ```ts
 * checkCompose({ services: { web: { imgae: 'nginx:1.27' } } });
 * // [{ id: 'unknown-property', pointer: ['services', 'web', 'imgae'], message: …, remedy: 'Did you mean "image"?' }]
 * ```
 */
export function checkCompose(project: unknown, { overlay = false }: CheckOptions = {}): Finding[] {
  return [...findNotData(project), ...findMisshapen(project, shapes(), overlay), ...findBadVariableNames(project)];
}

export interface CheckOptions {
  /** Whether the file is merged over another, so that values may be `Remove` and `Replace`. @default false */
  readonly overlay?: boolean;
}

/** A variable named `A=B` with value `C` arrives as `A` with value `B=C`: the kernel knows only `A=B=C`. */
function findBadVariableNames(project: unknown): Finding[] {
  const findings: Finding[] = [];
  for (const [name, service] of entriesOf(entryOf(project, 'services'))) {
    for (const path of [['environment'], ['build', 'args']]) {
      for (const [key] of entriesOf(path.reduce(entryOf, service))) {
        if (key.includes('=')) findings.push(badVariableName(['services', name, ...path, key]));
      }
    }
  }
  return findings;
}

let table: ShapeTable | undefined;

/** Loaded when first needed, so that printing does not wait for it. */
function shapes(): ShapeTable {
  // The file is made by scripts/compile-schema.ts, whose output type this is.
  table ??= require('./schema.generated.js') as ShapeTable;
  return table;
}

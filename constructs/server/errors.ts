/**
 * The catalogue of what servers can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const engineInvalid = (kind: string, engine: unknown, example: string): DiagnosticProps => ({
  id: 'engine-invalid',
  message: `The engine of a ${kind} is ${engine === undefined ? 'missing' : `${quoted(productOf(engine))}, which runs none`}.`,
  remedy: `Pass one such as ${example}.`,
});

export const databaseNameInvalid = (name: string, characters: string, longest: number): DiagnosticProps => ({
  id: 'database-name-invalid',
  message: `${quoted(name)} cannot be the name of a database or of its user.`,
  remedy: `Use ${characters}, begin with a letter, ${longest} characters at most.`,
});

export const databaseNameTaken = (what: 'database' | 'user', name: string, product: string): DiagnosticProps => ({
  id: 'database-name-taken',
  message: `${product} has a ${what} called ${quoted(name)} for itself.`,
  remedy: 'Choose another name.',
});

/** An engine of another kind has a name for people. */
function productOf(engine: unknown): unknown {
  return typeof engine === 'object' && engine !== null && 'product' in engine ? engine.product : engine;
}

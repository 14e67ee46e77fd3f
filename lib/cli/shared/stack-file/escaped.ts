/**
 * Errors that escaped from the user's code, as diagnostics.
 *
 * @module
 */
import { type Diagnostic, idReserved, idTaken, lineAt, locate, type SourceLocation } from '../../../core';
import { quoted } from '../../../words';
import { SyntaxProblem, TransformerProblem } from '../../loader';
import * as errors from './errors';

/** @param thrown anything: JavaScript can throw it */
export function diagnoseThrown(thrown: unknown): readonly Diagnostic[] {
  const syntax = thrown instanceof SyntaxProblem ? thrown : SyntaxProblem.fromNode(thrown);
  if (syntax) return syntax.faults.map(({ message, location }) => syntaxFault(message, location));
  if (thrown instanceof TransformerProblem) return [errors.transformerFailed(thrown.message)];
  if (!(thrown instanceof Error))
    return [errors.stackThrew(`The stack file threw ${describe(thrown)}.`, undefined, [])];

  const [location, ...callers] = places(thrown);
  return [
    wrongId(thrown) ??
      known(thrown, location) ??
      errors.stackThrew(summary(thrown), location, callers, unknownName(thrown)),
  ];
}

function syntaxFault(message: string, location: SourceLocation): Diagnostic {
  // https://github.com/evanw/esbuild/blob/main/internal/js_parser/js_parser.go and V8's own words
  return /top-level await|await is only valid/i.test(message)
    ? errors.topLevelAwait(location)
    : errors.stackSyntax(message.replace(/\.$/, ''), location);
}

/** Errors of Node and of `constructs` that have a better remedy than to look at the code. */
function known(error: Error, location: SourceLocation | undefined): Diagnostic | undefined {
  switch (codeOf(error)) {
    case 'MODULE_NOT_FOUND':
    case 'ERR_MODULE_NOT_FOUND': {
      const name = /^Cannot find (?:module|package) '([^']+)'/.exec(error.message)?.[1];
      return name === undefined ? undefined : errors.moduleNotFound(name, location);
    }
    case 'ERR_REQUIRE_ASYNC_MODULE':
      return errors.moduleAsync(location);
    case 'ERR_REQUIRE_ESM':
      return errors.moduleEsm(location);
    case 'EACCES':
    case 'EPERM':
      return location ? undefined : errors.stackUnreadable(pathOf(error), 'permission denied');
  }
  return undefined;
}

/** The one error of `constructs` has two meanings: it keeps children in a plain object, where some names are taken. */
function wrongId(error: Error): Diagnostic | undefined {
  // https://github.com/aws/constructs/blob/10.x/src/construct.ts, Node.addChild
  const id = /^There is already a Construct with name '(.*)' in /.exec(error.message)?.[1];
  if (id === undefined) return undefined;
  // The id was given where the user's class was instantiated, not where that class hands it on.
  const location = places(error).find((place) => !/^(super\s*\(|([a-z]+\s+)*class\b)/.test(textFrom(place)));
  return errors.treeProblem(id in Object.prototype ? idReserved(id) : idTaken(id), location);
}

/** V8's own words for a name that is neither declared nor imported. */
function unknownName(error: Error): string | undefined {
  return error instanceof ReferenceError ? /^(\S+) is not defined$/.exec(error.message)?.[1] : undefined;
}

const textFrom = (place: SourceLocation): string => (lineAt(place) ?? '').slice(place.column - 1);

/** Where it was thrown and through which places of the user's files, innermost first. */
function places(error: Error): SourceLocation[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const found: SourceLocation[] = [];
  for (const line of lines) {
    const location = locate({ stack: line });
    if (!location || /[\\/]node_modules[\\/]/.test(location.file)) continue;
    const last = found.at(-1);
    if (last?.file === location.file && last.line === location.line) continue;
    found.push(location);
  }
  return found.slice(0, 6);
}

/** `TypeError: x is not a function`, and what caused it. */
function summary(error: Error): string {
  const own = error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  const text = own.trim() === '' ? 'The stack file threw an error without a message.' : own;
  return error.cause === undefined ? text : `${text} (caused by: ${describe(error.cause)})`;
}

function describe(value: unknown): string {
  if (value instanceof Error) return summary(value);
  if (typeof value === 'string') return quoted(value);
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}

function pathOf(error: Error): string {
  return 'path' in error ? String(error.path) : 'the stack file';
}

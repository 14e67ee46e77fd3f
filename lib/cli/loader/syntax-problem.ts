/**
 * A file that is not the program that it should be.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../core';

/** One thing that is wrong with the text of a file. */
export interface Fault {
  readonly message: string;
  readonly location: SourceLocation;
}

/** Thrown by `require` of a source file that cannot be transformed. */
export class SyntaxProblem extends Error {
  private constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ message }) => message).join('\n'));
  }

  /** Of what esbuild threw; undefined if that was no complaint about the file. */
  static fromEsbuild(error: unknown, file: string): SyntaxProblem | undefined {
    if (!isFailure(error)) return undefined;
    return new SyntaxProblem(
      error.errors.map(({ text, location }) => ({ message: text, location: at(file, location) })),
    );
  }

  /** Of a SyntaxError that Node threw for a JavaScript file; undefined if it says no place. */
  static fromNode(error: unknown): SyntaxProblem | undefined {
    if (!(error instanceof SyntaxError)) return undefined;
    // Node writes the place above the message: the file and line, the text of the line, a caret under it.
    const match = /^(.+):(\d+)\n.*\n( *)\^/.exec(error.stack ?? '');
    if (!match?.[1]) return undefined;
    const file = match[1].startsWith('file:') ? fileURLToPath(match[1]) : match[1];
    if (!existsSync(file)) return undefined;
    const location = { file, line: Number(match[2]), column: (match[3] ?? '').length + 1 };
    return new SyntaxProblem([{ message: error.message, location }]);
  }
}

interface Position {
  readonly line: number;
  readonly column: number;
  readonly lineText: string;
}

interface Failure {
  readonly errors: readonly { readonly text: string; readonly location: Position | null }[];
}

/** esbuild's errors carry what it found: https://esbuild.github.io/api/#transform-errors */
function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) && error.errors.length > 0;
}

function at(file: string, position: Position | null): SourceLocation {
  if (position === null) return { file, line: 1, column: 1 };
  // esbuild counts columns from 0, in bytes of UTF-8
  const before = Buffer.from(position.lineText).subarray(0, position.column).toString();
  return { file, line: position.line, column: before.length + 1 };
}

/**
 * esbuild cannot do its work, whatever the file says.
 *
 * @module
 */

/** Thrown by `require` of a source file when there is nothing that can transform it. */
export class TransformerProblem extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? firstLine(cause.message) : String(cause), { cause });
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

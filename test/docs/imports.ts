/**
 * Runs `synth import` on the Compose files that a page of the documentation shows.
 *
 * Whoever uses this keeps what the command prints: it writes to the streams of the process.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from '../../lib/cli/arguments';
import { importCommand } from '../../lib/cli/import';

export interface ImportedPage {
  readonly status: number;
  /** The stack file; empty where none was written. */
  readonly source: string;
}

/**
 * @param args the command line behind `synth import`
 * @param files paths and contents
 */
export function runImport(args: string, files: ReadonlyMap<string, string>): ImportedPage {
  const request = parse(['import', ...args.split(' ')]);
  if (request.kind !== 'import') throw new Error(`synth import ${args} is no import`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), `${text}\n`);
    }
    const status = importCommand(request, folder);
    const stack = join(folder, 'stack.ts');
    return { status, source: existsSync(stack) ? readFileSync(stack, 'utf8') : '' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

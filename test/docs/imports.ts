/**
 * Runs `synth import` on the Compose files that a page of the documentation shows.
 *
 * Whoever uses this keeps what the command prints: it writes to the streams of the process.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';

export interface ImportedPage {
  readonly status: number;
  /** The stack file; empty where none was written. */
  readonly source: string;
}

/**
 * @param args the command line behind `synth import`
 * @param files paths and contents
 */
export async function runImport(args: string, files: ReadonlyMap<string, string>): Promise<ImportedPage> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), `${text}\n`);
    }
    const status = await main(['import', ...args.split(' ')], folder);
    const stack = join(folder, 'stack.ts');
    return { status, source: existsSync(stack) ? readFileSync(stack, 'utf8') : '' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

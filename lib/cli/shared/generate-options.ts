import { resolve } from 'node:path';
import type { GenerateOptions } from '../../synth';

/** The options of a generation, from a command line: the output folder, and names of stacks. */
export function generateOptions(
  { out, positionals }: { readonly out: string | undefined; readonly positionals: readonly string[] },
  cwd: string,
): GenerateOptions {
  return {
    ...(out !== undefined && { out: resolve(cwd, out) }),
    ...(positionals.length > 0 && { stacks: positionals }),
  };
}

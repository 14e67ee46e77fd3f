/**
 * The TypeScript files that a file reaches by relative imports, found without parsing.
 *
 * This only gathers what is worth transforming in one go. A false find, such as an import in a comment, costs a little
 * time. A missed one is transformed when it is required.
 *
 * @module
 */
import { readFileSync, realpathSync } from 'node:fs';
import { isTypeScript, resolveTypeScript } from './resolve';

const IMPORT = /\b(?:from|import|require\s*\(|import\s*\()\s*(?:'(\.[^'\n]*)'|"(\.[^"\n]*)")/g;

/** The relative requests in a source text, in order, each once. */
export function relativeImports(source: string): string[] {
  return [...new Set([...source.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? []))];
}

/** `entry` and what it reaches, with their texts; files that cannot be read are left out. */
export function reachable(entry: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const queue = [entry];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    const source = readSource(file);
    if (source === undefined) continue;
    found.set(file, source);
    for (const request of relativeImports(source.toString())) {
      const target = resolveTypeScript(request, file);
      if (target !== undefined && isTypeScript(target)) queue.push(realpathSync(target));
    }
  }
  return found;
}

function readSource(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

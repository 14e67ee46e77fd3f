/**
 * Some releases of Node consume `--env-file FILE` anywhere in a command line, and set its variables:
 * https://github.com/nodejs/node/issues/54232
 *
 * @module
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';

/** The variables without those that Node has from such files, where it reads less than Compose does. */
export function withoutNodeEnvFiles(
  environment: Readonly<Record<string, string>>,
  files: readonly string[],
  cwd: string,
): Readonly<Record<string, string>> {
  const set = new Map(files.flatMap((file) => entriesOf(resolve(cwd, file))));
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => set.get(name) !== value));
}

function entriesOf(path: string): readonly (readonly [string, string | undefined])[] {
  try {
    return statSync(path).isFile() ? Object.entries(parseEnv(readFileSync(path, 'utf8'))) : [];
  } catch {
    return []; // reading it for Compose will say why
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { isOfDeployHost } from '../core';
import type { Violation } from '../languages/compose';
import { look } from './look';
import type { Rule } from './rule';

/** No editor leaves more white space than this many bytes in a file without text. */
const BLANK = 64;

/** A secret file of the author's with nothing in it. The output finds a generated one. */
export const secretBlank: Rule = {
  id: 'secret-blank',
  severity: 'warning',
  reason: 'A program that reads an empty password often takes it for none, and is open.',
  *check({ canonical: project, paths, secrets: generated }): Iterable<Violation> {
    const ours = new Set(generated.map(({ file }) => file));
    for (const [name, { file: path }] of Object.entries(project.secrets ?? {})) {
      if (typeof path !== 'string' || isOfDeployHost(path)) continue;
      const file = paths.absolute(path);
      if (ours.has(file)) continue;
      if (isEmptyFolder(file)) {
        yield {
          pointer: ['secrets', name, 'file'],
          message: `The file of secret "${name}" is "${file}", which is an empty folder.`,
          remedy: 'Remove it, and put the file there: Docker makes such a folder for a file that is missing.',
        };
      } else if (isBlank(file)) {
        yield {
          pointer: ['secrets', name, 'file'],
          message: `The file of secret "${name}" is "${file}", which holds nothing, or nothing but white space.`,
          remedy: 'Put the value into it.',
        };
      }
    }
  },
};

/** https://github.com/docker/compose/issues/8305 */
function isEmptyFolder(file: string): boolean {
  const status = look(file);
  if (typeof status === 'string' || !status.isDirectory()) return false;
  try {
    return readdirSync(file).length === 0;
  } catch {
    return false; // this user may not read it, so nobody knows
  }
}

function isBlank(file: string): boolean {
  const status = look(file);
  if (typeof status === 'string' || !status.isFile() || status.size > BLANK) return false;
  try {
    return readFileSync(file, 'latin1').trim() === '';
  } catch {
    return false; // this user may not read it, so nobody knows
  }
}

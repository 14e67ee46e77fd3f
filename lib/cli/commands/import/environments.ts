/**
 * Values of `--environment`.
 *
 * @module
 */
import { quoted } from '../../../words';
import type { UsageFault } from '../../shared/option';

/** Further environments: each is the project of the command line, changed by these files. */
export interface EnvironmentFiles {
  readonly name: string;
  readonly files: readonly string[];
}

/** Reads `NAME=FILE` and `NAME=FILE,FILE`. */
export function environmentsIn(values: readonly string[]): readonly EnvironmentFiles[] | UsageFault {
  const environments: EnvironmentFiles[] = [];
  for (const value of values) {
    const [, name, list = ''] = /^([A-Za-z][\w.-]*)=(.+)$/.exec(value) ?? [];
    const files = list.split(',');
    if (name === undefined || files.includes('')) {
      return {
        message: `${quoted(value)} is not an environment with its files.`,
        remedy: 'Write --environment NAME=FILE, or NAME=FILE,FILE.',
      };
    }
    if (environments.some((other) => other.name === name)) {
      return {
        message: `Environment ${quoted(name)} is given twice.`,
        remedy: 'Write its files in one option: NAME=FILE,FILE.',
      };
    }
    environments.push({ name, files });
  }
  return environments;
}

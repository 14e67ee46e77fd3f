/**
 * Values of `--environment` and `--alone`.
 *
 * @module
 */
import { quoted } from '../../../words';
import type { UsageFault } from '../../shared/option';

/** A further environment, and the files that it has or changes the project of the command line by. */
export interface EnvironmentFiles {
  readonly name: string;
  readonly files: readonly string[];
}

/** Values of `--environment`. */
export function overlaysIn(values: readonly string[]): readonly EnvironmentFiles[] | UsageFault {
  return environmentsIn('--environment', values);
}

/** Values of `--alone`. */
export function wholesIn(values: readonly string[]): readonly EnvironmentFiles[] | UsageFault {
  return environmentsIn('--alone', values);
}

/** Reads `NAME=FILE` and `NAME=FILE,FILE`. */
function environmentsIn(option: string, values: readonly string[]): readonly EnvironmentFiles[] | UsageFault {
  const environments: EnvironmentFiles[] = [];
  for (const value of values) {
    const [, name, list = ''] = /^([A-Za-z][\w.-]*)=(.+)$/.exec(value) ?? [];
    const files = list.split(',');
    if (name === undefined || files.includes('')) {
      return {
        message: `${quoted(value)} is not an environment with its files.`,
        remedy: `Write ${option} NAME=FILE, or NAME=FILE,FILE.`,
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

/**
 * The password of a cache in its command, and whether it keeps anything.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { argumentsAfter, type CacheFamily } from '../../images';
import { type ComposeText, readKeyValues } from '../../languages/compose';
import type { PlainMap } from '../../languages/yaml';
import { commandWords } from './command-words';
import { type Credentials, literalOrVariable, type OrWhy, type Password } from './credentials';
import { isNothing, visible } from './texts';

/** @param service in long syntax */
export function cacheLoginOf(service: PlainMap, family: CacheFamily): OrWhy<Credentials> {
  if (service['env_file'] !== undefined) return { why: 'some of its variables are in a file, which env_file names' };
  const read = readKeyValues(service['environment'] ?? {});
  if (!('value' in read)) return { why: 'a variable says which variables it has' };
  const strange = [...read.value.keys()].find((name) => family.decisive.test(name));
  if (strange !== undefined) return { why: `it sets ${strange}` };
  const [program = ''] = family.programs;
  const written = isNothing(service['command']) ? [program] : commandWords(service['command']);
  const words = written && argumentsAfter(family.programs, written.map(shown));
  if (!written || !words) return { why: 'its command is more than settings of the server' };
  const given = written.slice(written.length - words.length);
  const told = passwordIn(given, family.passwordSetting);
  if ('why' in told) return told;
  const { password, others } = told;
  const kept = family.argumentsOf(others.map(shown)).flatMap((one) => ('name' in one ? [one] : []));
  const isForgetful =
    family.keepsNothing === undefined ||
    Object.entries(family.keepsNothing).every(([name, value]) => {
      const said = kept.findLast((one) => one.name === name);
      return said !== undefined ? said.value === value : name !== 'save';
    });
  const value = password && settingOf(given, family.passwordSetting);
  const copies = [...read.value].filter(([, item]) => value !== undefined && isDeepStrictEqual(item, value));
  const gone = copies.map(([name]) => name);
  return {
    names: {},
    ...(password && { password }),
    others: Object.fromEntries([...read.value].filter(([name]) => !gone.includes(name))),
    kept: [],
    command: [program, ...others],
    isForgetful,
    changes:
      gone.length === 0 ? [] : [`Its password is in a file, so ${gone.join(' and ')} is no variable of it any more.`],
  };
}

function shown(word: ComposeText): string {
  return visible(word) ?? '';
}

function indexOf(words: readonly ComposeText[], setting: string | undefined): number {
  return setting === undefined ? -1 : words.findLastIndex((word) => shown(word).toLowerCase() === `--${setting}`);
}

function settingOf(words: readonly ComposeText[], setting: string | undefined): ComposeText | undefined {
  const at = indexOf(words, setting);
  return at < 0 ? undefined : words[at + 1];
}

/** The password in the words of a command, and the words without it. */
function passwordIn(
  words: readonly ComposeText[],
  setting: string | undefined,
): OrWhy<{ readonly password?: Password; readonly others: readonly ComposeText[] }> {
  const at = indexOf(words, setting);
  if (at < 0) return { others: words };
  const others = words.toSpliced(at, 2);
  if (indexOf(others, setting) >= 0) return { why: 'its command has two passwords' };
  const found = literalOrVariable('', words[at + 1] ?? '');
  return 'why' in found ? found : { password: found, others };
}

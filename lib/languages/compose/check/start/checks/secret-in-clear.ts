import { isPlainMap } from '../../../data';
import { isText, partsOf } from '../../../text/variable';
import { at, listOf } from '../../meaning/view';
import type { StartCheck, StartViolation } from '../check';
import { wordsOf } from '../scripts';
import { HIDDEN, hasPassword, isSecretValue, namesSecret } from '../secret-names';

/**
 * A password in the Compose file. Everybody who has the file or asks Docker for the container reads it:
 * https://docs.docker.com/compose/how-tos/environment-variables/best-practices/
 */
export const secretInClear: StartCheck = {
  id: 'secret-in-clear',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const place of [['environment'], ['build', 'args']]) {
        for (const [key, variable, value] of pairsOf(at(service, ...place))) {
          const isSecret = namesSecret(variable) && !value.includes(HIDDEN) && isSecretValue(value);
          if (!isSecret && !hasPassword(value)) continue;
          const isBuild = place[0] === 'build';
          yield found(
            [...pointer, ...place, key],
            `Service "${name}" has ${isSecret ? 'a secret' : 'the password of an address'} in clear text: ${variable}.`,
            isBuild
              ? 'Everybody who has the image reads it: use a secret of the build.'
              : 'Let the service read a SecretFile, or let `connect` set the variable.',
          );
        }
      }
      for (const { words, pointer: list, from } of wordsOf(service)) {
        const texts = words.map((word) => (isText(word) ? plain(word) : ''));
        for (const [index, word] of texts.entries()) {
          const option = index < from ? undefined : optionWithSecret(word, texts[index + 1] ?? '');
          if (option === undefined && !hasPassword(word)) continue;
          yield found(
            [...pointer, ...list, String(index)],
            `Service "${name}" has ${option === undefined ? 'the password of an address' : 'a secret'} in clear text: ${option ?? 'a word of its command'}.`,
            'Let the program read a file: mount a SecretFile, and name its path.',
          );
        }
      }
    }
  },
};

function found(pointer: readonly string[], message: string, remedy: string): StartViolation {
  return { pointer, message, remedy };
}

/** Key, name and value of each variable in a map or a list. */
function* pairsOf(variables: unknown): Iterable<readonly [key: string, name: string, value: string]> {
  if (isPlainMap(variables)) {
    for (const [name, value] of Object.entries(variables)) {
      if (isText(value) || typeof value === 'number') yield [name, name, isText(value) ? plain(value) : String(value)];
    }
  }
  for (const [index, item] of listOf(variables).entries()) {
    const [, name, value] = isText(item) ? (/^([^=]+)=(.*)$/s.exec(plain(item)) ?? []) : [];
    if (name !== undefined && value !== undefined) yield [String(index), name, value];
  }
}

/** An option such as `--requirepass hunter2` or `--api-key=hunter2`, without its value. */
function optionWithSecret(word: string, next: string): string | undefined {
  const [, option = '', assigned] = /^(--?[A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word) ?? [];
  const value = assigned ?? (next.startsWith('-') ? '' : next);
  const isSecret = namesSecret(option.replace(/^-+/, '')) && !value.includes(HIDDEN) && isSecretValue(value);
  return isSecret ? option : undefined;
}

function plain(text: Parameters<typeof partsOf>[0]): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : HIDDEN))
    .join('');
}

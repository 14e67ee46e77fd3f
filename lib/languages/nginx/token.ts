/**
 * One argument as nginx's tokenizer reads it.
 *
 * A token ends at a space, tab, CR, LF, `;` or `{`; in quotes at the matching quote. A backslash keeps the next
 * character from ending the token. In and outside quotes, nginx removes it only before `"`, `'`, `\`, `t`, `r` and `n`.
 * Everything else in a token is taken byte by byte. See ngx_conf_read_token:
 * https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c
 *
 * @module
 */
import { argumentTooLong, unprintableCharacter } from './errors';

/**
 * Most bytes that one token may take in the file, quotes included. nginx's buffer has 4,096 and also holds the
 * character behind the token.
 */
export const TOKEN_LIMIT = 4_094;

/** Characters that mean nothing to the tokenizer at any place of a token, and a backslash that stays one. */
const BARE = /^(?:[\w./:@%+=,^*~?&!<>|()[\]$-]|\\(?![trn])[\w./:@%+=,^*~?&!<>|()[\]$-])+$/;

const NUL_OR_LONE_SURROGATE = /\0|\p{Surrogate}/u;

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' };

/**
 * The text that nginx reads back as `value`: bare, else in double quotes, or single quotes to save escapes.
 *
 * @throws NginxError `unprintable-character`, `argument-too-long`.
 */
export function printToken(value: string, directive: string): string {
  if (NUL_OR_LONE_SURROGATE.test(value)) throw unprintableCharacter(value);
  const token = BARE.test(value) ? value : quote(value);
  // Four bytes are the most that a UTF-16 unit can take; most tokens are spared the count.
  if (token.length * 4 > TOKEN_LIMIT) {
    const bytes = Buffer.byteLength(token);
    if (bytes > TOKEN_LIMIT) throw argumentTooLong(directive, bytes, TOKEN_LIMIT);
  }
  return token;
}

function quote(value: string): string {
  const mark = value.includes('"') && !value.includes("'") ? "'" : '"';
  let text = '';
  for (let index = 0; index < value.length; index++) {
    const character = value.charAt(index);
    if (character === mark) text += `\\${mark}`;
    else if (character === '\\') text += keepsBackslash(value.charAt(index + 1)) ? '\\' : '\\\\';
    else text += ESCAPES[character] ?? character;
  }
  return `${mark}${text}${mark}`;
}

/** Whether nginx leaves a backslash alone in front of this character, which also must not need an escape itself. */
function keepsBackslash(next: string): boolean {
  return next !== '' && !'"\'\\trn\t\r\n'.includes(next);
}

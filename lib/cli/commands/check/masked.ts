/**
 * Lines of the output as a log may show them. The output holds no secret; somebody may have written one into it by hand.
 *
 * @module
 */

const NAMES =
  'pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|private[-_]?key|access[-_]?key|credentials?|authorization';

/** `DB_PASSWORD: hunter2`, `--token=abc`, `"apiKey": "abc"`; the value may be in quotes. */
const ASSIGNED = new RegExp(
  `([\\w.-]*(?:${NAMES})[\\w.-]*["']?[ \\t]*[:=][ \\t]*)("[^"\\n]*"?|'[^'\\n]*'?|[^\\s,"'][^\\n,]*)`,
  'gi',
);

/** `ENV DB_PASSWORD hunter2`, `--password hunter2`. */
const BESIDE = new RegExp(`((?:^|[\\s+-])(?:--|ENV |ARG )[\\w.-]*(?:${NAMES})[\\w.-]*[ \\t]+)([^\\s:=]\\S*)`, 'gi');

/** `scheme://user:password@host`. */
const IN_URL = /(:\/\/[^\s:/@]*:)([^\s@/]+)(@)/g;

/** A whole line of a key or certificate. */
const KEY_LINE = /^([+\- ]?\s*)[A-Za-z0-9+/]{40,}={0,2}$/;

/** Values that are never secret: a variable, a path, a list or a map, a name, an answer. */
const NO_SECRET =
  /^["']?(?:\$|\.{0,2}\/|[[{]|\/run\/secrets\/|(?:true|false|null|none|[a-z][a-z0-9]*-[a-z0-9-]*)?["']?$)/;

const MASK = '***';

/** The line with stars for what may be a secret. */
export function masked(line: string): string {
  if (KEY_LINE.test(line)) return line.replace(KEY_LINE, `$1${MASK}`);
  return line
    .replace(ASSIGNED, (whole, before: string, value: string) =>
      isHarmless(before, value) ? whole : `${before}${MASK}`,
    )
    .replace(BESIDE, (whole, before: string, value: string) => (isHarmless(before, value) ? whole : `${before}${MASK}`))
    .replace(IN_URL, (whole, before: string, value: string, after: string) =>
      value.startsWith('$') ? whole : `${before}${MASK}${after}`,
    );
}

function isHarmless(before: string, value: string): boolean {
  return /(?:_FILE|File|secrets|tokens|_tokens)["']?[ \t]*[:=]?[ \t]*$/.test(before) || NO_SECRET.test(value);
}

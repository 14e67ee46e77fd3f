/**
 * Names of variables and options whose values are secrets, and values that are none.
 *
 * @module
 */

/** Last words of a name. */
const SECRET =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|APIKEY|(?:API|PRIVATE|SECRET|SIGNING|ENCRYPTION|MASTER|ACCESS)_KEY|SECRET_KEY_BASE|REQUIREPASS|CREDENTIALS)$/;

/** `PWD` is the working directory; what a browser gets is public; the others say whether there is a secret. */
const NONE =
  /^(?:OLD)?PWD$|(?:^|_)(?:PUBLIC|PUBLISHABLE)(?:_|$)|^(?:VITE|REACT_APP)_|(?:^|_)(?:ALLOW|RANDOM|EMPTY|NO|USE|REQUIRE|ENABLE|DISABLE|FORCE|CHANGE|RESET|SHOW|HIDE|MAX|MIN)_|(?:^|_)AWS_ACCESS_KEY$/;

/** Whether a variable such as `DB_PASSWORD`, `apiKey` or `--api-key` is a secret by its name. */
export function namesSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.-]+/g, '_')
    .toUpperCase();
  return SECRET.test(words) && !NONE.test(words);
}

/** Yes or no, a short number, a path, an address of a vault, or a placeholder. */
const NO_SECRET =
  /^(?:|true|false|yes|no|on|off|y|n|null|nil|none|undefined|auto|random|generate|-?\d{1,3}|[*.]+|x{3,}|<.*>|\{\{.*\}\}|\$.*|(?:file|vault|op|aws|gcp|awssm|ssm):.*|(?:~|\.{1,2})?\/[\w.@-]+(?:\/[\w.@-]+)*\/?)$/i;

/** Whether a value can be a secret. */
export function isSecretValue(value: string): boolean {
  return !NO_SECRET.test(value.trim());
}

/** Stands for a variable of the deploying host. */
export const HIDDEN = '\0';

/** A password in an address or in the text of a connection. */
export function hasPassword(text: string): boolean {
  const inAddress = /[a-z][\w+.-]*:\/\/[^\s:@/'"]*:([^\s@/'"]+)@[^\s@]/i.exec(text)?.[1];
  const inSetting = /(?:^|[?;&\s])(?:password|pwd)=([^;&\s]+)/i.exec(text)?.[1];
  return [inAddress, inSetting].some((found) => found !== undefined && !found.includes(HIDDEN) && isSecretValue(found));
}

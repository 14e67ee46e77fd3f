/**
 * Files with registries and their tokens.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that a package manager reads its settings from. */
export interface SettingsFile {
  readonly name: string;
  /** Variables that stand for its secrets, such as `NPM_TOKEN`. */
  readonly variables: readonly string[];
  /** Whether a secret itself stands in it. */
  readonly holdsSecret: boolean;
}

/** https://docs.npmjs.com/cli/configuring-npm/npmrc, https://yarnpkg.com/configuration/yarnrc */
const NAMES = ['.npmrc', '.yarnrc', '.yarnrc.yml'];

/** The settings files of a folder. */
export function settingsFilesIn(folder: string): readonly SettingsFile[] {
  return NAMES.flatMap((name) => {
    try {
      return [{ name, ...readSettings(readFileSync(join(folder, name), 'utf8')) }];
    } catch {
      return []; // it is not there
    }
  });
}

/** `//registry.example/:_authToken=…`, `npmAuthToken: …`; `_auth` is user and password, `key` a client's key. */
const CREDENTIAL =
  /(?:_auth|_authToken|_password|(?:^|:)key|npmAuthToken|npmAuthIdent)["']?\s*[=:\s]\s*["']?(.*?)["']?\s*$/;

/** `${NAME}`, and with what stands in for it: `${NAME?}`, `${NAME-x}`, `${NAME:-x}`. */
const VARIABLE = /\$\{(\w+)[^}]*\}/g;

export function readSettings(text: string): Omit<SettingsFile, 'name'> {
  const lines = text.split(/\r\n|[\n\r]/).filter((line) => !/^\s*[#;]/.test(line));
  return {
    variables: [...new Set(lines.flatMap((line) => [...line.matchAll(VARIABLE)].map(([, name = '']) => name)))],
    holdsSecret: lines.some((line) => {
      const value = CREDENTIAL.exec(line)?.[1]
        ?.replace(VARIABLE, '')
        .replace(/^(?:Bearer|Basic)\s*/, '');
      return (value !== undefined && value !== '') || /:\/\/[^\s/:@]*:(?!\$\{)[^\s/@]+@/.test(line);
    }),
  };
}

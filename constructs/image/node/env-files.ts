/**
 * Files of variables that front ends read when they are built.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticProps } from '../../../lib/core';
import { isRemoteContext } from '../../../lib/languages/compose';
import { envFileLeftOut } from '../errors';

/** Files that a build for production reads: https://vite.dev/guide/env-and-mode, https://nextjs.org/docs/app/guides/environment-variables */
const FILES = ['.env', '.env.production'];

/** Names that tools take into files for browsers. */
const FOR_BROWSERS = /^(?:VITE|NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|REACT_APP|VUE_APP|GATSBY|EXPO_PUBLIC|NG_APP|STORYBOOK)_/;

/**
 * The files that stay out of the build although it may want their variables.
 *
 * @param given variables that the build has in another way
 * @param isSite whether all that it builds goes to browsers
 */
export function envFileProblems(
  root: string,
  source: string,
  given: readonly string[],
  isSite: boolean,
): readonly DiagnosticProps[] {
  if (isRemoteContext(source)) return [];
  const folder = join(root, source);
  const rules = lines(join(folder, '.dockerignore'));
  return FILES.flatMap((file) => {
    const isLetIn = rules.some(
      (rule) => /^!(?:\*\*\/|\.?\/)?/.test(rule) && matches(rule.replace(/^!(?:\*\*\/|\.?\/)?/, ''), file),
    );
    if (isLetIn) return [];
    const names = variablesIn(lines(join(folder, file))).filter(
      (name) => !given.includes(name) && (isSite || FOR_BROWSERS.test(name)),
    );
    return names.length === 0 ? [] : [envFileLeftOut(source, file, names)];
  });
}

function variablesIn(text: readonly string[]): readonly string[] {
  return [...new Set(text.flatMap((line) => /^(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1] ?? []))];
}

function matches(pattern: string, file: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(file);
}

function lines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r\n|[\n\r]/)
      .map((line) => line.trim());
  } catch {
    return [];
  }
}

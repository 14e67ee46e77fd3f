/**
 * The `.dockerignore` file beside a Dockerfile.
 *
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 * @module
 */
import { invalid } from './errors';
import { escapeSigns, printPattern } from './patterns';
import { oneLine } from './text';

/** A pattern of paths that the build does not see, or one of those that it sees all the same. */
export type IgnoreRule = string | { readonly keep: string };

const EDGE_SPACE = /^[\s\u0085\ufeff]|[\s\u0085\ufeff]$/g;

/**
 * The rules as a file, one a line; of two that match the later one counts. A rule is a pattern with `*`, `?`, `[…]` and
 * `**`. `#`, `!` and spaces at its ends belong to the pattern.
 *
 * @throws DockerfileError `line-break`, `unprintable-character`, `invalid-pattern`.
 * @example
 * ```ts
 * printDockerignore(['**', { keep: 'src' }, ignorePath('notes [old].txt')]);
 * ```
 */
export function printDockerignore(rules: readonly IgnoreRule[]): string {
  return rules
    .map((rule) => (typeof rule === 'string' ? printRule(rule) : `!${printRule(rule.keep)}`))
    .map((line) => `${line}\n`)
    .join('');
}

/** The pattern that matches exactly this path and what is in it. */
export function ignorePath(path: string): string {
  return escapeSigns(path);
}

/** Spaces at the ends would be cut off; in brackets they stay. */
function printRule(pattern: string): string {
  if (/^\s*$/.test(oneLine('a pattern', pattern))) throw invalid('pattern', pattern, 'a path or pattern');
  return printPattern(pattern).replace(EDGE_SPACE, '[$&]').replace(/^[#!]/, '\\$&');
}

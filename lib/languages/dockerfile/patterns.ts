/**
 * Patterns of paths, as BuildKit's matchers read them. Two of them are Go's `path/filepath.Match`; the third turns the
 * pattern into a regular expression and forgets that `{`, `|`, `}` and `^` mean something there, so that `a|*` would
 * match everything that begins with an "a".
 * See https://pkg.go.dev/path/filepath#Match and https://github.com/moby/patternmatcher/blob/main/patternmatcher.go
 *
 * @module
 */

const SIGNS = /[*?[\]\\^{|}]/g;

/** Escapes and classes as they are, or a sign that is no part of the documented language. */
const ESCAPE_CLASS_OR_SIGN = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|([{|}^])/g;

/** The pattern as it was meant: every sign that is no part of the documented language is that sign. */
export function printPattern(pattern: string): string {
  return pattern.replace(ESCAPE_CLASS_OR_SIGN, (text, sign?: string) =>
    sign === undefined ? text : bracketSigns(sign),
  );
}

/** The pattern that matches only this text, for `.dockerignore`. */
export function escapeSigns(text: string): string {
  return text.replace(SIGNS, '\\$&');
}

/**
 * The pattern that matches only this text, for COPY. A bare backslash is part of the name to a matcher that sees no
 * pattern, and `[*]` is two patterns to another; `[\*]` is the sign itself to all of them.
 */
export function bracketSigns(text: string): string {
  return text.replace(SIGNS, '[\\$&]');
}

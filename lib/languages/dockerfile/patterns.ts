/**
 * Patterns of paths, as BuildKit's matchers read them. Two of them are Go's `path/filepath.Match`; the third turns the
 * pattern into a regular expression. It forgets to escape `{`, `|`, `}` and `^`, so `a|*` would match everything that
 * begins with an "a". See https://pkg.go.dev/path/filepath#Match and
 * https://github.com/moby/patternmatcher/blob/main/patternmatcher.go
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
 * The pattern that matches only this text, for COPY. A matcher that sees no pattern reads a bare backslash as part of
 * the name. Another reads `[*]` as two patterns; all of them read `[\*]` as the character itself.
 */
export function bracketSigns(text: string): string {
  return text.replace(SIGNS, '[\\$&]');
}

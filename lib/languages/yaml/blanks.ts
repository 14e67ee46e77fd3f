/**
 * Finds the tabs that Go's reader does not take for blanks.
 *
 * @see https://github.com/yaml/go-yaml/blob/v3.0.4/scannerc.go
 * @module
 */

/** Outside brackets, a tab is not white space at the start of a line or after an entry's indicator. */
export class Blanks {
  private depth = 0;
  /** The last piece of text that was no blank. */
  private before = '\n';
  private isScalarBefore = false;
  /** Whether the last piece but line breaks and blanks was a plain text, which swallows the blanks after it. */
  private isAfterPlain = false;

  /** Takes the text piece by piece, as the lexer of `yaml` cuts it. */
  isBad(lexeme: string, isScalar: boolean): boolean {
    if (!isScalar && /^[ \t]+$/.test(lexeme)) {
      return lexeme.includes('\t') && this.depth === 0 && this.isAtStart() && !this.isAfterPlain;
    }
    if (lexeme === '\x1f') return false;
    if (!isScalar && (lexeme === '[' || lexeme === '{')) this.depth++;
    if (!isScalar && (lexeme === ']' || lexeme === '}')) this.depth = Math.max(0, this.depth - 1);
    const isBreak = !isScalar && /^\r?\n$/.test(lexeme);
    if (!isBreak) this.isAfterPlain = isScalar && !/^["']/.test(lexeme);
    this.before = isBreak ? '\n' : lexeme;
    this.isScalarBefore = isScalar;
    return false;
  }

  private isAtStart(): boolean {
    return !this.isScalarBefore && ['\n', '-', '?'].includes(this.before);
  }
}

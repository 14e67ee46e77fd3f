/**
 * Compose's interpolation grammar, reading side: from a string to its literals and references.
 *
 * As compose-go 2.1 to 2.9 reads it. Where a person would expect something else:
 *
 * - Only `${` has to be a reference; any other `$` that begins none is just that character.
 * - A reference with an operator needs a `}` on its line: `.` in Compose's pattern stops at a line feed.
 * - Counting braces finds its end (see `braces.ts`); otherwise the end is the last `}` of the line.
 * - An operand is read in the same way once more, whether it is needed or not.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/template/template.go
 * @module
 */
import { areBalanced, closingBrace } from './braces';
import { nestedTooDeep, noName, noOperator, notClosed, type TextProblem } from './errors';
import { DEEPEST_OPERAND, normalParts, type Operator, type Reference, type TextPart } from './reference';
import { isSpacer } from './spacer';

/**
 * The parts of a string in a Compose file, or the reason why Compose rejects it. In time proportional to its length.
 */
export function readParts(source: string): readonly TextPart[] | TextProblem {
  const read = new Reader(source, 0).read();
  return 'problem' in read ? read : read.parts;
}

const NAME = /[a-z_][a-z0-9_]*/iuy;
const OPERATOR = /:?[-+?]/y;

interface ReadParts {
  readonly parts: readonly TextPart[];
  /** Whether counting braces found the end of each reference among them. */
  readonly areClosed: boolean;
}

class Reader {
  private readonly parts: TextPart[] = [];
  private areClosed = true;
  /** Ends the reading, of the strings around it too. */
  private problem: TextProblem | undefined;
  /** Where the next part begins. */
  private at = 0;
  /** The line that was looked at last: where it ends, and its last `}`. */
  private lineEnd = -1;
  private lastBrace = -1;

  constructor(
    private readonly source: string,
    private readonly depth: number,
  ) {}

  read(): ReadParts | TextProblem {
    const { source } = this;
    for (let dollar = source.indexOf('$'); dollar !== -1; dollar = source.indexOf('$', this.at)) {
      this.parts.push(source.slice(this.at, dollar));
      this.dollar(dollar);
      if (this.problem !== undefined) return this.problem;
    }
    this.parts.push(source.slice(this.at));
    return { parts: normalParts(this.parts), areClosed: this.areClosed };
  }

  private dollar(dollar: number): void {
    const { source } = this;
    const next = dollar + 1;
    if (source[next] === '$') this.add('$', next + 1);
    else if (source[next] === '{') this.braced(dollar);
    else {
      const name = match(NAME, source, next);
      if (name === undefined) this.add('$', next);
      else this.add(makeReference(name, '', [], false), next + name.length);
    }
  }

  private braced(dollar: number): void {
    const { source } = this;
    const name = match(NAME, source, dollar + 2);
    if (name === undefined) {
      this.problem = noName(source.slice(dollar + 2));
      return;
    }
    const afterName = dollar + 2 + name.length;
    if (source[afterName] === '}') {
      this.add(makeReference(name, '', [], true), afterName + 1);
      return;
    }
    const operator = match(OPERATOR, source, afterName);
    if (operator === undefined) this.problem = noOperator(name, source.slice(afterName));
    // The pattern matches nothing but operators.
    else this.operated(dollar, name, operator as Operator, afterName + operator.length);
  }

  private operated(dollar: number, name: string, operator: Operator, from: number): void {
    const last = this.lastBraceFrom(from);
    if (last === -1) {
      this.problem = notClosed(this.source.slice(dollar));
      return;
    }
    if (this.depth >= DEEPEST_OPERAND) {
      this.problem = nestedTooDeep(DEEPEST_OPERAND);
      return;
    }
    const counted = closingBrace(this.source, dollar, last + 1);
    const end = counted === -1 ? last : counted;
    const read = new Reader(this.source.slice(from, end), this.depth + 1).read();
    if ('problem' in read) {
      this.problem = read;
      return;
    }
    const isClosed = counted !== -1 && read.areClosed;
    this.areClosed &&= isClosed;
    const operand = isClosed ? withoutSpacers(read.parts, name) : read.parts;
    this.add(makeReference(name, operator, operand, true), end + 1);
  }

  /** The last `}` of the line, if it is not before `from`; each line is searched once. */
  private lastBraceFrom(from: number): number {
    if (from > this.lineEnd) {
      const lineFeed = this.source.indexOf('\n', from);
      this.lineEnd = lineFeed === -1 ? this.source.length : lineFeed;
      this.lastBrace = this.source.lastIndexOf('}', this.lineEnd);
    }
    return this.lastBrace < from ? -1 : this.lastBrace;
  }

  private add(part: TextPart, at: number): void {
    this.parts.push(part);
    this.at = at;
  }
}

function makeReference(name: string, operator: Operator, operand: readonly TextPart[], braced: boolean): Reference {
  return Object.freeze({ name, operator, operand, braced });
}

/** Without what stands between braces only to keep them apart, where printing puts it in again. */
function withoutSpacers(operand: readonly TextPart[], name: string): readonly TextPart[] {
  const kept = operand.filter((part, index) => !isSpacer(part, name, operand[index - 1], operand[index + 1]));
  return kept.length < operand.length && areBalanced(kept) ? normalParts(kept) : operand;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

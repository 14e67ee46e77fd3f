/**
 * Reads the scalars of a YAML document as Go reads them, where that is more than what their text says.
 *
 * @module
 */
import type { Scalar } from 'yaml';
import type { Dialect } from './dialect';
import * as errors from './errors';
import type { Finding, Position } from './finding';
import type { Lines } from './lines';
import type { NoteDraft } from './notes';
import { type Resolved, resolvePlain, resolveTagged, type ScalarTag } from './resolve';
import { isBlockText, printNumber } from './scalar';

const YAML_TAG = 'tag:yaml.org,2002:';
const SCALAR_TAGS = new Set<string>(['str', 'bool', 'int', 'float', 'null', 'timestamp', 'binary']);

/** Reads scalars; adds to `findings` what is wrong with them. */
export class ScalarReader {
  private readonly yaml = require('yaml') as typeof import('yaml');

  constructor(
    private readonly dialect: Dialect,
    private readonly lines: Lines,
    private readonly findings: Finding[],
  ) {}

  /** The scalar as data. */
  read(node: Scalar.Parsed, pointer: readonly string[], draft: NoteDraft): unknown {
    const resolved = this.resolve(node, pointer);
    const source = node.source ?? '';
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    if (isBlock && typeof resolved.value === 'string') {
      const value = this.withoutAddedEnd(resolved.value, node);
      draft.block = pointer.length > 0 && isBlockText(value);
      // Where no digit says how deep the lines are, the reader measures the first and stumbles over a tab.
      const header = /^[|>][-+]?[1-9]?/.exec(this.lines.text.slice(node.range[0], node.range[0] + 3))?.[0] ?? '';
      if (/^\n*\t/.test(value) && !/\d/.test(header)) this.report(errors.tab(this.at(node)));
      return value;
    }
    this.checkQuotes(node);
    if (node.type === 'QUOTE_DOUBLE') return this.withGoEscapes(node, resolved);
    if (resolved.kind === 'date' && this.dialect.acceptsDate?.(pointer) === false) {
      this.report(errors.dateValue(this.dialect.reader, pointer, source, this.at(node)));
    }
    if (resolved.kind === 'float' && !Number.isFinite(resolved.value)) {
      this.report(errors.notFinite(pointer, source, this.at(node)));
      return source;
    }
    const { value } = resolved;
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    if (isNumber && pointer.length > 0 && node.tag === undefined && printNumber(value) !== source)
      draft.source = source;
    return value;
  }

  /** Go's reader knows `\\'` and does not know `\\/`. */
  private withGoEscapes(node: Scalar.Parsed, resolved: Resolved): unknown {
    const source = this.lines.text.slice(node.range[0], node.range[1]);
    if (!/\\['/]/.test(source)) return resolved.value;
    const replaced = source.replace(/\\[\s\S]/g, (pair, index: number) => {
      if (pair === '\\/') this.report(errors.badEscape(pair, this.lines.position(node.range[0] + index)));
      return pair === "\\'" ? "'" : pair;
    });
    const token = { type: 'double-quoted-scalar', offset: 0, indent: 0, source: replaced } as const;
    // The mistake has been reported; without a third argument, the library would throw.
    const { value } = this.yaml.CST.resolveAsScalar(token, false, () => undefined);
    return resolved.kind === 'string' ? value : resolved.value;
  }

  /** The end of the file may come where the last quote is only an escaped one. */
  private checkQuotes(node: Scalar.Parsed): void {
    const { type, range } = node;
    const { text } = this.lines;
    if ((type !== 'QUOTE_SINGLE' && type !== 'QUOTE_DOUBLE') || /\S/.test(text.slice(range[1], range[1] + 1))) return;
    const sign = type === 'QUOTE_SINGLE' ? "'" : '"';
    const escaping = type === 'QUOTE_SINGLE' ? "'" : '\\';
    // Not by an expression, which would begin at each of many such signs.
    let length = 0;
    for (let end = range[1] - 2; end > range[0] && text[end] === escaping; end--) length++;
    const isClosed = text[range[1] - 1] === sign && range[1] - range[0] > 1;
    if (!isClosed || length % 2 === 1) this.report(errors.unclosed('text in quotes', sign, this.at(node)));
  }

  /** At the end of a file that ends within a line, Go's reader ends no line, either. */
  private withoutAddedEnd(value: string, node: Scalar.Parsed): string {
    const { text } = this.lines;
    if (node.range[1] < text.length || !value.endsWith('\n')) return value;
    const last = text.slice(text.lastIndexOf('\n') + 1).replace(/^ +/, '');
    const isLine = last === '' ? /\n +\n$/.test(value) : value.endsWith(`${last}\n`);
    return isLine ? value.slice(0, -1) : value;
  }

  /** The value of its text and tag. */
  resolve(node: Scalar.Parsed, pointer: readonly string[]): Resolved {
    const source = node.source ?? '';
    const { tag } = node;
    if (tag === undefined || tag === '!') {
      return node.type === 'PLAIN' ? resolvePlain(source) : { kind: 'string', value: source };
    }
    const name = tag.startsWith(YAML_TAG) ? tag.slice(YAML_TAG.length) : '';
    // The reader leaves a tag that it does not know alone, and what has one is a string.
    if (!isScalarTag(name)) return { kind: 'string', value: source };
    const resolved = resolveTagged(name, source);
    if (resolved === undefined) this.report(errors.wrongTag(pointer, source, name, this.at(node)));
    return resolved ?? { kind: 'string', value: source };
  }

  private at(node: Scalar.Parsed): Position {
    return this.lines.position(node.range[0]);
  }

  private report(finding: Finding): void {
    this.findings.push(finding);
  }
}

function isScalarTag(name: string): name is ScalarTag {
  return SCALAR_TAGS.has(name);
}

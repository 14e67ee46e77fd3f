/**
 * From text to the nodes of npm's `yaml`, and to findings that a person can use.
 *
 * @module
 */
import type { Document, ErrorCode, ParsedNode, YAMLError } from 'yaml';
import { quoted } from '../../words';
import { Blanks } from './blanks';
import { DEEPEST } from './data';
import type { Dialect } from './dialect';
import * as errors from './errors';
import type { Finding, Position } from './finding';
import { lex } from './lexer';
import type { Lines } from './lines';

/** A comment as it stands in the text. */
export interface CommentToken {
  readonly offset: number;
  /** With its `#`. */
  readonly source: string;
}

export type ParsedDocument = Document.Parsed<ParsedNode>;

export interface Syntax {
  readonly documents: readonly ParsedDocument[];
  readonly comments: readonly CommentToken[];
  readonly findings: readonly Finding[];
}

/** The mark of `yaml`'s lexer before a scalar: with it, a scalar that begins with `#` is not a comment. */
const SCALAR = '\x1f';

/** Further mistakes are reported after these are corrected. */
const MOST_FINDINGS = 20;

/** So many lines are counted. */
const MOST_TABS = 10_000;

/**
 * The documents of a text. All scalars are strings, aliases and merge keys are only nodes, and keys may occur twice.
 * The caller interprets them.
 */
export function parseSyntax(lines: Lines, dialect: Dialect): Syntax {
  // Not at the top: what only prints should not wait for it.
  const yaml = require('yaml') as typeof import('yaml');
  const parser = new yaml.Parser();
  const comments: CommentToken[] = [];
  const tokens: import('yaml').CST.Token[] = [];
  const tabs: Finding[] = [];
  const blanks = new Blanks();
  let before = '';
  for (const lexeme of lex(lines.text)) {
    if (lexeme.startsWith('#') && before !== SCALAR) comments.push({ offset: parser.offset, source: lexeme });
    if (blanks.isBad(lexeme, before === SCALAR) && tabs.length < MOST_TABS) {
      tabs.push(errors.tab(lines.position(parser.offset + lexeme.indexOf('\t'))));
    }
    before = lexeme;
    tokens.push(...parser.next(lexeme));
    // The composer below visits recursively, and so does everything that looks at data.
    if (parser.stack.length > DEEPEST) {
      const finding = { ...errors.tooDeep([], DEEPEST), position: lines.position(parser.offset) };
      return { documents: [], comments: [], findings: [finding] };
    }
  }
  tokens.push(...parser.end());

  const composer = new yaml.Composer({
    schema: 'failsafe',
    // Only so that plain scalars do not become anything here, whatever a %YAML line says.
    customTags: [],
    resolveKnownTags: false,
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  const documents: ParsedDocument[] = [];
  withoutStacks(() => {
    for (const document of composer.compose(tokens, true, lines.text.length))
      documents.push(document as ParsedDocument);
  });
  const problems = documents.flatMap((document) => document.errors).filter(isMistake);
  return { documents, comments, findings: withOneTab([...tabs, ...explainAll(problems, lines, dialect)]) };
}

/** A file indented with tabs has them on every line: that is one mistake. */
function withOneTab(findings: readonly Finding[]): readonly Finding[] {
  const tabs = findings.filter(({ id }) => id === 'yaml-tab');
  const position = tabs[0]?.position;
  if (position === undefined) return findings;
  const tabLines = new Set(tabs.map((finding) => finding.position?.line));
  return [errors.tab(position, tabLines.size - 1), ...findings.filter(({ id }) => id !== 'yaml-tab')];
}

/** Each mistake is an Error for `yaml`, and to trace a hundred thousand of them takes half a minute. */
function withoutStacks(work: () => void): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Go's reader wants no space between a bracket or quote and a comment, and knows an escaped apostrophe. */
function isMistake({ message }: YAMLError): boolean {
  return !message.startsWith('Comments must be separated') && message !== "Invalid escape sequence \\'";
}

/** One finding a line: what follows a mistake in its line is mostly its consequence. */
function explainAll(problems: readonly YAMLError[], lines: Lines, dialect: Dialect): Finding[] {
  const byLine = new Map<number, Finding>();
  for (const problem of problems) {
    const offset = Math.max(0, problem.pos[0]);
    const line = lines.lineOf(offset);
    if (!byLine.has(line)) byLine.set(line, explain(problem, offset, lines, dialect));
    if (byLine.size === MOST_FINDINGS) break;
  }
  return [...byLine.values()];
}

function explain({ code, message }: YAMLError, offset: number, lines: Lines, dialect: Dialect): Finding {
  const position = lines.position(Math.min(offset, lines.text.length));
  const { text } = lines;
  if (
    code === 'TAB_AS_INDENT' ||
    (text[offset] === '\t' && /^\s*$/.test(text.slice(lines.startOf(position.line - 1), offset)))
  )
    return errors.tab(position);
  if (code === 'BAD_DQ_ESCAPE') return errors.badEscape(text.slice(offset, offset + 2), position);
  if (code === 'TAG_RESOLVE_FAILED') return errors.unknownTagHandle(dialect, position);
  if (code === 'MISSING_CHAR' || code === 'BAD_INDENT') {
    const found = explainMissing(message, offset, lines);
    if (found !== undefined) return found;
  }
  if (code === 'BAD_INDENT')
    return errors.indentation('The line does not begin where the lines around it do.', position);
  const [said, remedy] = SENTENCES[code] ?? sentenceFor(text[offset] ?? '');
  return errors.syntax(said, remedy, position);
}

/** The messages of `yaml` are the only place where it says which character is missing. */
function explainMissing(message: string, offset: number, lines: Lines): Finding | undefined {
  const at = (from: number): Position => lines.position(from);
  const here = at(Math.min(offset, lines.text.length));
  const quoted = /^Missing closing (["'])/.exec(message);
  if (quoted !== null) {
    const quote = quoted[1] ?? '';
    return errors.unclosed('text in quotes', quote, at(openingQuote(lines.text, quote, offset)));
  }
  const bracket = /^Flow (map|sequence) .*must.* end with a (.)/.exec(message);
  if (bracket !== null) {
    const [, kind, sign = ''] = bracket;
    return errors.unclosed(
      kind === 'map' ? 'map in braces' : 'list in brackets',
      `"${sign}", before a line that is indented less`,
      at(openingBracket(lines.text, sign, offset)),
    );
  }
  if (message.startsWith('Missing , ')) {
    return errors.syntax(
      'A comma is missing between two entries.',
      'Separate entries in brackets and braces by commas.',
      here,
    );
  }
  if (message.startsWith('Missing space after :')) {
    return errors.syntax('A space is missing after the colon.', 'Write a space between the colon and the value.', here);
  }
  if (message.startsWith('Implicit map keys')) {
    return errors.syntax(
      'A colon is missing: the line is neither an entry of the map around it nor a part of the value above.',
      'Write "key: value", or put a text of several lines in quotes.',
      here,
    );
  }
  if (message.startsWith('Sequence item without -')) {
    return errors.syntax('The "-" of a list item is missing.', 'Begin each item with "- ".', here);
  }
  if (message.startsWith('Tags and anchors must be separated')) {
    return errors.syntax('A space is missing after an anchor or a tag.', 'Write a space after it.', here);
  }
  if (message.startsWith('Block scalars with more-indented') || message.startsWith('Block scalar')) {
    return errors.indentation('The lines of the text below | or > are not indented as its first line.', here);
  }
  return undefined;
}

/** The quote with which a text begins that ends nowhere. */
function openingQuote(text: string, quote: string, end: number): number {
  // It begins at the reader's position, or at the last position before where a value may begin.
  for (let index = Math.min(end, text.length) - 1; index >= 0; index--) {
    if (text[index] === quote && /^[\s:,[{(-]?$/.test(text[index - 1] ?? '')) return index;
  }
  return Math.max(0, end - 1);
}

/** The bracket that the missing one would close. */
function openingBracket(text: string, sign: string, end: number): number {
  const opening = sign === '}' ? '{' : '[';
  let depth = 1;
  for (let index = Math.min(end, text.length) - 1; index >= 0; index--) {
    if (text[index] === sign) depth++;
    else if (text[index] === opening && --depth === 0) return index;
  }
  return Math.max(0, end - 1);
}

const SENTENCES: Partial<Record<ErrorCode, readonly [message: string, remedy: string]>> = {
  ALIAS_PROPS: ['An alias has an anchor or a tag.', 'Remove it: an alias is what it refers to.'],
  BAD_ALIAS: ['An anchor or an alias has no name.', 'Write a name right after "&" or "*", or put the text in quotes.'],
  BAD_DIRECTIVE: ['A line that begins with "%" is not a directive of YAML.', 'Remove it, or put the text in quotes.'],
  BAD_PROP_ORDER: ['An anchor or a tag stands before the sign that it must follow.', 'Move it behind "-", "?" or ":".'],
  BLOCK_AS_IMPLICIT_KEY: [
    'A key follows a key in the same line.',
    'Begin a new line for a map, or put a text that holds ": " in quotes.',
  ],
  BLOCK_IN_FLOW: [
    'Indented entries stand between brackets or braces.',
    'Separate entries by commas there, or write all of them in lines of their own.',
  ],
  KEY_OVER_1024_CHARS: ['A key is longer than 1024 characters.', 'Write a shorter key, or close a quote before.'],
  MULTILINE_IMPLICIT_KEY: [
    'A key goes over several lines.',
    'Write it in one line; if it is no key, close the quote or write the missing colon above.',
  ],
  MULTIPLE_ANCHORS: ['A value has two anchors.', 'Remove one of them.'],
  MULTIPLE_TAGS: ['A value has two tags.', 'Remove one of them.'],
  RESOURCE_EXHAUSTION: ['The file is nested too deeply to be read.', 'Write it flatter.'],
};

function sentenceFor(character: string): readonly [message: string, remedy: string] {
  if ('@`%|>,'.includes(character) && character !== '') {
    return [`A plain text may not begin with ${quoted(character)} here.`, 'Put the text in quotes.'];
  }
  if ('}]'.includes(character) && character !== '') {
    return [`Nothing is open that ${quoted(character)} closes.`, 'Remove it, or put the text in quotes.'];
  }
  return [
    'YAML does not allow this here.',
    'Check quotes, brackets and the indentation of this line and of the one above.',
  ];
}

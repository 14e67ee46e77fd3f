import ts from 'typescript';
import { type Paragraph, paragraphsOf } from './paragraph';

/** The paragraphs of the comments of a TypeScript file. */
export function commentsOf(text: string): Paragraph[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const comments = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ];
    for (const { pos, end } of ranges) comments.set(pos, end);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  const ends = [...comments].sort(([a], [b]) => a - b);
  const groups: { first: number; lines: string[]; short: boolean }[] = [];
  for (const [pos, end] of ends) {
    const first = file.getLineAndCharacterOfPosition(pos).line + 1;
    const bare = text.slice(pos, end).replace(/^\/\*\*?|\*\/$/g, '');
    const lines = bare.split('\n').map((line) => line.replace(/^\s*(?:\*|\/\/) ?/, ''));
    const last = groups.at(-1);
    // lines of `//` below each other are one comment
    const short = text.startsWith('//', pos);
    if (short && last?.short && last.first + last.lines.length === first) last.lines.push(...lines);
    else groups.push({ first, lines, short });
  }
  return groups.flatMap(({ first, lines }) => paragraphsOf(lines, first));
}

/** The texts of a catalogue of errors: its string and template literals of several words. */
export function messagesOf(text: string): Paragraph[] {
  const file = ts.createSourceFile('errors.ts', text, ts.ScriptTarget.Latest, true);
  const messages: Paragraph[] = [];
  const visit = (node: ts.Node): void => {
    const found = literalOf(node);
    if (found && /\S \S+ \S/.test(found)) {
      messages.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, text: found });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return messages;
}

/** The text of a literal; a value inside counts as one word. */
function literalOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => `\`value\`${span.literal.text}`).join('');
}

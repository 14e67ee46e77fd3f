/**
 * Configuration nodes to text. Same nodes, same bytes; no value can end its argument.
 *
 * @module
 */
import { printArguments, printEntry } from './arguments';
import { invalidComment, invalidDirectiveName } from './errors';
import type { Directive, NginxNode } from './model';

const INDENT = '    ';
const DIRECTIVE_NAME = /^[a-z_][a-z0-9_]*$/;

/** nginx counts a comment's line like a token: at most 4,096 bytes. A UTF-16 unit takes at most three of them. */
const COMMENT_LIMIT = 1_000;

/**
 * The nodes as a configuration file that ends with a line end; the empty string for no nodes.
 *
 * One directive a line, four spaces for each level, a blank line around blocks.
 *
 * @throws NginxError for what nginx could not read back as the same value; see `errors.ts`.
 * @example
 * ```ts
 * printNginx([block('server', [], [directive('listen', 80), directive('server_name', 'kitt.eh')])]);
 * // server {
 * //     listen 80;
 * //     server_name kitt.eh;
 * // }
 * ```
 */
export function printNginx(nodes: readonly NginxNode[]): string {
  const lines: string[] = [];
  printNodes(nodes, '', '', lines);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function printNodes(nodes: readonly NginxNode[], parent: string, indent: string, lines: string[]): void {
  let previous: NginxNode | undefined;
  for (const node of nodes) {
    if (previous !== undefined && (standsApart(previous) || standsApart(node) || node.comment !== undefined)) {
      lines.push('');
    }
    for (const line of node.comment ?? []) printCommentLine(line, indent, lines);
    if (node.kind === 'entry') lines.push(`${indent}${printEntry(node, parent)};`);
    else printDirective(node, indent, lines);
    previous = node;
  }
}

function standsApart(node: NginxNode): boolean {
  return node.kind === 'directive' && node.block !== undefined;
}

function printDirective(directive: Directive, indent: string, lines: string[]): void {
  if (!DIRECTIVE_NAME.test(directive.name)) throw invalidDirectiveName(directive.name);
  const head = `${indent}${directive.name}${printArguments(directive)}`;
  if (directive.block === undefined) {
    lines.push(`${head};`);
  } else if (directive.block.length === 0) {
    lines.push(`${head} {}`);
  } else {
    lines.push(`${head} {`);
    printNodes(directive.block, directive.name, indent + INDENT, lines);
    lines.push(`${indent}}`);
  }
}

function printCommentLine(line: string, indent: string, lines: string[]): void {
  if (/[\n\r\0]/.test(line)) throw invalidComment(line);
  for (let start = 0; start === 0 || start < line.length; start += COMMENT_LIMIT) {
    lines.push(`${indent}# ${line.slice(start, start + COMMENT_LIMIT)}`.trimEnd());
  }
}

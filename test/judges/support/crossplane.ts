/**
 * What crossplane, here its fork ngxparse, reads in an nginx configuration, and whether that is what our nodes say.
 * Nothing here knows how they are printed.
 *
 * @module
 * @see https://github.com/dvershinin/crossplane
 */
import { join } from 'node:path';
import type { Argument, NginxNode } from '../../../lib/languages/nginx';
import { call } from './program';

/** A directive as crossplane reads it. */
export interface Statement {
  readonly directive: string;
  readonly args: readonly string[];
  readonly line: number;
  readonly block?: readonly Statement[];
}

export interface Parsed {
  readonly errors: readonly string[];
  readonly parsed: readonly Statement[];
}

/** @param strict whether unknown directives, wrong places and wrong numbers of arguments are errors */
export function parseNginx(texts: readonly string[], { strict }: { readonly strict: boolean }): readonly Parsed[] {
  const input = JSON.stringify(texts.map((text) => ({ text, strict })));
  return JSON.parse(call('python', [join(__dirname, 'parse_nginx.py')], { input, codes: [0] }));
}

/** Every way in which what was read is not what the nodes say; none if it is. */
export function differences(nodes: readonly NginxNode[], read: readonly Statement[]): readonly string[] {
  const count = nodes.length === read.length ? [] : [`${nodes.length} nodes were read as ${read.length}`];
  return [
    ...count,
    ...nodes.flatMap((node, index) => {
      const statement = read[index];
      return statement ? ofOne(node, statement) : [];
    }),
  ];
}

function ofOne(node: NginxNode, { directive, args, line, block }: Statement): readonly string[] {
  const [name, values, children]: readonly [string | RegExp, readonly Argument[], readonly NginxNode[] | undefined] =
    node.kind === 'entry' ? [keyOf(node.key), node.values, undefined] : [node.name, node.args, node.block];
  const said = JSON.stringify([directive, ...args]);
  const isName = typeof name === 'string' ? unescaped(directive) === name : name.test(unescaped(directive));
  const isSame = isName && values.length === args.length && values.every((value, index) => means(args[index], value));
  return [
    ...(isSame
      ? []
      : [`line ${line}: ${JSON.stringify([node.kind === 'entry' ? node.key : name, ...values])} was read as ${said}`]),
    ...((children === undefined) === (block === undefined) ? [] : [`line ${line}: ${said} has a block or should`]),
    ...differences(children ?? [], block ?? []),
  ];
}

/** A key stands for itself, with a backslash in front where it would mean something else. */
function keyOf(key: Extract<NginxNode, { kind: 'entry' }>['key']): string | RegExp {
  if (key === undefined) return 'default';
  if (typeof key === 'object') return exactly(['~', '~*'], key.source);
  return /^(default|hostnames|include|volatile)$|^[~\\]/.test(key) ? exactly(['\\'], key) : key;
}

function means(arg: string | undefined, value: Argument): boolean {
  const read = unescaped(arg ?? '');
  if (typeof value === 'number') return read === String(value);
  if (typeof value === 'string') return read === value || canonical(read) === canonical(literal(value));
  switch (value.kind) {
    case 'verbatim':
      return read === value.text;
    case 'regex':
      return exactly(['', '~', '~*', '(?i)'], value.source).test(read);
    case 'variable':
      return canonical(read) === `\${${value.name}}`;
    case 'expression':
      return [literal, (text: string) => text].some((written) => {
        const parts = value.parts.map((part) => (typeof part === 'string' ? written(part) : `\${${part.name}}`));
        return canonical(read) === canonical(parts.join(''));
      });
  }
}

/** nginx has no escape for a dollar sign: where variables are read, one that holds a dollar sign stands for it. */
function literal(text: string): string {
  return text.replaceAll('$', () => '${dollar}');
}

/** Every variable in braces; a capture is one digit. */
function canonical(text: string): string {
  return text.replaceAll(/\$(?:([1-9])|([A-Za-z_]\w*))/g, (_, capture, name) => `\${${capture ?? name}}`);
}

/** crossplane leaves the escapes of nginx as they are, but for that of the quote around them. */
function unescaped(token: string): string {
  const escapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
  return token.replaceAll(/\\(["'\\trn])/g, (_, character: string) => escapes[character] ?? character);
}

function exactly(before: readonly string[], text: string): RegExp {
  const quoted = [...before, text].map((part) =>
    part.replaceAll(/[^\w]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`),
  );
  return new RegExp(`^(?:${quoted.slice(0, -1).join('|')})${quoted.at(-1)}$`, 'u');
}

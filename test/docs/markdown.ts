/**
 * What the tests read in Markdown: blocks of code with the comment above them, headings and links.
 */
import { readFileSync } from 'node:fs';

/** A fenced block. */
export interface Block {
  /** Absolute path of the page. */
  readonly page: string;
  /** Line of the fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** What the HTML comments directly above the fence say, by their first word: `<!-- context: shop -->`. */
  readonly notes: ReadonlyMap<string, string>;
}

export interface Link {
  readonly page: string;
  readonly line: number;
  readonly target: string;
}

/** The blocks of a page. @throws Error if a fence is not closed */
export function blocksOf(page: string, text = readFileSync(page, 'utf8')): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^(\s*)(```+)(\w*)\s*$/.exec(lines[index] ?? '');
    if (!fence) continue;
    const [, indent = '', ticks = '', language = ''] = fence;
    const end = lines.findIndex((line, at) => at > index && line.trimEnd() === `${indent}${ticks}`);
    if (end < 0) throw new Error(`${page}:${index + 1}: the block is not closed`);
    const body = lines.slice(index + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ page, line: index + 1, language, text: body.join('\n'), notes: notesAbove(lines, index) });
    index = end;
  }
  return blocks;
}

function notesAbove(lines: readonly string[], fence: number): Map<string, string> {
  const notes = new Map<string, string>();
  for (let index = fence - 1; index >= 0; index -= 1) {
    const note = /^\s*<!-- (\w+): (.*) -->$/.exec(lines[index] ?? '');
    if (!note?.[1]) break;
    notes.set(note[1], note[2] ?? '');
  }
  return notes;
}

/** A page without its blocks, so that nothing in them counts as prose. Lines keep their numbers. */
export function proseOf(text: string): string {
  return text.replace(/^([ \t]*)(```+)\w*[ \t]*\n[\s\S]*?^\1\2\s*$/gm, (block) => block.replace(/[^\n]/g, ''));
}

/** The links of a page, without those in code. */
export function linksOf(page: string, text = readFileSync(page, 'utf8')): Link[] {
  return proseOf(text)
    .split('\n')
    .flatMap((line, index) => {
      const found = line
        .replace(/`[^`]*`/g, (code) => '`'.repeat(code.length))
        .matchAll(/\]\(([^()\s]*(?:\([^()]*\))?[^()\s]*)\)/g);
      return [...found].map(([, target = '']) => ({ page, line: index + 1, target }));
    });
}

/** What a link to a page can have after its `#`: headings as GitHub names them, and explicit anchors. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const prose = proseOf(text);
  for (const [, id = ''] of prose.matchAll(/<a id="([^"]+)">/g)) anchors.add(id);
  for (const [, heading = ''] of prose.matchAll(/^#{1,6}\s+(.*)$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let name = slug;
    for (let n = 1; anchors.has(name); n += 1) name = `${slug}-${n}`;
    anchors.add(name);
  }
  return anchors;
}

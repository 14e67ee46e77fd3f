/** A paragraph of prose, and the line where it begins. */
export interface Paragraph {
  readonly line: number;
  readonly text: string;
}

/** Begins a paragraph of its own: a list item, a tag of a comment, a table's row. */
const BEGINS = /^(?:@\w+|[-*] |\d+\. |\|)/;

/** Words before the prose of a paragraph: the tag of a comment with the name of a parameter, the mark of a list. */
const LEAD = /^(?:@param \S+|@\w+|[-*] |\d+\. )\s*/;

/** The paragraphs of lines of Markdown, without code blocks, headings and examples. @param first number of the first line */
export function paragraphsOf(lines: readonly string[], first = 1): Paragraph[] {
  const paragraphs: { line: number; text: string }[] = [];
  let open = false;
  let skips: 'fence' | 'example' | undefined;
  lines.forEach((raw, index) => {
    const line = raw.trim();
    if (/^```/.test(line)) {
      skips = skips === 'fence' ? undefined : 'fence';
      open = false;
    }
    if (skips === 'example' && /^@(?!example)/.test(line)) skips = undefined;
    if (skips !== 'fence' && line.startsWith('@example')) skips = 'example';
    // an entry of a table of contents is a heading
    if (/^[-*] \[[^\]]*\]\(#[^)]*\)$/.test(line)) {
      open = false;
      return;
    }
    if (skips || line === '' || /^(?:#{1,6} |<!--|```|\|[-| :]+\|$)/.test(line)) {
      open = false;
      return;
    }
    if (line.startsWith('|')) {
      for (const cell of line.split(/(?<!\\)\|/).flatMap((text) => text.split('<br>')))
        if (cell.trim() !== '') paragraphs.push({ line: first + index, text: cell.trim() });
      open = false;
      return;
    }
    const last = paragraphs.at(-1);
    if (open && last && !BEGINS.test(line)) last.text += ` ${line}`;
    else paragraphs.push({ line: first + index, text: line.replace(LEAD, '') });
    open = true;
  });
  return paragraphs;
}

import { split } from 'sentence-splitter';

/** A sentence of a comment, a page or a message. */
export interface Sentence {
  readonly text: string;
  /** Number of words: a code span, a link and an address are one word each. */
  readonly words: number;
}

/** Spans that count as one word and contain no end of a sentence. */
const SPAN = /`[^`]*`|\{@link [^}]*\}|https?:\S+?(?=[).,;:]*(?:\s|$))/g;

/** The sentences of a paragraph in Markdown. */
export function sentencesOf(paragraph: string): Sentence[] {
  const spans: string[] = [];
  const masked = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(SPAN, (span) => `X${spans.push(span) - 1}X`);
  return split(masked)
    .filter((node) => node.type === 'Sentence')
    .map(({ raw }) => ({
      text: raw.replace(/X(\d+)X/g, (_, index: string) => spans[Number(index)] ?? ''),
      words: raw.split(/\s+/).filter((word) => /[A-Za-z]/.test(word)).length,
    }));
}

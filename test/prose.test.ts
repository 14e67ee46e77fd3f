/**
 * The prose of comments, pages and messages follows the rules of CONTRIBUTING, so that a reader understands each sentence
 * at once.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Paragraph, paragraphsOf } from './prose/paragraph';
import { mistakesOf } from './prose/rules';
import { sentencesOf } from './prose/sentence';
import { commentsOf, messagesOf } from './prose/typescript';

const root = join(__dirname, '..');

/** The files below a folder whose path matches, without generated ones. */
function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => pattern.test(file) && !/node_modules|\.generated\./.test(file));
}

function mistakesIn(paths: readonly string[], read: (text: string) => Paragraph[]): string[] {
  return paths.flatMap((path) =>
    read(readFileSync(join(root, path), 'utf8')).flatMap(({ line, text }) =>
      sentencesOf(text).flatMap((sentence) =>
        mistakesOf(sentence).map((mistake) => `${path}:${line}: ${mistake}: ${sentence.text}`),
      ),
    ),
  );
}

describe('every sentence is short and names its noun', () => {
  test.each(['lib', 'constructs'])('in the comments of %s', (folder) => {
    expect(mistakesIn(files(folder, /\.ts$/), commentsOf)).toEqual([]);
  });

  test('in the messages of all catalogues', () => {
    const catalogues = [...files('lib', /errors\.ts$|\/checks\/|\/rules\//), ...files('constructs', /errors\.ts$/)];
    expect(mistakesIn(catalogues, messagesOf)).toEqual([]);
  });

  test('on the pages', () => {
    // decisions are records in the form of notes
    const pages = ['README.md', 'CONTRIBUTING.md', ...files('docs', /^docs\/(?!decisions).*\.md$/)];
    expect(mistakesIn(pages, (text) => paragraphsOf(text.split('\n')))).toEqual([]);
  });
});

describe('the rules find', () => {
  const mistakes = (text: string): string[] => sentencesOf(text).flatMap(mistakesOf);

  test('a sentence of more than twenty words, in which a code span is one word', () => {
    const twenty = `${'word '.repeat(19)}word.`;
    expect(mistakes(twenty)).toEqual([]);
    expect(mistakes(`One ${twenty}`)).toEqual(['21 words: write at most 20']);
    expect(mistakes(`${'word '.repeat(19)}\`a b. c d\`.`)).toEqual([]);
    expect(mistakes(`${twenty} ${twenty}`)).toEqual([]);
  });

  test('a clause as a subject, and not a question', () => {
    expect(mistakes('What a service publishes is checked.')).toEqual(['begins with a clause: name the noun']);
    expect(mistakes('What now?')).toEqual([]);
  });

  test('a noun that hides behind a clause, and not one in code', () => {
    expect(mistakes('The list of which the last counts.')).toEqual(['"of which": name the noun']);
    expect(mistakes('The key `that of`.')).toEqual([]);
  });

  test('them in each comment, at its line, and in no example', () => {
    const text =
      '/**\n * What it does.\n *\n * @example\n * What an example says.\n */\nconst a = 1; // Whoever reads it\n';
    expect(commentsOf(text)).toEqual([
      { line: 2, text: 'What it does.' },
      { line: 7, text: 'Whoever reads it' },
    ]);
  });

  test('them in messages, with a word for each value', () => {
    expect(messagesOf('const a = (b: string) => `What ${b} says.`; const id = "a-b";')).toEqual([
      { line: 1, text: 'What `value` says.' },
    ]);
  });
});

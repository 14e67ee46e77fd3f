import type { Sentence } from './sentence';

/** A rule of CONTRIBUTING about prose: the mistake of a sentence, or undefined. */
type ProseRule = (sentence: Sentence) => string | undefined;

const MOST_WORDS = 20;

/** Clauses that hide the noun: "those of which", "is told", "whoever". */
const HIDDEN_NOUN = /\b(?:(?:of|in|by|for) which|(?:those|that) of|whoever|(?:is|are) (?:told|said))\b/i;

const tooLong: ProseRule = ({ words }) =>
  words > MOST_WORDS ? `${words} words: write at most ${MOST_WORDS}` : undefined;

const clauseAsSubject: ProseRule = ({ text }) =>
  /^(?:What|Whatever|Whoever)\b/.test(text) && !text.endsWith('?') ? 'begins with a clause: name the noun' : undefined;

const hiddenNoun: ProseRule = ({ text }) => {
  const found = HIDDEN_NOUN.exec(text.replace(/`[^`]*`/g, ''));
  return found ? `"${found[0]}": name the noun` : undefined;
};

/** The mistakes of a sentence. */
export const mistakesOf = (sentence: Sentence): string[] =>
  [tooLong, clauseAsSubject, hiddenNoun].flatMap((rule) => rule(sentence) ?? []);

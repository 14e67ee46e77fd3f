/**
 * Why Compose rejects a string, and what to do about it.
 *
 * @module
 */
import { quoted } from '../../../words';

/** A sentence about a string, and a sentence on what to do. */
export interface TextProblem {
  readonly problem: string;
  readonly remedy: string;
}

const LITERAL = 'write "$$" for a "$" that is meant as it stands';

export function noName(following: string): TextProblem {
  const first = firstOf(following);
  const found = first === '' ? 'ends there' : `goes on with ${quoted(first)}`;
  return {
    problem: `After "\${" Compose wants the name of a variable, and the text ${found}.`,
    remedy: `Begin the name with a letter or "_", or ${LITERAL}.`,
  };
}

export function noOperator(name: string, following: string): TextProblem {
  const first = firstOf(following);
  const found = first === '' ? 'the text ends' : `there is ${quoted(first)}`;
  return {
    problem: `After "\${${name}" Compose wants "}" or one of ":-", "-", ":?", "?", ":+", "+", and ${found}.`,
    remedy: `Close it with "}", or ${LITERAL}.`,
  };
}

export function notClosed(beginning: string): TextProblem {
  const [line = ''] = beginning.slice(0, 80).split('\n');
  const shown = line.length > 40 ? `${line.slice(0, 39)}…` : line;
  return {
    problem: `${quoted(shown)} has no "}" on its line, and Compose looks no further.`,
    remedy: `Close it with "}" on the same line, or ${LITERAL}.`,
  };
}

export function nestedTooDeep(deepest: number): TextProblem {
  return {
    problem: `Variables are nested in one another deeper than ${deepest} levels.`,
    remedy: 'Nest fewer variables in one another.',
  };
}

export function noValue(name: string, message: string): TextProblem {
  return {
    problem: `The required variable ${name} has no value${message === '' ? '' : `: ${message}`}.`,
    remedy: `Set ${name} in the shell or in an .env file.`,
  };
}

/** The first character, whole. */
function firstOf(text: string): string {
  const [first = ''] = text.slice(0, 2);
  return first;
}

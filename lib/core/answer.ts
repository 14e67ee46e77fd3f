/**
 * Functions of authors: what they answer is looked at, and what they throw is reported.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { shown } from '../words';
import { answerInvalid } from './errors';
import type { Form } from './form';
import { report } from './problem';

/** How to look at the answers of a function. */
export interface Answer<R> {
  readonly form: Form;
  /** Takes the place of an answer that has another form. */
  readonly standIn: R;
}

/**
 * The same function, whose answers have the form that they must have.
 *
 * @param name of the function, for people: `image.problems`
 */
export function answering<A extends readonly unknown[], R>(
  construct: IConstruct,
  name: string,
  ask: (...args: A) => R,
  { form, standIn }: Answer<R>,
): (...args: A) => R {
  return (...args) => {
    try {
      const answer = ask(...args);
      if (form.mistakesIn(answer).length === 0) return answer;
      report(construct, answerInvalid(name, `returned ${shown(answer)}`, form.noun));
    } catch (error) {
      const reason = error instanceof Error ? error.message : shown(error);
      report(construct, answerInvalid(name, `threw: ${reason}`, form.noun));
    }
    return standIn;
  };
}

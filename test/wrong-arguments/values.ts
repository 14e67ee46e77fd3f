/** What somebody passes whom no type stops. */
import { Construct } from 'constructs';
import { type Stack, Volume } from '../../index';

/** A class of the user's own that has nothing to do with the library. */
class Thing {
  readonly kind = 'thing';
}

/** A wrong value by its name in messages of a test; it may need a stack to stand in. */
export const WRONG: Readonly<Record<string, (stack: Stack) => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  'an empty text': () => '',
  'a text': () => 'some text',
  'a text with lines': () => 'two\nlines: {}',
  zero: () => 0,
  'a negative number': () => -1,
  'a fraction': () => 3.5,
  NaN: () => Number.NaN,
  true: () => true,
  false: () => false,
  'an empty map': () => ({}),
  'a map': () => ({ key: 'value' }),
  'a map without a prototype': () => Object.assign(Object.create(null), { key: 'value' }),
  'an empty list': () => [],
  'a list': () => ['one', 2, null],
  'a list of texts': () => ['one', 'two'],
  'a function': () => () => 1,
  'a class': () => Thing,
  'a symbol': () => Symbol('wrong'),
  'a bigint': () => 10n,
  'a date': () => new Date(0),
  'a broken date': () => new Date(Number.NaN),
  'an instance': () => new Thing(),
  'a Map': () => new Map([['key', 'value']]),
  'a regular expression': () => /x/,
  'a promise': () => Promise.resolve('later'),
  'an element of another kind': (stack) => new Volume(stack, 'of-another-kind'),
  'a plain construct': (stack) => new Construct(stack, 'plain'),
  'a stack': (stack) => stack,
};

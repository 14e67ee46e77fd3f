import fc from 'fast-check';
import { nearest } from '../../../lib/core/nearest';

const words = ['app', 'out', 'quiet', 'json', 'help', 'version'];

describe('the nearest word', () => {
  it.each([
    ['vesion', 'version'],
    ['qiuet', 'quiet'],
    ['jsno', 'json'],
    ['ver', 'version'],
    ['outt', 'out'],
    ['apps', 'app'],
  ])('for %s is %s', (word, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });

  it.each([['colour'], [''], ['x']])('for %j is none of them', (word) => {
    expect(nearest(word, words)).toBeUndefined();
  });

  it('for a word of the list is that word', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (list, index) => {
        const word = list[index % list.length] ?? '';
        expect(nearest(word, list)).toBe(word);
      }),
    );
  });
});

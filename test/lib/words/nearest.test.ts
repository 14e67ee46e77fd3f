import fc from 'fast-check';
import { nearest } from '../../../lib/words';

const OPTIONS = ['app', 'out', 'quiet', 'json', 'help', 'version'];
const KEYS = ['image', 'init', 'ports', 'environment', 'depends_on', 'networks', 'network_mode'];

describe('the nearest word', () => {
  it.each([
    ['vesion', OPTIONS, 'version'],
    ['qiuet', OPTIONS, 'quiet'],
    ['jsno', OPTIONS, 'json'],
    ['outt', OPTIONS, 'out'],
    ['apps', OPTIONS, 'app'],
    ['imgae', KEYS, 'image'],
    ['Image', KEYS, 'image'],
    ['dependsOn', KEYS, 'depends_on'],
    ['network', KEYS, 'networks'],
    ['networkMode', KEYS, 'network_mode'],
    ['int', KEYS, 'init'],
  ])('for the slip %j among %j is %j', (word, words, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });

  it.each([
    ['ver', OPTIONS, 'version'],
    ['env', KEYS, 'environment'],
    ['net', ['network_mode', 'networks'], 'networks'],
  ])('for the beginning %j among %j is %j', (word, words, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });

  it.each([
    ['colour', OPTIONS],
    ['', OPTIONS],
    ['x', OPTIONS],
    ['v', OPTIONS],
    ['img', KEYS],
    ['zzz', KEYS],
    ['', KEYS],
  ])('for %j among %j is none of them', (word, words) => {
    expect(nearest(word, words)).toBeUndefined();
  });

  it('for a word of the list is that word', () => {
    expect(nearest('web', ['Web', 'web'])).toBe('web');
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (list, index) => {
        const word = list[index % list.length] ?? '';
        expect(nearest(word, list)).toBe(word);
      }),
    );
  });

  it('survives one slip in any word of four letters or more', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.nat(), (key, position) => {
        const at = position % key.length;
        expect(nearest(key.slice(0, at) + key.slice(at + 1), [key])).toBe(key);
        expect(nearest(`${key.slice(0, at)}q${key.slice(at)}`, [key])).toBe(key);
      }),
    );
  });

  it('of a very long word is worked out at once', () => {
    expect(nearest('image'.repeat(100_000), KEYS)).toBeUndefined();
  });
});

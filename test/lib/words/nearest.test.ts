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
    ['s', ['os'], 'os'],
    ['enviromnetn', KEYS, 'environment'],
  ])('for the slip %j among %j is %j', (word, words, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });

  it.each([
    ['ver', OPTIONS, 'version'],
    ['env', KEYS, 'environment'],
    ['en', KEYS, 'environment'],
    ['net', ['network_mode', 'networks'], 'networks'],
    ['net', ['networks', 'network_mode'], 'networks'],
    ['net', ['network_a', 'network_b'], 'network_a'],
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

  it('has at most a third of its letters wrong, where two neighbours in the wrong order are one slip', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (written, meant) => {
        const isNear = slips(written, meant) <= Math.max(1, Math.floor(written.length / 3));
        const isBeginning = written.length >= 2 && meant.startsWith(written);
        expect(nearest(written, [meant]) !== undefined).toBe(isNear || isBeginning);
      }),
      { numRuns: 500 },
    );
  });

  it('of a very long word is worked out at once', () => {
    expect(nearest('image'.repeat(100_000), KEYS)).toBeUndefined();
  });
});

/** As the definition says it. */
function slips(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const isSwap = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(
    slips(a.slice(1), b) + 1,
    slips(a, b.slice(1)) + 1,
    slips(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
    isSwap ? slips(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

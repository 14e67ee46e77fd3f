import fc from 'fast-check';
import { suggest } from '../../../../lib/languages/compose/check/suggest';

const KEYS = ['image', 'init', 'ports', 'environment', 'depends_on', 'networks', 'network_mode'];

describe('a suggestion', () => {
  it.each([
    ['imgae', 'image'],
    ['img', undefined],
    ['Image', 'image'],
    ['dependsOn', 'depends_on'],
    ['network', 'networks'],
    ['networkMode', 'network_mode'],
    ['int', 'init'],
    ['zzz', undefined],
    ['', undefined],
  ])('for %j is %j', (word, expected) => {
    expect(suggest(word, KEYS)).toBe(expected);
  });

  it('survives one slip in any word of four letters or more', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.nat(), (key, position) => {
        const at = position % key.length;
        expect(suggest(key.slice(0, at) + key.slice(at + 1), [key])).toBe(key);
        expect(suggest(`${key.slice(0, at)}q${key.slice(at)}`, [key])).toBe(key);
      }),
    );
  });

  it('does not take long for a very long word', () => {
    expect(suggest('image'.repeat(100_000), KEYS)).toBeUndefined();
  });
});

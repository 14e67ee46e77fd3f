import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellWord, singleQuoted } from '../../../../lib/languages/shell';

/** What a shell makes of a line of words, each on a line of its own. */
function read(words: readonly string[]): string[] {
  const script = `for word in ${words.join(' ')}; do printf '%s\\0' "$word"; done`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const anyText = fc
  .oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string({ unit: fc.constantFrom(...`ab '"$\\\`!*?[]{}()<>|&;#~=-\n\t`) }),
  )
  .filter((text) => !text.includes('\0'));

describe('a word of a shell', () => {
  it('is read back by a shell as the very text', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 20 }), (texts) => {
        expect(read(texts.map(shellWord))).toEqual(texts);
        expect(read(texts.map(singleQuoted))).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  it('is bare where everybody sees that it is one word', () => {
    expect(['synth.out/shop/compose.yaml', '--build', 'a@b', 'A=1', 'é', '', "it's", '$HOME'].map(shellWord)).toEqual([
      ...['synth.out/shop/compose.yaml', '--build', 'a@b', 'A=1', "'é'", "''", "'it'\\''s'", "'$HOME'"],
    ]);
  });
});

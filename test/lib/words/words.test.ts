import fc from 'fast-check';
import { anyOf, capital, excerpt, inWords, quoted, quotedList, withArticle } from '../../../lib/words';

describe('a value in a message', () => {
  it('stands in quotes, on one line, and can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(quoted(text)).toMatch(/^"[^\n]*"$/);
        expect(JSON.parse(quoted(text))).toBe(text);
      }),
    );
  });

  it('is whole where it is a name, and at most 200 characters long where anything can stand', () => {
    const long = 'a'.repeat(201);
    expect(quoted(long)).toBe(`"${long}"`);
    expect(excerpt(long)).toBe(`"${'a'.repeat(199)}…"`);
    expect(excerpt('a'.repeat(200))).toBe(`"${'a'.repeat(200)}"`);
    expect(['a', 'b'].map(excerpt)).toEqual(['"a"', '"b"']);
  });

  it('stands in a list, of which the beginning is enough', () => {
    const names = Array.from({ length: 13 }, (_, index) => String(index));
    expect(quotedList(['a', 'b'])).toBe('"a", "b"');
    expect(quotedList(names.slice(1))).toBe(names.slice(1).map(quoted).join(', '));
    expect(quotedList(names)).toBe(`${names.slice(0, 12).map(quoted).join(', ')} and more`);
  });

  it('has words for everything that a program can pass, also where its own do not work', () => {
    const broken = {
      toString: () => {
        throw new Error('no words');
      },
    };
    expect([1, null, undefined, true, 'a', 5n, Symbol('s')].map(inWords)).toEqual([
      ...['1', 'null', 'undefined', 'true', 'a', '5', 'Symbol(s)'],
    ]);
    expect([{}, [], broken, Object.create(null), () => 1].map(inWords)).toEqual([
      ...['[object Object]', '[object Array]', '[object Object]', '[object Object]', '[object Function]'],
    ]);
  });
});

describe('a phrase', () => {
  it('has the article that English wants', () => {
    expect(['map', 'integer', 'Ansible file', 'null'].map(withArticle)).toEqual([
      ...['a map', 'an integer', 'an Ansible file', 'null'],
    ]);
  });

  it('lists alternatives', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(anyOf)).toEqual(['', 'a', 'a or b', 'a, b or c']);
  });

  it('begins a sentence', () => {
    expect(['the element', '', 'ü'].map(capital)).toEqual(['The element', '', 'Ü']);
  });
});

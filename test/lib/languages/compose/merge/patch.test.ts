import fc from 'fast-check';
import { applyPatch, type PatchOperation } from '../../../../../lib/languages/compose/merge';

/** One case for each example of https://www.rfc-editor.org/rfc/rfc6902#appendix-A, in the words of Compose. */
describe('a patch', () => {
  test.each<[string, unknown, readonly PatchOperation[], unknown]>([
    ['adds a member (A.1)', { image: 'a' }, [{ op: 'add', path: '/user', value: 'me' }], { image: 'a', user: 'me' }],
    [
      'adds an item within a list (A.2)',
      { dns: ['a', 'c'] },
      [{ op: 'add', path: '/dns/1', value: 'b' }],
      { dns: ['a', 'b', 'c'] },
    ],
    ['removes a member (A.3)', { image: 'a', user: 'me' }, [{ op: 'remove', path: '/user' }], { image: 'a' }],
    ['removes an item (A.4)', { dns: ['a', 'b', 'c'] }, [{ op: 'remove', path: '/dns/1' }], { dns: ['a', 'c'] }],
    [
      'replaces a value (A.5)',
      { image: 'a', user: 'me' },
      [{ op: 'replace', path: '/image', value: 'b' }],
      { image: 'b', user: 'me' },
    ],
    [
      'moves a value (A.6)',
      { a: { x: 1, y: 2 }, b: { z: 3 } },
      [{ op: 'move', from: '/a/y', path: '/b/new' }],
      { a: { x: 1 }, b: { z: 3, new: 2 } },
    ],
    [
      'moves an item (A.7)',
      { dns: ['a', 'd', 'b', 'c'] },
      [{ op: 'move', from: '/dns/1', path: '/dns/3' }],
      { dns: ['a', 'b', 'c', 'd'] },
    ],
    [
      'goes on after a test that holds (A.8)',
      { a: 'x', dns: ['a', 2, 'c'] },
      [
        { op: 'test', path: '/a', value: 'x' },
        { op: 'test', path: '/dns/1', value: 2 },
      ],
      { a: 'x', dns: ['a', 2, 'c'] },
    ],
    [
      'adds a map (A.10)',
      { a: 1 },
      [{ op: 'add', path: '/child', value: { deep: {} } }],
      { a: 1, child: { deep: {} } },
    ],
    [
      'ignores members of operations that it does not know (A.11)',
      { a: 1 },
      [{ op: 'add', path: '/b', value: 2, xyz: 3 } as PatchOperation],
      { a: 1, b: 2 },
    ],
    [
      'reads ~01 as ~1, not as / (A.14)',
      { '/': 9, '~1': 10 },
      [{ op: 'test', path: '/~01', value: 10 }],
      { '/': 9, '~1': 10 },
    ],
    [
      'appends a list to a list (A.16)',
      { a: ['x'] },
      [{ op: 'add', path: '/a/-', value: ['y', 'z'] }],
      { a: ['x', ['y', 'z']] },
    ],
    ['replaces the whole', { a: 1 }, [{ op: 'replace', path: '', value: { b: 2 } }], { b: 2 }],
    ['overwrites with add', { a: 1 }, [{ op: 'add', path: '/a', value: 2 }], { a: 2 }],
    ['copies', { a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
    ['knows the empty key', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
    [
      'knows a key with a slash',
      { labels: { 'a/b': '1' } },
      [{ op: 'replace', path: '/labels/a~1b', value: '2' }],
      { labels: { 'a/b': '2' } },
    ],
    [
      'tests maps in any order',
      { a: { x: 1, y: [2] } },
      [{ op: 'test', path: '/a', value: { y: [2], x: 1 } }],
      { a: { x: 1, y: [2] } },
    ],
    [
      'does all of it, in order',
      { dns: ['a'] },
      [
        { op: 'add', path: '/dns/-', value: 'b' },
        { op: 'remove', path: '/dns/0' },
      ],
      { dns: ['b'] },
    ],
  ])('%s', (_, element, operations, expected) => {
    const before = JSON.stringify(element);
    expect(applyPatch(element, operations)).toEqual({ value: expected });
    expect(JSON.stringify(element)).toBe(before);
  });

  test.each<[string, unknown, readonly unknown[], Readonly<Record<string, unknown>>]>([
    [
      'a test that fails (A.9)',
      { a: 'x' },
      [{ op: 'test', path: '/a', value: 'y' }],
      { path: ['a'], problem: 'The value at "a" is not the one that the test expects.' },
    ],
    [
      'a parent that is not there (A.12)',
      { a: 1 },
      [{ op: 'add', path: '/b/c', value: 2 }],
      { path: [], problem: 'There is no "b" in the element.' },
    ],
    [
      'an operation that there is not (A.13, where the last of two counts)',
      { a: 1 },
      [JSON.parse('{"op":"add","path":"/b","value":1,"op":"drop"}')],
      { problem: 'There is no operation "drop".' },
    ],
    [
      'a string that is not the number (A.15)',
      { '/': 9, '~1': 10 },
      [{ op: 'test', path: '/~01', value: '10' }],
      { path: ['~1'] },
    ],
    [
      'a name near another',
      { services: { web: { image: 'a' } } },
      [{ op: 'replace', path: '/services/web/imgae', value: 'b' }],
      { path: ['services', 'web'], problem: 'There is no "imgae" in "services.web".', remedy: 'Did you mean "image"?' },
    ],
    [
      'an item beyond the list',
      { dns: ['a'] },
      [{ op: 'add', path: '/dns/2', value: 'b' }],
      { path: ['dns'], problem: 'There is no item "2" in the list at "dns".' },
    ],
    ['an index with a zero before it', { dns: ['a', 'b'] }, [{ op: 'remove', path: '/dns/01' }], { path: ['dns'] }],
    [
      'the end of a list where something must be',
      { dns: ['a'] },
      [{ op: 'remove', path: '/dns/-' }],
      { path: ['dns'] },
    ],
    [
      'a move into itself',
      { a: { b: {} } },
      [{ op: 'move', from: '/a', path: '/a/b/c' }],
      { problem: 'A value cannot move into itself.' },
    ],
    ['a pointer without a slash', { a: 1 }, [{ op: 'remove', path: 'a' }], { problem: '"a" is not a JSON Pointer.' }],
    [
      'a pointer with a stray tilde',
      { a: 1 },
      [{ op: 'remove', path: '/a~2' }],
      { problem: '"/a~2" is not a JSON Pointer.' },
    ],
    ['no value', { a: 1 }, [{ op: 'add', path: '/b' }], { problem: 'The operation "add" has no "value".' }],
    ['no source', { a: 1 }, [{ op: 'move', path: '/b' }], { problem: 'The operation "move" has no "from".' }],
    [
      'what every object has',
      { a: 1 },
      [{ op: 'remove', path: '/constructor' }],
      { problem: 'There is no "constructor" in the element.' },
    ],
    [
      'the removal of everything',
      { a: 1 },
      [{ op: 'remove', path: '' }],
      { problem: 'The element as a whole cannot be removed.' },
    ],
  ])('explains %s and does nothing', (_, element, operations, expected) => {
    const before = JSON.stringify(element);
    expect(applyPatch(element, operations as readonly PatchOperation[])).toMatchObject(expected);
    expect(JSON.stringify(element)).toBe(before);
  });

  test('adds __proto__ as a key like any other', () => {
    const applied = applyPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: 1 } }]) as { value: object };
    expect(JSON.stringify(applied.value)).toBe('{"__proto__":{"polluted":1}}');
    expect('polluted' in applied.value).toBe(false);
  });

  test('that adds and removes the same leaves everything as it was', () => {
    const data = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(data, fc.string(), fc.jsonValue(), (element, key, value) => {
        fc.pre(!Object.hasOwn(element, key));
        const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const applied = applyPatch(element, [
          { op: 'add', path, value },
          { op: 'test', path, value },
          { op: 'remove', path },
        ]);
        expect(applied).toEqual({ value: element });
      }),
    );
  });
});

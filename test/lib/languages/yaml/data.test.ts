import { runInNewContext } from 'node:vm';
import {
  childOf,
  entriesOf,
  entryOf,
  isEmpty,
  isPlainMap,
  mapOf,
  mapValues,
  toMap,
} from '../../../../lib/languages/yaml';

const hostile: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');

describe('plain data', () => {
  it('has maps of this realm, of others, and without a prototype', () => {
    expect([{}, Object.create(null), runInNewContext('({})'), hostile].every(isPlainMap)).toBe(true);
  });

  it('has no maps that are lists, scalars or objects of classes', () => {
    expect([[], null, undefined, 'a', 1, new Map(), new Date(), new (class Web {})(), () => 1].some(isPlainMap)).toBe(
      false,
    );
  });

  it('is asked for the entries that it has, and not for what every object has', () => {
    expect(['a', 'toString', '__proto__'].map((key) => entryOf({ a: 1 }, key))).toEqual([1, undefined, undefined]);
    expect(['__proto__', 'constructor'].map((key) => entryOf(hostile, key))).toEqual([1, 2]);
    expect([['b'], 'text', null, undefined].map((value) => entryOf(value, '0'))).toEqual(Array(4).fill(undefined));
  });

  it('is followed step by step, through maps and lists', () => {
    const data = { a: [{ b: 1 }] };
    expect(['a', '0', 'b'].reduce<unknown>(childOf, data)).toBe(1);
    expect(['a', '1', 'b'].reduce<unknown>(childOf, data)).toBeUndefined();
    expect(childOf('text', 'length')).toBeUndefined();
  });

  it('has no entries where it is no map, and none that are undefined', () => {
    expect(entriesOf({ a: 1, b: undefined, c: null })).toEqual([
      ['a', 1],
      ['c', null],
    ]);
    expect([['a'], 'text', null, undefined].map(entriesOf)).toEqual([[], [], [], []]);
    expect([mapOf(['a']), mapOf({ a: 1 })]).toEqual([{}, { a: 1 }]);
    expect([isEmpty({}), isEmpty({ a: undefined }), isEmpty({ a: null })]).toEqual([true, true, false]);
  });

  it('is the same map after a change that changes nothing', () => {
    const map = { a: 1, b: 2 };
    expect(mapValues(map, (value) => value)).toBe(map);
    expect(mapValues(map, (value, key) => (key === 'b' ? 3 : value))).toEqual({ a: 1, b: 3 });
    expect(Object.keys(mapValues(mapOf(hostile), String))).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(toMap([['__proto__', 1]]))).toEqual(['__proto__']);
  });
});

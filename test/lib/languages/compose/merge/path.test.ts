import { type Applied, applyOverride, type PropertyPath } from '../../../../../lib/languages/compose/merge';
import { Remove } from '../../../../../lib/languages/compose/overlay';

describe('an override by path', () => {
  test.each<[string, unknown, PropertyPath, unknown, unknown]>([
    ['sets a property', { image: 'a' }, 'image', 'b', { image: 'b' }],
    [
      'makes the maps on the way',
      {},
      'deploy.resources.limits.memory',
      '1g',
      { deploy: { resources: { limits: { memory: '1g' } } } },
    ],
    [
      'sets a key with dots',
      { labels: { a: '1' } },
      ['labels', 'traefik.enable'],
      'true',
      { labels: { a: '1', 'traefik.enable': 'true' } },
    ],
    ['sets an item of a list', { dns: ['a', 'b'] }, 'dns.1', 'c', { dns: ['a', 'c'] }],
    ['appends to a list', { dns: ['a'] }, ['dns', '-'], 'b', { dns: ['a', 'b'] }],
    [
      'goes into an item',
      { ports: [{ target: 80 }] },
      ['ports', 0, 'name'],
      'n',
      { ports: [{ target: 80, name: 'n' }] },
    ],
    ['appends an item that it makes', { ports: [] }, 'ports.-.target', 80, { ports: [{ target: 80 }] }],
    ['sets null', { command: 'a' }, 'command', null, { command: null }],
    ['takes away with Remove', { image: 'a', user: 'b' }, 'user', new Remove(), { image: 'a' }],
    ['takes an item away with Remove', { dns: ['a', 'b'] }, 'dns.0', new Remove(), { dns: ['b'] }],
  ])('%s', (_, element, path, value, expected) => {
    const before = JSON.stringify(element);
    expect(applyOverride(element, path, value)).toEqual({ value: expected });
    expect(JSON.stringify(element)).toBe(before);
  });

  test('leaves what it does not touch the same objects', () => {
    const element = { build: { args: {} }, deploy: { replicas: 1 } };
    const applied = applyOverride(element, 'deploy.replicas', 2) as { value: typeof element };
    expect(applied.value.build).toBe(element.build);
  });

  test('takes __proto__ for a key like any other', () => {
    const applied = applyOverride({ labels: {} }, ['labels', '__proto__', 'polluted'], 'yes') as { value: unknown };
    expect(JSON.stringify(applied.value)).toBe('{"labels":{"__proto__":{"polluted":"yes"}}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each<[string, unknown, PropertyPath, unknown, Partial<Exclude<Applied, { value: unknown }>>]>([
    ['an empty key', {}, 'a..b', 1, { problem: 'A key of the path is empty.' }],
    ['no key', {}, [], 1, { problem: 'A key of the path is empty.' }],
    [
      'an index beyond the list',
      { dns: ['a'] },
      'dns.3',
      'b',
      {
        path: ['dns'],
        problem: 'There is no item "3" in the list at "dns".',
        remedy: 'The last index is 0; use "-" to add one at the end.',
      },
    ],
    ['a word in a list', { dns: ['a'] }, 'dns.first', 'b', { path: ['dns'] }],
    [
      'a way through a string',
      { image: 'a' },
      'image.tag',
      'b',
      { path: ['image'], problem: '"image" is a string, so there can be no "tag" in it.' },
    ],
    [
      'a Remove of what is not there',
      { image: 'a' },
      'imgae',
      new Remove(),
      { path: [], problem: 'There is no "imgae" in the element.', remedy: 'Did you mean "image"?' },
    ],
    [
      'a Remove in what is not there',
      { image: 'a' },
      'deploy.replicas',
      new Remove(),
      { path: [], problem: 'There is no "deploy" in the element.' },
    ],
  ])('explains %s', (_, element, path, value, expected) => {
    expect(applyOverride(element, path, value)).toMatchObject(expected);
  });
});

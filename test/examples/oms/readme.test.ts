/** The table of the example's page: each line of the original system is accounted for, and with something that is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const stack = read('examples/oms/stack.ts');
const tests = ['test/engine/oms.test.ts', 'test/traps.test.ts'].map(read).join('\n');

/** Original, what became of it, and where. */
const rows = read('examples/oms/README.md')
  .split('\n## What became of the original\n')[1]
  ?.split('\n')
  .filter((line) => /^\|(?! original |---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it.each(rows ?? [])('%s%s: %s', (_, original, fate, where = '') => {
  expect(original).not.toBe('');
  if (fate === 'not needed' || fate === 'not yet') return expect(where.length).toBeGreaterThan(20);
  const [, named = ''] = /^`(.*)`$/.exec(where) ?? [];
  expect(named).not.toBe('');
  expect(fate === 'done' ? stack : tests).toContain(named);
  return expect(['done', 'cannot go wrong']).toContain(fate);
});

it('has nine services, as the original has', () => {
  const names = 'omscore-data omscore php-fpm omscore-nginx postgres pgadmin mongodb omsevents omsevents-frontend';
  const first = (rows ?? []).map(([, original = '']) => /^`([\w-]+)`/.exec(original)?.[1]);
  for (const name of names.split(' ')) expect(first).toContain(name);
});

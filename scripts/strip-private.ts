/**
 * Takes the mark `#private` out of the type declarations: `tsx scripts/strip-private.ts`, after tsc has written them.
 *
 * With it the compiler takes the classes of two copies of this library for different ones, though they work together.
 * The members themselves stay out of reach: JavaScript guards them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const types = resolve(__dirname, '..', 'dist', 'types');

for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'))) {
  const file = join(types, name);
  const text = readFileSync(file, 'utf8');
  const stripped = text.replace(/^\s*#private;\n/gm, '');
  if (stripped !== text) writeFileSync(file, stripped);
}

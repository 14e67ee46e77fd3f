/** The example as the command reads it, in both environments. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exampleCopy, synth } from '../../example-copy';

const folder = exampleCopy('oms', []);
afterAll(() => rmSync(folder, { recursive: true }));

it('is without a finding, and has no tool of developers in production', () => {
  expect(JSON.parse(synth(folder, '--json'))).toMatchObject({ diagnostics: [] });
  const [dev, production] = ['oms-dev', 'oms'].map((name) =>
    readFileSync(join(folder, 'synth.out', name, 'compose.yaml'), 'utf8'),
  );
  expect(dev).toContain('\n  pgadmin:\n');
  expect(production).not.toMatch(/pgadmin|core-shell/);
  expect(production).toContain('\n  backup:\n');
});

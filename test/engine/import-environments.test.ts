/**
 * What a program makes of several Compose files for an environment is what `docker compose` makes of the files.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hasErrors } from 'compose-constructs';
import { difference } from '../corpus/difference';
import { CASES, caseNames, expectedOf, importedFrom } from '../lib/import/environments/cases';
import { generationOf } from '../lib/import/write/run';

/** What Compose reads from files, as JSON. */
function config(project: string, folder: string, files: readonly string[]): string {
  const { PATH, HOME } = process.env;
  const which = files.flatMap((file) => ['-f', file]);
  const args = ['compose', '-p', project, '--profile', '*', ...which, 'config', '--no-consistency', '--format', 'json'];
  const env = { PATH, HOME, DOCKER_HOST: 'unix:///nonexistent' };
  const { status, stdout, stderr } = spawnSync('docker', args, { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`docker compose rejects ${files.join(' and ')}: ${stderr}`);
  return stdout;
}

/** A copy of a case, beside which nobody else writes. */
function copyOf(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'import-environments-')), name);
  cpSync(join(CASES, name), folder, { recursive: true });
  return folder;
}

describe('Every environment is to Compose what its files are', () => {
  test.each(caseNames())('%s', (name) => {
    const folder = copyOf(name);
    try {
      const { source = '' } = importedFrom(name, folder);
      const { stacks, diagnostics } = generationOf(source, folder);
      expect(hasErrors(diagnostics)).toBe(false);
      const expected = Object.entries(expectedOf(name));
      expect(stacks.map(({ assembly }) => assembly.environment.name)).toEqual(
        expected.map(([environment]) => environment),
      );
      stacks.forEach((stack, index) => {
        for (const [path, { content }] of stack.files) {
          mkdirSync(dirname(join(stack.folder, path)), { recursive: true });
          writeFileSync(join(stack.folder, path), content);
        }
        const [, files = []] = expected[index] ?? [];
        const original = JSON.parse(config(name, folder, files));
        const result = JSON.parse(config(name, folder, [join(stack.folder, 'compose.yaml')]));
        expect(difference(original, result, folder)).toBeUndefined();
      });
    } finally {
      rmSync(dirname(folder), { recursive: true });
    }
  });
});

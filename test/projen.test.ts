import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

describe('the files that projen owns', () => {
  it('are what .projenrc.ts says: running projen changes none of them', () => {
    const copy = mkdtempSync(join(tmpdir(), 'projen-'));
    const { files } = JSON.parse(readFileSync(join(root, '.projen/files.json'), 'utf8')) as { files: string[] };
    const read = ['test/patience.ts', 'package.json', 'package-lock.json', 'examples/kitteh/app/package.json'];
    const inputs = ['.projenrc.ts', ...read, ...files];
    try {
      for (const file of inputs) cpSync(join(root, file), join(copy, file), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      execFileSync(join(root, 'node_modules/.bin/projen'), [], {
        cwd: copy,
        env: { ...process.env, PROJEN_DISABLE_POST: 'true', CI: '' },
        stdio: 'pipe',
      });
      for (const file of inputs) {
        expect({ file, text: readFileSync(join(copy, file), 'utf8') }).toEqual({
          file,
          text: readFileSync(join(root, file), 'utf8'),
        });
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

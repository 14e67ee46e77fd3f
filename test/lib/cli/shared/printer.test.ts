import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { coloured, paintFor, plain } from '../../../../lib/cli/shared/colours';
import { printDiagnostics } from '../../../../lib/cli/shared/printer';
import type { Diagnostic } from '../../../../lib/core';

const folder = mkdtempSync(join(tmpdir(), 'printer-'));
const file = join(folder, 'stack.ts');
writeFileSync(file, `const app = new App();\n\tnew Web(app, 'web');\n${'x'.repeat(300)}!${'y'.repeat(300)}\n`);
afterAll(() => rmSync(folder, { recursive: true }));

const problem: Diagnostic = {
  id: 'host-port-taken',
  severity: 'error',
  message: 'Two services publish port 80.',
  remedy: 'Publish another.',
  path: 'shop/web',
  location: { file, line: 2, column: 6 },
  related: [{ message: 'the other one', path: 'shop/api', location: { file, line: 1, column: 1 } }],
};

describe('printed diagnostics', () => {
  it('say what is wrong, where in the tree and in the file, with the line, and what to do', () => {
    expect(printDiagnostics([problem], { cwd: folder })).toBe(
      [
        'error host-port-taken at stack.ts:2:6 (shop/web)',
        '  Two services publish port 80.',
        "  2 │  new Web(app, 'web');",
        '    │      ^',
        '  the other one at stack.ts:1:1 (shop/api)',
        '  Publish another.',
        '',
        '1 error; nothing was written.',
        '',
      ].join('\n'),
    );
  });

  it('are nothing at all when there are none', () => {
    expect(printDiagnostics([], { cwd: folder })).toBe('');
  });

  it('count errors and warnings apart', () => {
    const warning: Diagnostic = { ...problem, severity: 'warning' };
    expect(printDiagnostics([problem, warning, warning], { cwd: folder })).toMatch(
      /\n\n1 error, 2 warnings; nothing was written\.\n$/,
    );
    expect(printDiagnostics([warning], { cwd: folder })).toMatch(/\n\n1 warning\.\n$/);
  });

  it('show the part of a long line that matters', () => {
    const [, , line = '', caret = ''] = printDiagnostics([{ ...problem, location: { file, line: 3, column: 301 } }], {
      cwd: folder,
    }).split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line[caret.indexOf('^')]).toBe('!');
  });

  it('do without the line when the file is gone or shorter', () => {
    for (const location of [
      { file: join(folder, 'gone.ts'), line: 1, column: 1 },
      { file, line: 99, column: 1 },
    ]) {
      expect(printDiagnostics([{ ...problem, location }], { cwd: folder })).not.toContain('│');
    }
  });

  it('cannot act on the terminal, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printed = printDiagnostics([{ ...problem, message: text, remedy: text, path: text }], { cwd: folder });
        expect(printed).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });

  it('are coloured without changing the text', () => {
    const text = printDiagnostics([problem], { cwd: folder, paint: coloured });
    expect(text).toContain('\u001b[31merror host-port-taken\u001b[39m');
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(printDiagnostics([problem], { cwd: folder }));
  });
});

describe('colours', () => {
  it.each([
    ['on a terminal', {}, true, coloured],
    ['not elsewhere', {}, false, plain],
    ['not on a terminal that cannot', { TERM: 'dumb' }, true, plain],
    ['not where NO_COLOR is set', { NO_COLOR: '1' }, true, plain],
    ['where NO_COLOR is set but empty', { NO_COLOR: '' }, true, coloured],
    ['anywhere with FORCE_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, coloured],
    ['nowhere with FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, plain],
  ])('are used %s', (_name, env, terminal, paint) => {
    expect(paintFor(env, () => terminal)).toBe(paint);
  });
});

import { documentOf } from '../../../../lib/cli/shared/document';
import type { Diagnostic } from '../../../../lib/core';

describe('the document of --json', () => {
  it('says first what was done, then what is wrong, with every path from the working directory', () => {
    const diagnostic: Diagnostic = {
      id: 'host-port-taken',
      severity: 'error',
      message: 'Two services publish port 80.',
      remedy: 'Publish another.',
      location: { file: '/home/shop/infra/stack.ts', line: 2, column: 6 },
      related: [
        { message: 'the first one', location: { file: '/home/other/base.ts', line: 1, column: 1 } },
        { message: 'somewhere', path: 'shop/api' },
      ],
    };
    expect(documentOf({ stacks: [] }, [diagnostic], '/home/shop')).toBe(
      `${JSON.stringify(
        {
          stacks: [],
          diagnostics: [
            {
              ...diagnostic,
              location: { file: 'infra/stack.ts', line: 2, column: 6 },
              related: [
                { message: 'the first one', location: { file: '../other/base.ts', line: 1, column: 1 } },
                { message: 'somewhere', path: 'shop/api' },
              ],
            },
          ],
        },
        null,
        2,
      )}\n`,
    );
  });
});

import * as fc from 'fast-check';
import { type Operation, parseJournal } from '../../../lib/output/journal';
import { whyUnsafe } from '../../../lib/output/paths';

const digest = 'a'.repeat(64);

describe('a journal', () => {
  it('reads back what was recorded', () => {
    const path = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => whyUnsafe(text) === undefined);
    const operation: fc.Arbitrary<Operation> = fc.oneof(
      fc.record({ do: fc.constant('remove' as const), path, sha256: fc.constant(digest) }),
      fc.record({ do: fc.constant('remove-folder' as const), path, mode: fc.nat(0o7777) }),
      fc.record({ do: fc.constant('make-folder' as const), path }),
      fc.record({ do: fc.constant('put' as const), path, sha256: fc.constant(digest), replaces: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        expect(parseJournal(JSON.stringify({ operations }))).toEqual(operations);
      }),
    );
  });

  it.each([
    ['', 'not JSON'],
    ['[]', 'no list'],
    ['{"operations":{}}', 'no list'],
    ['{"operations":[1]}', 'operation 0'],
    ['{"operations":[{"do":"make-folder","path":"a"},{"do":"burn","path":"a"}]}', 'operation 1'],
    ['{"operations":[{"do":"put","path":"a","replaces":true}]}', 'operation 0'],
    ['{"operations":[{"do":"remove","path":"a"}]}', 'operation 0'],
    ['{"operations":[{"do":"remove-folder","path":"a"}]}', 'operation 0'],
    ['{"operations":[{"do":"make-folder","path":"../a"}]}', 'cannot be a path'],
    ['{"operations":[{"do":"make-folder","path":"/a"}]}', 'cannot be a path'],
  ])('says why %j is none', (text, reason) => {
    expect(parseJournal(text)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it('reads any text without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const result = parseJournal(text);
        expect('reason' in result || Array.isArray(result)).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { changesBetween } from '../../../lib/assembly/changes';

const places = (before: unknown, after: unknown): string[] =>
  changesBetween(before, after).map(({ pointer, isRemoved }) => `${isRemoved ? '-' : '+'}${pointer.join('.')}`);

describe('the changes between two values', () => {
  it.each<[unknown, unknown, string[]]>([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, ['+a']],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3, d: 4 } }, ['+a.c', '+a.d']],
    [{ a: 1, b: 2 }, { b: 2 }, ['-a']],
    [{ a: [1, 2] }, { a: [1, 2, 3] }, ['+a.2']],
    [{ a: [1, 2] }, { a: [0, 1, 2] }, ['+a.0']],
    [{ a: [1, 2, 3] }, { a: [1, 3] }, ['-a.1']],
    [{ a: [1, 2, 3] }, { a: [1, 5, 3] }, ['+a.1']],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['+a.0.b']],
    [{ a: 'x' }, { a: ['x'] }, ['+a']],
    [{ a: {} }, { a: [] }, ['+a']],
    [{ a: 1 }, 5, ['+']],
    [{ a: 1 }, null, ['+']],
    [{}, { a: undefined }, []],
  ])('from %j to %j are %j', (before, after, expected) => {
    expect(places(before, after)).toEqual(expected);
  });

  it('end where data contains itself', () => {
    const cycles = [1, 2].map((number) => {
      const cycle: Record<string, unknown> = { number };
      return Object.assign(cycle, { a: cycle, b: [cycle, cycle] });
    });
    expect(places(cycles[0], cycles[1])).toContain('+number');
  });

  it('are none between a value and itself, and some between what differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(changesBetween(one, structuredClone(one))).toEqual([]);
        expect(changesBetween(one, other).length > 0).toBe(JSON.stringify(one) !== JSON.stringify(other));
      }),
    );
  });
});

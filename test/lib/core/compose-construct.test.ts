import type { Construct } from 'constructs';
import { Service, type Stack } from '../../../lib';
import { ComposeConstruct } from '../../../lib/core/compose-construct';
import { diagnosticsOf, idsOf, lineOf } from '../tree';

interface CacheProps {
  readonly size?: number;
}

class Cache extends ComposeConstruct {
  constructor(scope: Construct, id: string, props: CacheProps = {}) {
    super(scope, id);
    this.checkProperties('Cache', props, { size: true });
    if ((props.size ?? 64) < 16) this.report({ id: 'cache-too-small', message: 'Too small.', remedy: 'Give it 16.' });
    new Service(this, 'Default', { image: 'valkey/valkey:8.1' });
  }

  warm(other: Cache): boolean {
    return this.checkConstruct('warm', 'a Cache', other, (candidate) => candidate instanceof Cache);
  }
}

const told = (build: (stack: Stack) => void) => diagnosticsOf((stack) => build(stack));

describe('a construct that somebody else writes', () => {
  it('reports a mistake with its path, and the line of whoever made it', () => {
    const [diagnostic, ...others] = told((stack) => {
      new Cache(stack, 'cache', { size: 8 }); // ← too small
    });
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({
      id: 'cache-too-small',
      severity: 'error',
      path: 'shop/cache',
      location: { file: __filename },
    });
  });

  it('is told about a property that it does not take', () => {
    const wrong: object = { sise: 64 };
    const [diagnostic] = told((stack) => new Cache(stack, 'cache', wrong));
    expect(diagnostic).toMatchObject({ id: 'option-unknown', remedy: 'Did you mean "size"?' });
  });

  it('refuses an id that Compose does not take', () => {
    expect(idsOf(told((stack) => new Cache(stack, 'my cache')))).toEqual(['id-invalid: shop']);
  });

  it('checks what its verbs are given', () => {
    const found = told((stack) => {
      const cache = new Cache(stack, 'cache');
      expect(cache.warm(new Cache(stack, 'other'))).toBe(true);
      // a program without types can pass anything
      expect(cache.warm('other' as never)).toBe(false);
    });
    expect(idsOf(found)).toEqual(['not-a-construct: shop/cache']);
    expect(lineOf(__filename, 'too small')).toBeGreaterThan(0);
  });
});

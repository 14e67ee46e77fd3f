import { Network, Service, text, Variable } from '../../../lib';
import { diagnosticsOf, generated } from '../tree';

const image = 'busybox:1.37';

describe('what verbs add', () => {
  it('stays in the form in which the author wrote: items to items, keys to maps', () => {
    const { stacks } = generated((stack) => {
      const back = new Network(stack, 'back');
      const db = new Service(stack, 'db', { image, healthcheck: { test: 'ready' } });
      const items = new Service(stack, 'items', { image, environment: ['A=1'], networks: ['default'] });
      const map = new Service(stack, 'map', { image, environment: { A: '1' }, networks: { default: null } });
      for (const web of [items, map]) {
        web.setEnvironment('B', text`$${Variable.of('B')}`);
        web.join(back);
        web.startAfter(db);
      }
    });
    const { items, map } = stacks[0]?.assembly.project.services ?? {};
    expect(items).toMatchObject({ environment: ['A=1', text`B=$${Variable.of('B')}`], networks: ['default', 'back'] });
    expect(map).toMatchObject({ environment: { A: '1', B: text`$${Variable.of('B')}` } });
    expect(map?.networks).toEqual({ default: null, back: null });
  });

  it('to a list of names that holds a variable is an error: it cannot be a key of a map', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const db = new Service(stack, 'db', { image, healthcheck: { test: 'ready' } });
      new Service(stack, 'web', { image, depends_on: [Variable.of('OTHER')] }).startAfter(db);
    });
    expect(diagnostics).toMatchObject([{ id: 'lowering-failed', path: 'shop/web' }]);
    expect(diagnostics[0]?.message).toContain('a list that holds a variable cannot take up "db"; write all names');
  });

  it.each([
    ['a string', 'A=1'],
    ['a text', text`A=${Variable.of('A')}`],
  ])('of a variable that %s sets already is an error', (_, item) => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image, environment: [item] });
      web.setEnvironment('A', '2');
      web.setEnvironment('B', '2');
    });
    expect(diagnostics.map(({ id }) => id)).toEqual(['environment-set-twice']);
  });
});

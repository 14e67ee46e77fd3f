import { Construct } from 'constructs';
import { Database, Engine } from '../../../constructs';
import { App, Environment, generate, Service, Stack } from '../../../lib';
import { diagnosticsOf, idsOf, lineOf } from '../tree';

const image = 'busybox:1.37';
const unpinned = 'busybox';
const file = __filename;

/** A program that does not look at types. */
interface Untyped {
  accept(rule?: unknown, reason?: unknown): void;
}

describe('a rule that is accepted', () => {
  it('is not reported for that element, and is for others', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'tool', { image: unpinned }).accept('image-unpinned', 'a tool that nobody keeps');
      new Service(stack, 'web', { image: unpinned });
    });
    expect(idsOf(diagnostics)).toEqual(['image-unpinned: shop/web']);
  });

  it('may be an error that would stop the run', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'blue', { image, ports: ['80:80'] });
      const green = new Service(stack, 'green', { image, ports: ['80:80'] });
      green.accept('host-port-taken', 'one of them runs at a time: a script stops the other first');
    });
    expect(diagnostics).toEqual([]);
  });

  it('holds for everything in a stack, and in that stack only', () => {
    const app = new App({ root: '/srv/shop' });
    for (const id of ['one', 'two']) {
      const stack = new Stack(app, id, { environment: Environment.development() });
      new Service(new Construct(stack, 'part'), 'web', { image: unpinned });
      new Service(stack, 'db', { image: unpinned });
      if (id === 'one') stack.accept('image-unpinned', 'a playground');
    }
    expect(idsOf(generate(app).diagnostics)).toEqual(['image-unpinned: two/part/web', 'image-unpinned: two/db']);
  });

  it('does not hold for what only begins with the same name', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'web', { image: unpinned }).accept('image-unpinned', 'a tool');
      new Service(stack, 'web-2', { image: unpinned });
      new Service(new Construct(stack, 'web.3'), 'web', { image: unpinned });
    });
    expect(idsOf(diagnostics)).toEqual(['image-unpinned: shop/web-2', 'image-unpinned: shop/web.3/web']);
  });

  it('can be one of several, at one element or around it', () => {
    const diagnostics = diagnosticsOf((stack) => {
      stack.accept('image-unpinned', 'a playground');
      new Service(stack, 'one', { image, ports: ['80:80'] });
      const two = new Service(stack, 'two', { image: unpinned, ports: ['80:80'] });
      two.accept('host-port-taken', 'one of them runs at a time');
      two.accept('image-unpinned', 'said twice: here and around it');
    });
    expect(diagnostics).toEqual([]);
  });

  it('can be of an element in a construct', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
      db.service.override('image', 'postgres');
      db.service.accept('image-unpinned', 'always the newest');
    });
    expect(diagnostics.filter(({ id }) => id === 'image-unpinned' || id === 'acceptance-unused')).toEqual([]);
  });

  it('is a warning if nothing breaks it, at the line of the call', () => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image });
      web.accept('image-unpinned', 'it was, once'); // ← unused
      stack.accept('host-port-taken', 'it was, once'); // ← unused in stack
    });
    expect(diagnostics).toMatchObject([
      { id: 'acceptance-unused', path: 'shop', location: { file, line: lineOf(file, 'unused in stack') } },
      { id: 'acceptance-unused', path: 'shop/web', location: { file, line: lineOf(file, 'unused') } },
    ]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(diagnostics[1]?.message).toContain('"image-unpinned"');
  });

  it('is no warning where an error hides what breaks it', () => {
    const build = (at: 'service' | 'stack') => (stack: Stack) => {
      const props = { image: unpinned, imgae: 'x' };
      const web = new Service(stack, 'web', props);
      new Service(stack, 'other', { image }).accept('host-port-taken', 'there is none');
      (at === 'stack' ? stack : web).accept('image-unpinned', 'a tool');
    };
    for (const at of ['service', 'stack'] as const) {
      expect(idsOf(diagnosticsOf(build(at)))).toEqual(['unknown-property: shop/web', 'acceptance-unused: shop/other']);
    }
  });

  it.each([
    ['image-unpined', 'Did you mean "image-unpinned"?'],
    ['image-missing', 'The rules are host-port-taken, '],
  ])('must be a rule: %s is an error', (rule, remedy) => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image }) as Untyped;
      web.accept(rule, 'for a reason'); // ← no rule
    });
    expect(diagnostics).toMatchObject([
      {
        id: 'rule-unknown',
        severity: 'error',
        path: 'shop/web',
        message: `There is no rule "${rule}" that could be accepted.`,
        location: { file, line: lineOf(file, 'no rule') },
      },
    ]);
    expect(diagnostics[0]?.remedy).toContain(remedy);
  });

  it.each([undefined, '', ' \n', 5])('needs a reason: %j is none', (reason) => {
    const diagnostics = diagnosticsOf((stack) => {
      const web = new Service(stack, 'web', { image: unpinned }) as Untyped;
      web.accept('image-unpinned', reason); // ← no reason
    });
    expect(idsOf(diagnostics)).toEqual(['acceptance-without-reason: shop/web', 'image-unpinned: shop/web']);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', location: { file, line: lineOf(file, 'no reason') } });
  });
});

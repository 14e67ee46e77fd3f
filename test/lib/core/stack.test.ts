import { resolve } from 'node:path';
import { Construct, RootConstruct } from 'constructs';
import { App, Environment, generate, Service, Stack, type StackProps, text, Variable } from '../../../lib';
import { idsOf, lineOf } from '../tree';

const image = 'busybox:1.37';
const file = __filename;
const environment = Environment.development();

describe('an app', () => {
  it('without a stack is an error at the line that made it', () => {
    const app = new App({ root: '/srv/shop' }); // ← empty app
    const { diagnostics, stacks } = generate(app);
    expect(idsOf(diagnostics)).toEqual(['no-stack: ']);
    expect(diagnostics[0]?.location).toMatchObject({ file, line: lineOf(file, 'empty app') });
    expect(stacks).toEqual([]);
  });

  it('has an absolute root, whatever it is given', () => {
    expect(new App({ root: '/srv/shop' }).root).toBe('/srv/shop');
    expect(new App({ root: 'test/../test' }).root).toBe(resolve('test'));
    expect(new App().root).toBe(process.cwd());
  });

  it('holds stacks at any depth', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(new Construct(new Construct(app, 'eu'), 'west'), 'shop', { environment });
    new Stack(app, 'blog', { environment });
    const { stacks, diagnostics } = generate(app);
    expect(diagnostics).toEqual([]);
    expect(stacks.map(({ name }) => name)).toEqual(['shop', 'blog']);
  });
});

describe('two stacks with one name', () => {
  it('are an error that names both lines, and nothing is generated', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(app, 'shop', { environment }); // ← first shop
    new Stack(app, 'shop-eu', { environment, name: 'shop' }); // ← second shop
    const { diagnostics, stacks } = generate(app);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: 'stack-name-taken',
      path: 'shop-eu',
      location: { file, line: lineOf(file, 'second shop') },
      related: [{ path: 'shop', location: { file, line: lineOf(file, 'first shop') } }],
    });
    expect(stacks.flatMap(({ files }) => [...files])).toEqual([]);
  });

  it('are one error and not two where they have one id, too', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(app, 'shop', { environment });
    new Stack(app, 'shop', { environment });
    expect(idsOf(generate(app).diagnostics)).toEqual(['id-taken: ']);
  });

  it('are an error wherever in the tree they are', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(app, 'shop', { environment });
    new Stack(new Construct(app, 'eu'), 'shop', { environment });
    expect(idsOf(generate(app).diagnostics)).toEqual(['stack-name-taken: eu/shop']);
  });
});

describe('a stack in a stack', () => {
  it('is an error, also through a construct between them', () => {
    const app = new App({ root: '/srv/shop' });
    const outer = new Stack(app, 'outer', { environment });
    new Stack(outer, 'inner', { environment }); // ← inner
    new Stack(new Construct(outer, 'part'), 'deep', { environment });
    const { diagnostics } = generate(app);
    expect(idsOf(diagnostics)).toEqual(['stack-in-stack: outer/inner', 'stack-in-stack: outer/part/deep']);
    expect(diagnostics[0]?.location).toMatchObject({ file, line: lineOf(file, 'inner') });
  });
});

describe('the name of a stack', () => {
  it.each(['Shop', 'my shop', '-shop', '_shop', 'shöp', '', '../shop', 'shop.eu', 'shop/eu'])(
    'is an error if Compose would refuse it, or change it: %j',
    (name) => {
      const app = new App({ root: '/srv/shop' });
      new Stack(app, 'shop', { environment, name }); // ← misnamed
      const { diagnostics } = generate(app);
      expect(idsOf(diagnostics)).toEqual(['stack-name-invalid: shop']);
      expect(diagnostics[0]?.location).toMatchObject({ file, line: lineOf(file, 'misnamed') });
    },
  );

  it('is the id, unless it is given, and is checked either way', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(app, 'Shop', { environment });
    new Stack(app, 'Blog', { environment, name: 'blog-1_a' });
    const { diagnostics, stacks } = generate(app);
    expect(idsOf(diagnostics)).toEqual(['stack-name-invalid: Shop']);
    expect(stacks.map(({ name }) => name)).toEqual(['Shop', 'blog-1_a']);
  });
});

describe('a stack that is not told its environment', () => {
  it.each([{}, undefined])('is an error that says what to pass: %j', (props) => {
    const app = new App({ root: '/srv/shop' });
    // what the types forbid is the point: synth runs code without looking at types
    new Stack(app, 'shop', props as unknown as StackProps); // ← no environment
    const { diagnostics } = generate(app);
    expect(idsOf(diagnostics)).toEqual(['environment-missing: shop']);
    expect(diagnostics[0]?.location).toMatchObject({ file, line: lineOf(file, 'no environment') });
    expect(diagnostics[0]?.remedy).toContain('Environment.development()');
  });
});

describe('a stack outside of any app', () => {
  it('is an error that says what the first argument is', () => {
    const nowhere = undefined as unknown as Construct; // what a program without types can pass
    expect(() => new Stack(nowhere, 'shop', { environment })).toThrow(
      '"shop" was given no construct to live in: the first argument is the scope, usually `this`.',
    );
  });

  it('can still be built, in a tree of another library', () => {
    const stack = new Stack(new RootConstruct(), 'shop', { environment });
    expect(new Service(stack, 'web', { image }).name).toBe('web');
  });
});

describe('the stack of a construct', () => {
  it('is the one around it', () => {
    const stack = new Stack(new App(), 'shop', { environment });
    expect(Stack.of(stack)).toBe(stack);
    expect(Stack.of(new Construct(new Construct(stack, 'a'), 'b'))).toBe(stack);
  });

  it('is an error where there is none', () => {
    expect(() => Stack.of(new Construct(new App(), 'web'))).toThrow(
      /"web" stands in no Stack: create it inside a class/,
    );
  });
});

describe('an environment', () => {
  it('for development answers under localhost', () => {
    expect(Environment.development()).toMatchObject({
      kind: 'development',
      name: 'development',
      domain: 'localhost',
      registry: undefined,
      tag: 'development',
      isDevelopment: true,
    });
  });

  it('for production knows its domain', () => {
    const environmentOf = Environment.production({ domain: 'kitt.eh', name: 'eu', registry: 'ghcr.io/acme' });
    expect(environmentOf).toMatchObject({
      kind: 'production',
      name: 'eu',
      domain: 'kitt.eh',
      registry: 'ghcr.io/acme',
      tag: 'eu',
      isDevelopment: false,
    });
  });

  it('may leave the tag to the deploying shell', () => {
    const tag = Variable.required('TAG');
    expect(Environment.production({ domain: 'kitt.eh', tag }).tag).toBe(tag);
    expect(() => `${text`web:${tag}`}`).toThrow(/has no value yet/);
  });
});

describe('an environment without a domain', () => {
  it('is an error at the stack that was given it', () => {
    // synth runs code without looking at its types
    const production = Environment.production as (props?: object) => Environment;
    const cases = [
      [production(), 'domain-missing: shop'],
      [production({}), 'domain-missing: shop'],
      [production({ domain: 5 }), 'argument-invalid: shop'],
    ] as const;
    for (const [incomplete, id] of cases) {
      const app = new App({ root: '/srv/shop' });
      new Service(new Stack(app, 'shop', { environment: incomplete }), 'web', { image });
      expect(idsOf(generate(app).diagnostics)).toEqual([id]);
    }
  });
});

import { Construct } from 'constructs';
import fc from 'fast-check';
import { App, Artifact, Environment, generate, Network, Service, Stack, Volume } from '../../../lib';
import { composeText, diagnosticsOf, idsOf, lineOf, newStack } from '../tree';

const image = 'busybox:1.37';
const file = __filename;

/** A construct as users write them: nothing checks its id. */
class Plain extends Construct {}

function servicesInOrder(text: string): string[] {
  const section = text.slice(text.indexOf('\nservices:\n'));
  return [...section.matchAll(/^ {2}(\S+):$/gm)].map(([, name]) => name ?? '');
}

describe('an id that cannot become a name', () => {
  it.each([
    ['constructor', 'id-reserved'],
    ['__proto__', 'id-reserved'],
    ['toString', 'id-reserved'],
    ['hasOwnProperty', 'id-reserved'],
    ['1', 'id-whole-number'],
    ['0', 'id-whole-number'],
    ['4294967295', 'id-whole-number'],
    ['a/b', 'id-invalid'],
    ['a\nb', 'id-invalid'],
    ['', 'id-invalid'],
    [' ', 'id-invalid'],
    ['ü', 'id-invalid'],
    ['-a', 'id-invalid'],
    ['a b', 'id-invalid'],
    ['a:b', 'id-invalid'],
  ])('%j is one error at the line that gave it', (id, problem) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Artifact(stack, id, { file: 'motd', render: () => '' }); // ← bad id
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: problem,
      severity: 'error',
      path: 'shop',
      location: { file, line: lineOf(file, 'bad id') },
    });
    expect(diagnostics[0]?.message).toContain(JSON.stringify(id));
  });

  it.each([undefined, null, 7, {}])('%j, which only a program without types can pass, is an error too', (id) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, id as unknown as string, { image }); // what the types forbid is the point
    });
    expect(idsOf(diagnostics)).toEqual(['id-invalid: shop']);
  });

  it('does not stop the run: everything that is wrong is reported at once, in order', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Artifact(stack, 'toString', { file: 'a', render: () => '' });
      new Artifact(stack, '2', { file: 'b', render: () => '' });
      new Volume(stack, 'a/b');
      new Service(stack, 'web', {});
    });
    expect(idsOf(diagnostics)).toEqual([
      'id-reserved: shop',
      'id-whole-number: shop',
      'id-invalid: shop',
      'image-missing: shop/web',
    ]);
  });

  it('is one error for a stack, whose name it would have been', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(app, 'Größe', { environment: Environment.development() });
    expect(idsOf(generate(app).diagnostics)).toEqual(['id-invalid: ']);
  });

  it('gets the same treatment whichever string it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (id) => {
        const fine = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(id) && !/^(0|[1-9]\d*)$/.test(id) && !(id in {});
        const diagnostics = diagnosticsOf((stack) => new Artifact(stack, id, { file: 'motd', render: () => '' }));
        expect(diagnostics).toHaveLength(fine ? 0 : 1);
      }),
    );
  });
});

describe('the id of an element', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '1', '0', '4294967295', '-a', '_a', '.a', 'a.b', 'A'])(
    'may be everything that Compose takes: %j',
    (id) => {
      const text = composeText((stack) => new Service(stack, id, { image }));
      expect(servicesInOrder(text).map((name) => name.replaceAll('"', ''))).toEqual([id]);
    },
  );

  it.each([
    ['__proto__', 'id-reserved'],
    ['a/b', 'id-invalid'],
    ['', 'id-invalid'],
    ['ü', 'id-invalid'],
    ['a b', 'id-invalid'],
    ['a:b', 'id-invalid'],
  ])('may not be %j', (id, problem) => {
    const diagnostics = diagnosticsOf((stack) => new Service(stack, id, { image }));
    expect(idsOf(diagnostics)).toEqual([`${problem}: shop`]);
  });

  it('gets the same answer as from Compose whichever string it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (id) => {
        const fine = /^[A-Za-z0-9._-]+$/.test(id) && id !== '__proto__' && id !== 'Default';
        expect(diagnosticsOf((stack) => new Service(stack, id, { image }))).toHaveLength(fine ? 0 : 1);
      }),
    );
  });

  it('may be that of an element of another kind, as in Compose', () => {
    const text = composeText((stack) => {
      const db = new Service(stack, 'db', { image });
      const volume = new Volume(stack, 'db');
      const network = new Network(stack, 'db');
      db.mount(volume, { at: '/data' });
      db.join(network);
      expect([db.name, volume.name, network.name]).toEqual(['db', 'db', 'db']);
    });
    expect(text).toContain('services:\n  db:\n');
    expect(text).toContain('networks:\n  db: {}\n');
    expect(text).toContain('volumes:\n  db: {}\n');
  });

  it('is taken by a construct that is no element', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Plain(stack, 'web');
      new Volume(stack, 'web');
    });
    expect(idsOf(diagnostics)).toEqual(['id-taken: shop']);
  });
});

describe('two constructs of one id in one place', () => {
  it('are one error at the second, which names where the first is', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'web', { image }); // ← first web
      new Service(stack, 'web', { image }); // ← second web
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: 'id-taken',
      path: 'shop',
      location: { file, line: lineOf(file, 'second web') },
      related: [{ path: 'shop/web', location: { file, line: lineOf(file, 'first web') } }],
    });
  });

  it('are an error for the third, too, where the second is of another kind', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Service(stack, 'web', { image });
      new Volume(stack, 'web');
      new Volume(stack, 'web');
    });
    expect(idsOf(diagnostics)).toEqual(['id-taken: shop']);
  });

  it('are one error each time', () => {
    const diagnostics = diagnosticsOf((stack) => {
      for (let n = 0; n < 4; n += 1) new Service(stack, 'web', { image });
    });
    expect(idsOf(diagnostics)).toEqual(['id-taken: shop', 'id-taken: shop', 'id-taken: shop']);
  });
});

describe("a construct of the user's own, which checks nothing", () => {
  it.each([
    ['1', 'id-whole-number'],
    ['ü', 'id-invalid'],
    ['a b', 'id-invalid'],
  ])('with the id %j is an error at the first thing that it makes', (id, problem) => {
    class Own extends Plain {
      constructor(scope: Construct) {
        super(scope, id);
        new Service(this, 'Default', { image }); // ← in Own
      }
    }
    const diagnostics = diagnosticsOf((stack) => new Own(stack));
    expect(idsOf(diagnostics)).toContain(`${problem}: shop/${id}`);
    expect(diagnostics.find(({ id: found }) => found === problem)?.location).toMatchObject({
      file,
      line: lineOf(file, 'in Own'),
    });
  });

  it('is checked between the app and a stack, too', () => {
    const app = new App({ root: '/srv/shop' });
    new Stack(new Plain(app, '1'), 'shop', { environment: Environment.development() });
    expect(idsOf(generate(app).diagnostics)).toEqual(['id-whole-number: 1']);
  });
});

describe('the output', () => {
  it('follows the order in which services were written, whatever they are called', () => {
    const ids = ['zoo', '007', 'a1', 'B', '10.5', 'apple', '1e3', '0x10'];
    const text = composeText((stack) => {
      for (const id of ids) new Service(stack, id, { image });
    });
    expect(servicesInOrder(text).map((name) => name.replaceAll('"', ''))).toEqual(ids);
  });

  it('quotes a name that YAML would read as a number', () => {
    const text = composeText((stack) => new Service(stack, '007', { image }));
    expect(servicesInOrder(text)).toEqual(['"007"']);
  });
});

describe('something made in no construct', () => {
  it('is an error that says what the first argument is', () => {
    const nowhere = undefined as unknown as Construct; // what a program without types can pass
    expect(() => new Service(nowhere, 'web', { image })).toThrow(/"web" was given no construct to live in.*`this`/);
    expect(() => new Stack(nowhere, 'shop', { environment: Environment.development() })).toThrow(/"shop" was given no/);
    expect(() => new Service('shop' as unknown as Construct, 'web', { image })).toThrow(/"web" was given no/);
  });

  it('or in no stack is an error that says where it belongs', () => {
    expect(() => new Service(new App(), 'web', { image })).toThrow(/"web" stands in no Stack/);
    const { node } = newStack();
    expect(node.children).toEqual([]);
  });
});

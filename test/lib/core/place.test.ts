import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { transformSync } from '@swc/core';
import { Construct } from 'constructs';
import { lineAt, locate, Service, type Stack } from '../../../lib/core';
import { diagnosticsOf, lineOf, ROOT } from '../tree';

const file = __filename;

/** Where the problem of a service without an image is said to be. */
function locationOf(build: (stack: Stack) => unknown): unknown {
  const [diagnostic] = diagnosticsOf(build);
  return diagnostic?.location;
}

describe('the place of a problem', () => {
  it('is the line and column where the user made the construct', () => {
    const location = locationOf((stack) => {
      new Service(stack, 'web', {}); // ← plain
    });
    expect(location).toEqual({ file, line: lineOf(file, 'plain'), column: 7 });
  });

  it("is inside a class of the user's own, where the construct is made", () => {
    class Own extends Construct {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        new Service(this, 'Default', {}); // ← in a class
      }
    }
    expect(locationOf((stack) => new Own(stack, 'web'))).toMatchObject({ file, line: lineOf(file, 'in a class') });
  });

  it("is where a user's subclass of an element is defined, when that calls `super`", () => {
    class Own extends Service {
      constructor(scope: Construct, id: string) {
        super(scope, id, {}); // ← super
      }
    }
    expect(locationOf((stack) => new Own(stack, 'web'))).toMatchObject({ file, line: lineOf(file, 'super') });
  });

  it('is inside a helper function', () => {
    const helper = (scope: Construct): Service => new Service(scope, 'web', {}); // ← helper
    expect(locationOf((stack) => helper(stack))).toMatchObject({ file, line: lineOf(file, 'helper') });
  });

  it('is inside a callback', () => {
    const location = locationOf((stack) =>
      ['web'].forEach((id) => {
        new Service(stack, id, {}); // ← callback
      }),
    );
    expect(location).toMatchObject({ file, line: lineOf(file, 'callback') });
  });

  it('is found however deep the user recurses', () => {
    const recurse = (depth: number, stack: Stack): void => {
      if (depth > 0) recurse(depth - 1, stack);
      else new Service(stack, 'web', {}); // ← deep
    };
    expect(locationOf((stack) => recurse(500, stack))).toMatchObject({ file, line: lineOf(file, 'deep') });
  });

  it('is the line that used a verb wrongly, and not the one that made the construct', () => {
    const location = locationOf((stack) => {
      const web = new Service(stack, 'web', { image: 'busybox:1.37' });
      web.setEnvironment('A', '1');
      web.setEnvironment('A', '2'); // ← verb
    });
    expect(location).toMatchObject({ file, line: lineOf(file, 'verb') });
  });

  it('is the same whatever limit on stack traces the user has set', () => {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      const location = locationOf((stack) => {
        new Service(stack, 'web', {}); // ← limited
      });
      expect(location).toMatchObject({ file, line: lineOf(file, 'limited') });
      expect(Error.stackTraceLimit).toBe(0);
    } finally {
      Error.stackTraceLimit = before;
    }
  });
});

describe('a frame of a call stack', () => {
  const at = (...frames: string[]): unknown =>
    locate({ stack: ['Error', ...frames.map((f) => `    at ${f}`)].join('\n') });

  it.each([
    ['a function', 'Kitteh.build (/srv/stack.ts:3:5)', '/srv/stack.ts'],
    ['a constructor', 'new Kitteh (/srv/stack.ts:3:5)', '/srv/stack.ts'],
    ['no function', '/srv/stack.ts:3:5', '/srv/stack.ts'],
    ['an alias', 'Object.make [as build] (/srv/stack.ts:3:5)', '/srv/stack.ts'],
    ['a function with a strange name', 'Object.a (b) (/srv/stack.ts:3:5)', '/srv/stack.ts'],
    ['an async function', 'async main (/srv/stack.ts:3:5)', '/srv/stack.ts'],
    ['async code without a function', 'async /srv/stack.ts:3:5', '/srv/stack.ts'],
    ['async code of an ES module', 'async file:///srv/stack.ts:3:5', '/srv/stack.ts'],
    ['a path with spaces', 'new Kitteh (/srv/my shop/the stack.ts:3:5)', '/srv/my shop/the stack.ts'],
    ['a path with spaces and no function', '/srv/my shop/stack.ts:3:5', '/srv/my shop/stack.ts'],
    ['a path with parentheses', 'new Kitteh (/srv/shop (copy)/stack.ts:3:5)', '/srv/shop (copy)/stack.ts'],
    ['a path with parentheses and no function', '/srv/shop (copy)/stack (1).ts:3:5', '/srv/shop (copy)/stack (1).ts'],
    ['a path with a colon', 'f (/srv/a:1:2/stack.ts:3:5)', '/srv/a:1:2/stack.ts'],
    ['a file URL', 'file:///srv/my%20shop/stack.mts:3:5', '/srv/my shop/stack.mts'],
    ['a file URL in a function', 'f (file:///srv/%C3%BC%20(1)/stack.mts:3:5)', '/srv/ü (1)/stack.mts'],
    ['a path of Windows', 'new Kitteh (C:\\shop\\stack.ts:3:5)', 'C:\\shop\\stack.ts'],
  ])('is understood: %s', (_, frame, expected) => {
    expect(at(frame)).toEqual({ file: expected, line: 3, column: 5 });
  });

  it.each([
    'node:internal/modules/cjs/loader:1554:14',
    'Module._compile (node:internal/modules/cjs/loader:1554:14)',
    'Array.forEach (<anonymous>)',
    'new Promise (<anonymous>)',
    'async Promise.all (index 0)',
    '<anonymous>:1:1',
    'native',
  ])('that is no file of anybody is passed over: %s', (frame) => {
    expect(at(frame)).toBeUndefined();
    expect(at(frame, 'f (/srv/stack.ts:3:5)')).toEqual({ file: '/srv/stack.ts', line: 3, column: 5 });
  });

  it('in this library or in the constructs package is passed over', () => {
    const root = join(__dirname, '../../..');
    const frames = [
      `new Service (${root}/lib/core/service.ts:40:3)`,
      `new WebApp (${root}/constructs/web-app.ts:40:3)`,
      `new Construct (${root}/node_modules/constructs/lib/construct.js:40:3)`,
    ];
    expect(at(...frames)).toBeUndefined();
    expect(at(...frames, 'f (/srv/stack.ts:3:5)')).toEqual({ file: '/srv/stack.ts', line: 3, column: 5 });
  });

  it('in an installed package is passed over, unless there is nothing else', () => {
    const installed = 'new Shop (/srv/node_modules/shop-constructs/index.js:3:5)';
    expect(at(installed, 'f (/srv/stack.ts:7:1)')).toEqual({ file: '/srv/stack.ts', line: 7, column: 1 });
    expect(at(installed)).toEqual({ file: '/srv/node_modules/shop-constructs/index.js', line: 3, column: 5 });
  });

  it('is not needed: without one there is no place', () => {
    expect(locate(undefined)).toBeUndefined();
    expect(locate({})).toBeUndefined();
    expect(locate({ stack: '' })).toBeUndefined();
  });
});

describe('a file that a loader transformed', () => {
  const source = [
    'interface Unused { readonly a: string }',
    '',
    'export function build(Service: any, stack: object): void {',
    '  type Local = { readonly b: number };',
    '  const id: string = "web";',
    '  new Service(stack, id, {});',
    '}',
  ].join('\n');

  /** Runs the file as a loader does: the transformed code under the name of the source. */
  function run(name: string, register: boolean): unknown {
    const { code, map } = transformSync(source, {
      filename: name,
      sourceMaps: true,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    // the loader and the library agree on this name
    const maps = (globalThis as unknown as Record<symbol, Map<string, string>>)[
      Symbol.for('compose-constructs.sourceMaps')
    ];
    if (register && map !== undefined) maps?.set(name, map);
    const exports: { build?: (service: unknown, stack: Stack) => void } = {};
    new Script(`(function (exports) {${code}\n})`, { filename: name }).runInThisContext()(exports);
    return locationOf((stack) => exports.build?.(Service, stack));
  }

  it('is named with the line and column of the source that the user sees', () => {
    expect(run('/srv/shop/mapped.ts', true)).toEqual({ file: '/srv/shop/mapped.ts', line: 6, column: 3 });
  });

  it('is named with the line that ran, if nobody knows the source', () => {
    const location = run('/srv/shop/unmapped.ts', false);
    expect(location).toMatchObject({ file: '/srv/shop/unmapped.ts' });
    expect(location).not.toMatchObject({ line: 6 });
  });

  it.each(['/srv/my shop/stack.ts', '/srv/shop (copy)/stack.ts', '/srv/größe/stack.ts'])(
    'is named wherever it lies: %s',
    (name) => {
      expect(run(name, true)).toEqual({ file: name, line: 6, column: 3 });
    },
  );
});

describe('an ES module', () => {
  it('is named by its path, like every other file', () => {
    const name = join(ROOT, 'my stack.mts');
    expect(locate({ stack: `Error\n    at ${pathToFileURL(name)}:1:2` })?.file).toBe(name);
  });
});

describe('the text of a place', () => {
  it('is the line of the file, without its end', () => {
    const name = join(mkdtempSync(join(tmpdir(), 'place-')), 'stack.ts');
    writeFileSync(name, 'one\r\ntwo\nthree');
    expect([1, 2, 3, 4].map((line) => lineAt({ file: name, line, column: 1 }))).toEqual([
      'one',
      'two',
      'three',
      undefined,
    ]);
  });

  it('is nothing where the file cannot be read', () => {
    expect(lineAt({ file: join(ROOT, 'nothing.ts'), line: 1, column: 1 })).toBeUndefined();
  });
});

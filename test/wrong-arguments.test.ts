/**
 * `synth` runs code without looking at its types. Whatever a program passes, the outcome is a stack or diagnostics of the
 * catalogue, and never an exception of JavaScript.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as everything from 'compose-constructs';
import {
  App,
  Database,
  type Diagnostic,
  Engine,
  Environment,
  generate,
  Image,
  Job,
  Network,
  ReverseProxy,
  Service,
  Stack,
  WebApp,
  Worker,
} from 'compose-constructs';
import fc from 'fast-check';
import { sources } from './constructs/support';
import { lineOf } from './lib/tree';
import { type Given, type Place, placesOf, replacing } from './wrong-arguments/places';
import { PROGRAMS, type Program } from './wrong-arguments/programs';
import { WRONG } from './wrong-arguments/values';

/** Sentences of JavaScript, and values that a template spoilt. */
const RAW =
  /Cannot (?:read|convert|set|destructure|use|mix|access)|is not (?:a function|iterable|an object|a constructor|defined|extensible)|Invalid time|out of range|without 'new'|serialize|\[object |Symbol\(/;
const SPOILT = /\[object |\bundefined\b|\bNaN\b|Symbol\(|=> 1\b|\bThing\b/;

const root = sources();
const newStack = (): Stack => new Stack(new App({ root }), 'shop', { environment: Environment.development() });

interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** What a program made of wrong values, where nothing was said. */
  readonly spoilt: readonly string[];
}

/** @throws Error where the program or `generate` throws anything but an error of this library */
function outcomeOf(program: Program, given: Given, stack: Stack): Outcome {
  try {
    program(stack, given);
  } catch (error) {
    // without a scope, and in a text, there is no construct to report to: the message is ours all the same
    const isOurs = error instanceof Error && (error.constructor === Error || error.name === 'ComposeError');
    if (!isOurs || RAW.test(error.message)) throw error;
    return { diagnostics: [], spoilt: [] };
  }
  const { diagnostics, stacks } = generate(stack.node.root as App); // `newStack` made it in one
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  const lines = stacks.flatMap(({ files }) => [...files.values()]).flatMap(({ content }) => content.split('\n'));
  return { diagnostics, spoilt: isWrong ? [] : lines.filter((line) => SPOILT.test(line)) };
}

const cases = Object.entries(PROGRAMS);

describe('a program with wrong arguments', () => {
  it.each(cases)('is right as long as they are right: %s', (_, program) => {
    const { diagnostics } = outcomeOf(program, (argument) => argument, newStack());
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(cases)('ends with diagnostics that name no exception: %s', (_, program) => {
    const places = placesOf((given) => outcomeOf(program, given, newStack()));
    const change = fc.record({
      place: fc.constantFrom<Place[]>(...places),
      word: fc.constantFrom(...Object.keys(WRONG)),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const stack = newStack();
        const wrong = changes.map(({ place, word }) => ({ place, value: () => WRONG[word]?.(stack) }));
        const { diagnostics, spoilt } = outcomeOf(program, replacing(wrong), stack);
        // one quotes what a template of the program itself made
        const own = diagnostics.filter(({ id }) => id !== 'value-lost');
        const raw = own.filter(({ message, remedy }) => RAW.test(message + remedy));
        expect({ raw, spoilt }).toEqual({ raw: [], spoilt: [] });
      }),
      { numRuns: places.length * 4 },
    );
  });

  it('is there for every class and every factory', () => {
    const text = readFileSync(join(__dirname, 'wrong-arguments/programs.ts'), 'utf8');
    const others = [
      'ComposeConstruct',
      'Element',
      'FurtherDatabase',
      'ProxyHost',
      'compare',
      'findSecrets',
      'generate',
      'hasErrors',
      'isProvider',
      'makeSecrets',
      'write',
    ];
    const values = ['Remove', 'Replace']; // which escapes hold, and the schema looks at
    const missing = Object.keys(everything).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
    expect(missing.filter((name) => ![...others, ...values].includes(name))).toEqual([]);
  });
});

/** As a program without types would: any properties at all. */
const untyped = (properties: unknown): never => properties as never;

const wrongIn = (build: (stack: Stack) => unknown): readonly Diagnostic[] => {
  const stack = newStack();
  build(stack);
  return generate(stack.node.root as App).diagnostics; // `newStack` made it in one
};

describe('a wrong argument', () => {
  const image = Image.registry('acme/web:1', { probeWith: 'curl' });

  it.each<[string, (stack: Stack) => unknown, string, string]>([
    [
      'a missing image',
      (stack) => new WebApp(stack, 'web', untyped({ port: 3000 })),
      'WebApp was given no `image`.',
      "Pass an image, such as Image.node({ source: './web' }).",
    ],
    [
      'the name of an image',
      (stack) => new WebApp(stack, 'web', untyped({ port: 3000, image: 'nginx' })),
      'WebApp was given "nginx" as `image`.',
      'Pass an image: Image.registry("nginx").',
    ],
    [
      'the folder of an image',
      (stack) => new Worker(stack, 'web', untyped({ image: './web' })),
      'Worker was given "./web" as `image`.',
      'Pass an image: Image.node({ source: "./web" }).',
    ],
    [
      'a command in the place of a migration',
      (stack) => new WebApp(stack, 'web', untyped({ port: 3000, image, migrate: ['node', 'migrate.js'] })),
      'WebApp was given a list as `migrate`.',
      'Pass a command, such as { command: ["node", "migrate.js"] }.',
    ],
    [
      'a command in one text',
      (stack) => new Worker(stack, 'web', untyped({ image, command: 'node queue.js' })),
      'Worker was given "node queue.js" as `command`.',
      'Pass a list of words: ["node", "queue.js"].',
    ],
    [
      'a number in quotes',
      (stack) => new WebApp(stack, 'web', untyped({ image, port: '3000' })),
      'WebApp was given "3000" as `port`.',
      'Leave out the quotes: it is a number.',
    ],
    [
      'a part of a property',
      (stack) => new ReverseProxy(stack, 'proxy', untyped({ publish: { port: 80, adress: 'all' } })),
      'ReverseProxy.publish takes no "adress".',
      'Did you mean "address"?',
    ],
    [
      'a construct in the place of its properties',
      (stack) => new WebApp(stack, 'web', untyped(new Network(stack, 'net'))),
      'WebApp was given "shop/net", a Network, as its properties.',
      'Pass a map such as { image: …, port: … }.',
    ],
    [
      'an argument of a verb',
      (stack) => new Worker(stack, 'web', { image }).task('superuser', untyped('manage.py')),
      'task was given "manage.py" as `command`.',
      'Pass a list of words: ["manage.py"].',
    ],
    [
      'a job like nothing',
      (stack) => new Job(stack, 'job', untyped({ like: 'web', command: ['x'], image })),
      'Job was given "web" as `like`.',
      'Pass a workload, such as a WebApp.',
    ],
  ])('is told by name and with the right one: %s', (_, build, message, remedy) => {
    expect(wrongIn(build)).toMatchObject([{ message, remedy }]);
  });

  it('has the path of its construct and the line of the program', () => {
    expect(
      wrongIn((stack) => {
        new Worker(stack, 'queue', untyped({ image: 'nginx' })); // ← wrong image
      }),
    ).toMatchObject([{ path: 'shop/queue', location: { file: __filename, line: lineOf(__filename, 'wrong image') } }]);
  });

  it('hides no other one: all of a service, and of the services beside it, are told in one run', () => {
    const found = wrongIn((stack) => {
      const web = new WebApp(stack, 'web', untyped({ port: '80', migrate: [], enviroment: {} }));
      web.mount(untyped('uploads'), untyped(null));
      new Worker(stack, 'queue', untyped({ image: 'nginx', command: 'x', memory: 5 }));
      const service = new Service(stack, 'admin', { image: 'adminer:5.4' });
      service.connect(untyped(new Service(stack, 'db', { image: 'postgres:17.6' })));
    });
    expect(found.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'shop/web: WebApp takes no "enviroment".',
      'shop/web: WebApp was given no `image`.',
      'shop/web: WebApp was given "80" as `port`.',
      'shop/web: WebApp was given an empty list as `migrate`.',
      'shop/web: mount was given null as its options.',
      'shop/web: mount was given "uploads" where it takes a DataVolume, a Volume or a path such as "./data".',
      'shop/queue: Worker was given 5 as `memory`.',
      'shop/queue: Worker was given "nginx" as `image`.',
      'shop/queue: Worker was given "x" as `command`.',
      'shop/admin: connect was given "shop/db", a Service, where it takes a construct to connect to, such as a Database.',
    ]);
  });

  it('is a wrong function, too: what an image or an engine of one’s own answers is looked at', () => {
    const official = Engine.postgres('17');
    const found = wrongIn((stack) => {
      new Worker(stack, 'web', { image: { ...image, problems: untyped(() => 1) } });
      const engine = { ...official, check: untyped(() => JSON.parse('{')) };
      new Database(stack, 'db', { engine, database: 'shop' });
    });
    expect(found).toMatchObject([
      {
        path: 'shop/web',
        message: 'The function `image.problems` returned 1.',
        remedy: 'Let it return a list of problems.',
      },
      { path: 'shop/db', message: expect.stringMatching(/^The function `engine\.check` threw: /) },
    ]);
  });
});

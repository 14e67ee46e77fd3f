/**
 * Compose files that nobody can import, as the command tells it: one clear error with its place, its line and its
 * remedy, exit code 1, nothing written, and no waiting for what never comes.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCompose } from '../../../../../lib/languages/compose';
import schema from '../../../../../lib/languages/compose/check/schema.json';
import { Project, requireBuild } from '../../project';
import { unprivileged } from '../../unprivileged';

// what is hostile is meant to take long; the figures are far below this
beforeAll(requireBuild);

interface Case {
  readonly name: string;
  /** The only files beside `package.json` and `node_modules`; `compose.yaml` is what is imported. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Errors, in order: id and `file:line:column`. */
  readonly errors: readonly (readonly [id: string, place: string])[];
  /** What else must be said: the line, what is wrong with it, and what to do. */
  readonly says: readonly string[];
}

const one = (compose: string | Uint8Array): Case['files'] => ({ 'compose.yaml': compose });
const web = (...lines: readonly string[]): string =>
  ['services:', '  web:', '    image: nginx', ...lines.map((line) => `    ${line}`), ''].join('\n');
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Nine levels of nine: 3 GB if anybody wrote it out. */
const BOMB = [
  'x-a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
  ...[...'bcdefghi'].map((to, index) => `x-${to}: &${to} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`),
].join('\n');

const TEXT: readonly Case[] = [
  {
    name: 'prose',
    files: one('Hello: this is no YAML: it is prose.\n'),
    errors: [['yaml-syntax', 'compose.yaml:1:8']],
    says: ['1 │ Hello: this is', '  │        ^', 'Begin a new line for a map'],
  },
  {
    name: 'JSON that breaks off',
    files: one('{"services": {"web": {"image": "nginx"}\n'),
    errors: [['yaml-unclosed', 'compose.yaml:1:14']],
    says: ['{"services": {"web"', 'Close it with "}"'],
  },
  {
    name: 'a text in quotes without an end',
    files: one('services:\n  web:\n    image: "nginx\n    init: true\n'),
    errors: [['yaml-unclosed', 'compose.yaml:3:12']],
    says: ['3 │     image: "nginx', 'Close it with "'],
  },
  {
    name: 'tabs, which are one mistake however many lines have them',
    files: one('services:\n\tweb:\n\t\timage: nginx\n\t\tinit: true\n'),
    errors: [['yaml-tab', 'compose.yaml:2:1']],
    says: ['2 │  web:', 'in this line and in 2 more', 'Replace the tabs by spaces.'],
  },
  {
    name: 'keys that occur twice',
    files: one('services:\n  web:\n    image: a\n    image: b\n  web:\n    image: c\n'),
    errors: [
      ['yaml-duplicate-key', 'compose.yaml:4:5'],
      ['yaml-duplicate-key', 'compose.yaml:5:3'],
    ],
    says: ['"image" twice, first in line 3', '"web" twice, first in line 2', 'Remove one of them'],
  },
  {
    name: 'an alias bomb',
    files: one(`${BOMB}\n${web('command: *i')}`),
    errors: [['yaml-alias-expansion', 'compose.yaml:6:18']],
    says: ['stand for more than', 'Refer to fewer or smaller values.'],
  },
  {
    name: 'an alias inside of what it refers to',
    files: one('services: &all\n  web: *all\n'),
    errors: [['yaml-alias-cycle', 'compose.yaml:2:8']],
    says: ['2 │   web: *all', 'Write the value out'],
  },
  {
    name: 'nothing at all',
    files: one(''),
    errors: [['yaml-empty', 'compose.yaml:1:1']],
    says: ['nothing but blanks and comments', 'Define at least one service.'],
  },
  {
    name: 'comments only',
    files: one('# services:\n#   web:\n'),
    errors: [['yaml-empty', 'compose.yaml:1:1']],
    says: ['1 │ # services:', 'Define at least one service.'],
  },
  {
    name: 'a list',
    files: one('- web\n- db\n'),
    errors: [['yaml-not-map', 'compose.yaml:1:1']],
    says: ['a list where Compose wants a map', '1 │ - web', 'Begin with "services:"'],
  },
  {
    name: 'a text',
    files: one('nginx\n'),
    errors: [['yaml-not-map', 'compose.yaml:1:1']],
    says: ['a text where Compose wants a map', 'Begin with "services:"'],
  },
  {
    name: 'a mistake in UTF-16, shown as a person sees the line',
    files: one(utf16('services:\r\n  web:\r\n    imgae: nginx\r\n')),
    errors: [['unknown-property', 'compose.yaml:3:5']],
    says: ['3 │     imgae: nginx\n', 'Did you mean "image"?'],
  },
  {
    name: 'UTF-16 without its mark',
    files: one(Buffer.from('services:\n', 'utf16le')),
    errors: [['yaml-not-text', 'compose.yaml:1:2']],
    says: ['1 │ s␀e␀r', 'U+0000', 'Save the file as text in UTF-8'],
  },
  {
    name: 'CR and LF at the end of lines',
    files: one('services:\r\n  web:\r\n    image: nginx\r\n    comand: ls\r\n'),
    errors: [['unknown-property', 'compose.yaml:4:5']],
    says: ['4 │     comand: ls\n', 'Did you mean "command"?'],
  },
  {
    name: 'a NUL byte',
    files: one('services:\n  web:\n    image: ng\0inx\n'),
    errors: [['yaml-not-text', 'compose.yaml:3:14']],
    says: ['3 │     image: ng␀inx', 'U+0000'],
  },
  {
    name: 'Latin-1',
    files: one(Buffer.from('services:\n  web:\n    image: nginx\n    hostname: caf\xe9\n', 'latin1')),
    errors: [['yaml-not-text', 'compose.yaml:4:18']],
    says: ['4 │     hostname: caf\ufffd', 'not UTF-8', 'Save the file as text in UTF-8'],
  },
  {
    name: 'a mistake in the second of two documents',
    files: one(`${web()}---\nservices:\n  db:\n    image: postgres\n    volume: []\n`),
    errors: [['unknown-property', 'compose.yaml:8:5']],
    says: ['8 │     volume: []', 'Did you mean "volumes"?'],
  },
  {
    name: 'ten thousand brackets in each other',
    files: one(`x-a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`),
    errors: [['too-deep', 'compose.yaml:1:505']],
    says: ['1 │ …[[[', 'deeper than 500 levels', 'Nest it less deeply.'],
  },
  {
    name: 'a file that nobody wrote by hand',
    files: one(`x-a: "${'a'.repeat(6_000_000)}"\n`),
    errors: [],
    says: ['error file-too-large\n', '"compose.yaml" is larger than 5 MB.', 'Name a Compose file'],
  },
  {
    name: 'control characters, which do not act on the terminal',
    files: one('services:\n  web:\n    image: nginx\n    "\u202eb\\e[31mred": 1\n'),
    errors: [['unknown-property', 'compose.yaml:4:5']],
    says: ['4 │     "\ufffdb\\e[31mred": 1', '"\\u202eb\\u001b[31mred"'],
  },
];

const CONTENT: readonly Case[] = [
  {
    name: 'unknown keys, with those that were meant',
    files: one('services:\n  web:\n    imgae: nginx\n    enviroment: [A=b]\nnetwork: {}\n'),
    errors: [
      ['unknown-property', 'compose.yaml:3:5'],
      ['unknown-property', 'compose.yaml:4:5'],
      ['unknown-property', 'compose.yaml:5:1'],
    ],
    says: ['Did you mean "image"?', 'Did you mean "environment"?', 'Did you mean "networks"?', '3 errors'],
  },
  {
    name: 'values of another kind, each with its place',
    files: one('services:\n  web:\n    image: 5\n    ports: "80"\n    privileged: maybe\n  db: 3\nvolumes: []\n'),
    errors: [
      ['wrong-type', 'compose.yaml:3:12'],
      ['wrong-type', 'compose.yaml:4:12'],
      ['wrong-value', 'compose.yaml:5:17'],
      ['wrong-type', 'compose.yaml:6:7'],
      ['wrong-type', 'compose.yaml:7:10'],
    ],
    says: ['3 │     image: 5\n    │            ^', 'Write it as a string.', 'Give a list.', 'Give a map.'],
  },
  {
    name: 'what Compose cannot interpolate',
    files: one('services:\n  web:\n    image: "nginx:${TAG"\n    hostname: "${}"\n    init: ${\n'),
    errors: [
      ['bad-interpolation', 'compose.yaml:3:12'],
      ['bad-interpolation', 'compose.yaml:4:15'],
      ['bad-interpolation', 'compose.yaml:5:11'],
    ],
    says: ['"${TAG"', 'Close it with "}", or write "$$"'],
  },
  {
    name: 'mistakes of every kind at once, in the order of the lines',
    files: {
      'compose.yaml': web('extends: bsae', 'prots: []', 'env_file: 3', 'hostname: "${"'),
    },
    errors: [
      ['extends-unknown', 'compose.yaml:4:14'],
      ['unknown-property', 'compose.yaml:5:5'],
      ['wrong-type', 'compose.yaml:6:15'],
      ['bad-interpolation', 'compose.yaml:7:15'],
    ],
    says: ['4 errors; nothing was written.'],
  },
  {
    name: 'a line of an environment file',
    files: { 'compose.yaml': web(), '.env': 'A=1\n\nB C=2\n' },
    errors: [['dotenv-invalid', '.env:3:1']],
    says: ['3 │ B C=2', 'Write NAME=value'],
  },
  {
    name: 'a file of version 1',
    files: one('web:\n  image: nginx\n'),
    errors: [['version-one', 'compose.yaml:1:1']],
    says: ['1 │ web:', 'Add --modernize'],
  },
  {
    name: 'services that extend each other in a circle',
    files: one('services:\n  a:\n    extends: b\n  b:\n    extends:\n      service: c\n  c:\n    extends: a\n'),
    errors: [['extends-cycle', 'compose.yaml:8:5']],
    says: ['"a" → "b" → "c" → "a"', '8 │     extends: a', 'Take one of these "extends" out.'],
  },
  {
    name: 'a circle of extends through two files',
    files: {
      'compose.yaml': web('extends: { file: other.yaml, service: b }'),
      'other.yaml': 'services:\n  b:\n    extends: { file: compose.yaml, service: web }\n',
    },
    errors: [['extends-cycle', 'compose.yaml:4:5']],
    says: ['"b in other.yaml" → "web in compose.yaml" → "b in other.yaml"'],
  },
  {
    name: 'files that include each other in a circle',
    files: { 'compose.yaml': 'include: [a.yaml]\n', 'a.yaml': 'include:\n  - path: compose.yaml\n' },
    errors: [['include-cycle', 'a.yaml:2:11']],
    says: ['"compose.yaml" → "a.yaml" → "compose.yaml"', 'Take out one of these includes.'],
  },
  {
    name: 'files that are not there, from top to bottom',
    files: {
      'compose.yaml': `include:\n  - sub/compose.yaml\n  - bsae.yaml\n${web('extends: { file: gone.yml, service: x }')}`,
      'base.yaml': web(),
    },
    errors: [
      ['file-missing', 'compose.yaml:2:5'],
      ['file-missing', 'compose.yaml:3:5'],
      ['file-missing', 'compose.yaml:7:22'],
    ],
    says: ['There is no file "sub/compose.yaml".', 'Did you mean "base.yaml"?', 'Correct the path.'],
  },
  {
    name: 'a folder in place of a file',
    files: { 'compose.yaml': `include: [sub]\n${web()}`, 'sub/compose.yaml': web() },
    errors: [['file-is-folder', 'compose.yaml:1:11']],
    says: ['"sub" is a folder', 'Did you mean "sub/compose.yaml"?'],
  },
  {
    name: 'a device without an end',
    files: one(`include: [/dev/zero]\n${web()}`),
    errors: [['file-too-large', 'compose.yaml:1:11']],
    says: ['"/dev/zero" is larger than 5 MB.'],
  },
];

/** What the command says, with the places of its errors, and the names of what it left in the folder. */
function run(project: Project, args: readonly string[] = []) {
  const { status, stdout, stderr } = project.synth(['import', ...args]);
  const told = [...stderr.matchAll(/^error (\S+) at (\S+:\d+:\d+)$/gm)].map(([, id, place]) => [id, place]);
  return { status, stdout, stderr, told };
}

function projectOf(files: Case['files']): Project {
  const project = new Project({});
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(project.path(path), '..'), { recursive: true });
    writeFileSync(project.path(path), content);
  }
  return project;
}

describe.each([
  ['a text', TEXT],
  ['a project', CONTENT],
])('synth import refuses %s', (_kind, cases) => {
  it.each(cases)('$name', ({ files, errors, says }) => {
    const project = projectOf(files);
    const before = readdirSync(project.folder).sort();
    const { status, stdout, stderr, told } = run(project);
    expect({ told, stderr }).toEqual({ told: errors, stderr });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    for (const text of says) expect(stderr).toContain(text);
    // each error with a place shows its line, and a caret below
    for (const part of stderr.split(/^(?=error )/m).filter((text) => / at \S+:\d+:\d+$/m.test(text))) {
      expect(part).toMatch(/^ {2}(\d+) │ .*\n +│ +\^\n {2}\S/m);
    }
    expect(stderr).toMatch(/\n\n\d+ errors?; nothing was written\.\n$/);
    expect(readdirSync(project.folder).sort()).toEqual(before);
  });
});

describe('a Compose file with every property wrong at once', () => {
  // each has its own type, and not all of them have properties
  const definitions = schema.$defs as Readonly<Record<string, { readonly properties?: object } | undefined>>;
  /** A place, whose properties the schema has there, and what else has to stand there. */
  const PLACES: readonly (readonly [path: readonly string[], definition: string, beside: object])[] = [
    [['services', 'a'], 'service', {}],
    [['services', 'b', 'deploy'], 'deployment', {}],
    [['services', 'c', 'healthcheck'], 'healthcheck', {}],
    [['networks', 'n'], 'network', {}],
    [['volumes', 'v'], 'volume', {}],
    [['secrets', 's'], 'secret', {}],
    [['configs', 'c'], 'config', {}],
    [['models', 'm'], 'model', { model: 'ai/smollm2' }],
  ];
  const WRONG: readonly unknown[] = ['?', 1.5, [], {}, true];

  function everythingWrong(): { readonly text: string; readonly lines: readonly number[] } {
    const text: string[] = [];
    const lines: number[] = [];
    let before: readonly string[] = [];
    for (const [path, definition, beside] of PLACES) {
      path.forEach((key, depth) => {
        if (before[depth] !== key || before.slice(0, depth).join() !== path.slice(0, depth).join())
          text.push(`${'  '.repeat(depth)}${key}:`);
      });
      before = path;
      const around = (value: unknown): unknown => path.reduceRight((inner, key) => ({ [key]: inner }), value);
      for (const [key, value] of Object.entries(beside))
        text.push(`${'  '.repeat(path.length)}${key}: ${JSON.stringify(value)}`);
      for (const key of Object.keys(definitions[definition]?.properties ?? {})) {
        if (key in beside) continue;
        const wrong = WRONG.find((value) => checkCompose(around({ ...beside, [key]: value })).length === 1);
        if (wrong === undefined) continue;
        lines.push(text.push(`${'  '.repeat(path.length)}${key}: ${JSON.stringify(wrong)}`));
      }
    }
    return { text: `${text.join('\n')}\n`, lines };
  }

  it('tells each of them once, with its place', () => {
    const { text, lines } = everythingWrong();
    expect(lines.length).toBeGreaterThan(130);
    const { status, stderr, told } = run(projectOf(one(text)));
    expect(told.map(([, place]) => Number(place?.split(':')[1]))).toEqual(lines);
    expect(stderr).toMatch(new RegExp(`\\n\\n${lines.length} errors; nothing was written\\.\\n$`));
    expect(status).toBe(1);
  });

  it('tells as many as somebody reads, and how many more there are', () => {
    const services = Array.from({ length: 3000 }, (_, index) => `  s${index}:\n    imgae: a\n    ports: 3\n`);
    const { status, stderr, told } = run(projectOf(one(`services:\n${services.join('')}`)));
    expect(status).toBe(1);
    expect(told).toHaveLength(500);
    expect(told.slice(0, 2)).toEqual([
      ['unknown-property', 'compose.yaml:3:5'],
      ['wrong-type', 'compose.yaml:4:12'],
    ]);
    expect(stderr).toContain(
      'error more-problems\n  There are 5500 more problems.\n  Correct the ones above first.\n\n500 errors; ',
    );
  });
});

describe('files that are none', () => {
  it('a pipe into which nobody writes is not waited for', () => {
    const project = projectOf(one(`include: [pipe]\n${web()}`));
    spawnSync('mkfifo', [project.path('pipe')]);
    const { status, stderr, told } = run(project);
    expect({ status, told }).toEqual({ status: 1, told: [['file-unreadable', 'compose.yaml:1:11']] });
    expect(stderr).toContain('"pipe" is a pipe into which nobody writes.');
  });

  it('a link that leads to itself', () => {
    const project = projectOf(one(`include: [loop.yaml]\n${web()}`));
    symlinkSync('loop.yaml', project.path('loop.yaml'));
    const { status, stderr, told } = run(project);
    expect({ status, told }).toEqual({ status: 1, told: [['file-unreadable', 'compose.yaml:1:11']] });
    expect(stderr).toContain('its symbolic links lead in a circle');
  });

  it('a file that may not be read', () => {
    const { folder, run: command, close } = unprivileged({ 'compose.yaml': web() });
    try {
      chmodSync(join(folder, 'compose.yaml'), 0o000);
      const { status, stderr } = command(['import']);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining('error file-unreadable\n  "compose.yaml" cannot be read: permission denied.\n'),
      });
      chmodSync(join(folder, 'compose.yaml'), 0o644);
      chmodSync(folder, 0o555);
      expect(command(['import'])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(
          'error stack-file-not-written\n  "stack.ts" cannot be written: permission denied.',
        ),
      });
    } finally {
      close();
    }
  });

  it.each([
    ['a file that is not there', ['compsoe.yaml'], 'There is no file "compsoe.yaml".', 'Did you mean "compose.yaml"?'],
    ['a folder', ['sub'], '"sub" is a folder', 'Did you mean "sub/compose.yaml"?'],
    ['an environment without its file', ['-e', 'production=b.yaml'], 'There is no file "b.yaml".', 'Did you'],
    ['a name that cannot be one', ['--name', 'My Shop'], '"My Shop" cannot be the name', 'lower-case letters'],
  ])('%s on the command line', (_name, args, message, remedy) => {
    const project = projectOf({ 'compose.yaml': web(), 'sub/compose.yaml': web() });
    const { status, stdout, stderr } = run(project, args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
    expect(stderr).toMatch(/\n\n1 error; nothing was written\.\n$/);
  });

  it('an environment file that is not there', () => {
    const { status, stdout, stderr } = run(projectOf(one(web())), ['--env-file', 'no.env']);
    // some releases of Node take the option for themselves, and say: node: no.env: not found
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/no\.env.*\.|no\.env: not found/);
  });

  it('no Compose file at all, here or above', () => {
    const { stderr } = run(projectOf({}));
    expect(stderr).toMatch(
      /^error compose-file-not-found\n {2}Neither ".*" nor a folder above it holds a Compose file\.\n/,
    );
  });
});

describe('large projects', () => {
  it('of tens of thousands of services are imported', () => {
    const services = Array.from({ length: 10_000 }, (_, index) => `  s${index}:\n    image: nginx\n`);
    const { status, stdout, stderr } = run(projectOf(one(`services:\n${services.join('')}`)));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('stack.ts  written: 10000 services, from compose.yaml\n');
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '..');
const roots = ['index.ts', 'lib', 'constructs'];

interface Report {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly {
      readonly module: string;
      readonly resolved: string;
      readonly dependencyTypes: readonly string[];
    }[];
  }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** What dependency-cruiser, run as the test command runs it, says of a copy of this repository. */
function cruise(folder: string): Report {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...roots,
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function violations({ summary }: Report): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe('the rooms', () => {
  const report = cruise(repository);

  it('keep their rules', () => {
    expect(violations(report)).toEqual([]);
  });

  it('are seen whole: every import of every file, types included', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...roots], {
      cwd: repository,
      encoding: 'utf8',
    });
    const written = files.split('\n').filter((file) => file.endsWith('.ts'));
    expect(written.length).toBeGreaterThan(100);
    const seen = new Map(
      report.modules.map(({ source, dependencies }) => [source, dependencies.map(({ module }) => module)]),
    );
    for (const file of written) {
      const code = readFileSync(join(repository, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      const specifiers = [...code.matchAll(/^(?:import|export|\}).* from '([^']+)';$|^import '([^']+)';$/gm)].map(
        ([, from, alone]) => (from ?? alone ?? '').replace(/^node:/, ''),
      );
      expect([file, [...new Set(seen.get(file)?.map((module) => module.replace(/^node:/, '')))]]).toEqual([
        file,
        expect.arrayContaining(specifiers),
      ]);
    }
  });

  it('are told from the package `constructs`, which has the name of one of them', () => {
    const app = report.modules.find(({ source }) => source === 'lib/core/app.ts');
    const found = app?.dependencies.find(({ module }) => module === 'constructs');
    expect(found?.resolved).toMatch(/^node_modules\/constructs\//);
    expect(found?.dependencyTypes).toContain('npm-peer');
  });
});

describe('a violation', () => {
  /** A file with one forbidden import, and the rules that it breaks. */
  const planted: readonly (readonly [what: string, file: string, code: string, rules: readonly string[]])[] = [
    [
      'a language that imports the tree',
      'lib/languages/compose',
      "import '../../core';",
      ['floor-1-imports-down-only'],
    ],
    ['words that know a language', 'lib/words', "import '../languages/yaml';", ['floor-0-imports-down-only']],
    [
      'words that know a type of the tree',
      'lib/words',
      "import type { App } from '../core';\nexport type A = App;",
      ['floor-0-imports-down-only'],
    ],
    ['reaching behind the face of words', 'lib/languages/nginx', "import '../../words/quoted';", ['through-the-face']],
    ['a language that imports another one', 'lib/languages/compose', "import '../nginx';", ['languages-stand-alone']],
    ['YAML that knows Compose', 'lib/languages/yaml', "import '../compose';", ['shared-languages-know-none']],
    ['expressions that know nginx', 'lib/languages/expression', "import '../nginx';", ['shared-languages-know-none']],
    [
      'the shell that knows Dockerfiles',
      'lib/languages/shell',
      "import '../dockerfile';",
      ['shared-languages-know-none'],
    ],
    ['expressions that know YAML', 'lib/languages/expression', "import '../yaml';", ['shared-languages-know-none']],
    [
      'YAML that knows a type of Compose',
      'lib/languages/yaml',
      "import type { Text } from '../compose';\nexport type T = Text;",
      ['shared-languages-know-none'],
    ],
    ['YAML that imports the tree', 'lib/languages/yaml', "import '../../core';", ['floor-1-imports-down-only']],
    [
      'a language that reaches behind the face of YAML',
      'lib/languages/nginx',
      "import '../yaml/scalar';",
      ['through-the-face'],
    ],
    [
      'a language that imports what the process shares',
      'lib/languages/compose',
      "import '../../process';",
      ['lib-languages-imports-no-neighbour'],
    ],
    [
      'what the process shares, importing a language',
      'lib/process',
      "import '../languages/compose';",
      ['lib-process-imports-no-neighbour'],
    ],
    [
      'a type is enough',
      'lib/languages/compose',
      "import type { App } from '../../core';\nexport type A = App;",
      ['floor-1-imports-down-only'],
    ],
    ['the tree that imports assembly', 'lib/core', "import '../assembly';", ['floor-2-imports-down-only']],
    ['image facts that import assembly', 'lib/images', "export * from '../assembly';", ['floor-2-imports-down-only']],
    ['the tree that imports image facts', 'lib/core', "import '../images';", ['lib-core-imports-no-neighbour']],
    ['image facts that import the tree', 'lib/images', "import '../core';", ['lib-images-imports-no-neighbour']],
    ['assembly that imports rules', 'lib/assembly', "import '../rules';", ['floor-3-imports-down-only']],
    [
      'constructs that import a target',
      'constructs/storage',
      "import '../../lib/targets/compose';",
      ['floor-3-imports-down-only'],
    ],
    [
      'constructs that import assembly',
      'constructs/storage',
      "import '../../lib/assembly';",
      ['constructs-imports-no-neighbour'],
    ],
    [
      'assembly that imports constructs',
      'lib/assembly',
      "import '../../constructs/storage';",
      ['lib-assembly-imports-no-neighbour', 'lib-knows-no-product'],
    ],
    ['a rule that imports output', 'lib/rules', "import '../output';", ['lib-rules-imports-no-neighbour']],
    [
      'a target that imports rules',
      'lib/targets/compose',
      "import '../../rules';",
      ['lib-targets-imports-no-neighbour'],
    ],
    ['output that imports a target', 'lib/output', "import '../targets/compose';", ['lib-output-imports-no-neighbour']],
    ['import that imports a rule', 'lib/import', "import '../rules';", ['lib-import-imports-no-neighbour']],
    ['output that imports synth', 'lib/output', "import '../synth';", ['floor-4-imports-down-only']],
    [
      'synth that imports the command',
      'lib/synth',
      "import '../cli/shared/version';",
      ['floor-5-imports-down-only', 'through-the-face'],
    ],
    ['a rule that imports constructs', 'lib/rules', "import '../../constructs/storage';", ['lib-knows-no-product']],
    [
      'the command that imports constructs',
      'lib/cli',
      "const load = () => import('../../constructs/storage');\nload();",
      ['lib-knows-no-product'],
    ],
    ['reaching behind the face of a room', 'lib/rules', "import '../core/app';", ['through-the-face']],
    [
      'reaching behind the face of a language',
      'constructs/storage',
      "import '../../lib/languages/yaml/scalar';",
      ['through-the-face'],
    ],
    [
      'reaching behind a face for a type',
      'lib/synth',
      "import type { Paths } from '../core/paths';\nexport type P = Paths;",
      ['through-the-face'],
    ],
    ['requiring what is behind a face', 'lib/synth', "require('../core/paths');", ['through-the-face']],
    [
      'a room that imports the whole engine',
      'constructs/storage',
      "import '../../lib';",
      ['the-package-is-for-its-users'],
    ],
    ['a room that imports the whole package', 'lib/core', "import '../../index';", ['the-package-is-for-its-users']],
    [
      'a room that imports the package by its name',
      'lib/rules',
      "import 'compose-constructs';",
      ['declared-dependencies-only'],
    ],
    [
      'running a program',
      'lib/output',
      "import { execSync } from 'node:child_process';\nexecSync('true');",
      ['only-the-cli-runs-programs'],
    ],
    [
      'running a program without a prefix',
      'constructs/storage',
      "import 'child_process';",
      ['only-the-cli-runs-programs'],
    ],
    ['a dependency for development', 'lib/core', "import 'ajv';", ['declared-dependencies-only']],
    [
      'a dependency of a dependency',
      'constructs/storage',
      "import 'enhanced-resolve';",
      ['declared-dependencies-only'],
    ],
    [
      'a dependency that is not installed',
      'lib/cli',
      "import 'no-such-package-anywhere';",
      ['declared-dependencies-only'],
    ],
    ['a file that does not exist', 'lib/cli', "import './nothing';", ['declared-dependencies-only']],
    ['a folder without a floor', 'lib/helpers', "import '../core';", []],
    ['a room of constructs without a floor', 'constructs/helpers', "import '../checked';", []],
    [
      'checks that know volumes',
      'constructs/checked',
      "import '../storage';",
      ['constructs-floor-0-imports-down-only'],
    ],
    [
      'hardening that knows volumes',
      'constructs/hardening',
      "import '../storage';",
      ['constructs-floor-1-imports-down-only'],
    ],
    [
      'volumes that know secrets',
      'constructs/storage',
      "import '../secrets';",
      ['constructs-storage-imports-no-neighbour'],
    ],
    [
      'secrets that know volumes',
      'constructs/secrets',
      "import '../storage';",
      ['constructs-secrets-imports-no-neighbour'],
    ],
    [
      'a web server that knows secrets',
      'constructs/web-server',
      "import '../secrets';",
      ['constructs-web-server-imports-no-neighbour'],
    ],
    ['secrets that know images', 'constructs/secrets', "import '../image';", ['constructs-floor-2-imports-down-only']],
    [
      'images that know workloads',
      'constructs/image',
      "import '../workload';",
      ['constructs-floor-3-imports-down-only'],
    ],
    [
      'workloads that know databases',
      'constructs/workload',
      "import '../database';",
      ['constructs-floor-4-imports-down-only'],
    ],
    [
      'servers that know databases',
      'constructs/server',
      "import '../database';",
      ['constructs-floor-5-imports-down-only'],
    ],
    [
      'hardening that knows schedules',
      'constructs/hardening',
      "import '../schedule';",
      ['constructs-hardening-imports-no-neighbour'],
    ],
    [
      'schedules that know hardening',
      'constructs/schedule',
      "import '../hardening';",
      ['constructs-schedule-imports-no-neighbour'],
    ],
    [
      'caches that know databases',
      'constructs/cache',
      "import '../database';",
      ['constructs-cache-imports-no-neighbour'],
    ],
    ['queues that know caches', 'constructs/queue', "import '../cache';", ['constructs-queue-imports-no-neighbour']],
    [
      'object stores that know caches',
      'constructs/object-store',
      "import '../cache';",
      ['constructs-object-store-imports-no-neighbour'],
    ],
    [
      'search engines that know caches',
      'constructs/search',
      "import '../cache';",
      ['constructs-search-imports-no-neighbour'],
    ],
    ['apps that know databases', 'constructs/app', "import '../database';", ['constructs-app-imports-no-neighbour']],
    [
      'databases that know proxies',
      'constructs/database',
      "import '../proxy';",
      ['constructs-database-imports-no-neighbour'],
    ],
    [
      'backups that know databases',
      'constructs/backup',
      "import '../database';",
      ['constructs-backup-imports-no-neighbour'],
    ],
    ['proxies that know apps', 'constructs/proxy', "import '../app';", ['constructs-proxy-imports-no-neighbour']],
    [
      'reaching behind the face of a room of constructs',
      'constructs/workload',
      "import '../storage/data-volume';",
      ['through-the-face'],
    ],
    [
      'a room of constructs that imports all of them',
      'constructs/proxy',
      "import '..';",
      ['the-package-is-for-its-users'],
    ],
    [
      'the loader that imports what commands share',
      'lib/cli/loader',
      "import '../shared/terminal';",
      ['cli-loader-imports-no-other-part'],
    ],
    [
      'what commands share, importing a command',
      'lib/cli/shared',
      "import '../commands/synth';",
      ['cli-shared-imports-no-command'],
    ],
    [
      'what commands share, importing the table of commands',
      'lib/cli/shared/stack-file',
      "import type { Table } from '../../commands';\nexport type T = Table;",
      ['cli-shared-imports-no-command'],
    ],
    [
      'a command that imports another one',
      'lib/cli/commands/synth',
      "import '../import';",
      ['cli-commands-stand-alone'],
    ],
    [
      'a command that reaches into the folder of another one',
      'lib/cli/commands/import',
      "import type { Result } from '../synth/report';\nexport type R = Result;",
      ['cli-commands-stand-alone', 'cli-through-the-face'],
    ],
    [
      'a command that imports the table of commands',
      'lib/cli/commands/new',
      "import '..';",
      ['cli-commands-stand-alone'],
    ],
    ['a command that parses', 'lib/cli/commands/new', "import '../../parse';", ['cli-commands-stand-alone']],
    ['the table that parses', 'lib/cli/commands', "import '../parse';", ['cli-table-imports-commands-only']],
    ['loading what runs a command', 'lib/cli', "require('./commands/synth/run');", ['cli-through-the-face']],
    ['reaching behind the face of the loader', 'lib/cli/shared', "import '../loader/pack';", ['cli-through-the-face']],
    [
      'reaching behind the face of a folder that commands share',
      'lib/cli/commands/new',
      "import '../../shared/stack-file/find';",
      ['cli-through-the-face'],
    ],
  ];
  const harmless: readonly (readonly [what: string, file: string, code: string])[] = [
    ['a rule that imports the tree', 'lib/rules', "import '../core';"],
    ['a language that imports words', 'lib/languages/typescript', "import '../../words';"],
    ['a language that imports expressions', 'lib/languages/typescript', "import '../expression';"],
    ['a language that imports YAML', 'lib/languages/dockerfile', "import '../yaml';"],
    ['a room above that imports YAML', 'lib/import', "import '../languages/yaml';"],
    ['a construct that imports a language', 'constructs/storage', "import '../../lib/languages/nginx';"],
    ['the peer dependency', 'constructs/storage', "import 'constructs';"],
    ['what Node brings along', 'lib/languages/nginx', "import 'node:path';"],
    ['the command that runs a program', 'lib/cli', "import 'node:child_process';"],
    ['a file of one folder that imports another one of it', 'lib/rules', "import './look';"],
    ['a command that imports what commands share', 'lib/cli/commands/new', "import '../../shared/stack-file';"],
    ['a command that imports the loader', 'lib/cli/commands/new', "import '../../loader';"],
    ['a command that imports a file of its own', 'lib/cli/commands/import', "import './errors';"],
  ];

  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  const nameOf = (index: number, where: string): string => `${where}/planted-${index}.ts`;

  /** One copy with all violations: running the tool takes seconds. */
  function plant(): Report {
    for (const file of [...roots, 'tsconfig.json', 'package.json', '.dependency-cruiser.cjs']) {
      cpSync(join(repository, file), join(folder, file), { recursive: true });
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    const reach = (file: string): void => {
      appendFileSync(join(folder, 'lib/cli/entry.ts'), `\nimport '../../${file.replace(/\.ts$/, '')}';`);
    };
    [...planted, ...harmless].forEach(([, where, code], index) => {
      const file = nameOf(index, where);
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\nexport const planted${index} = 1;\n`);
      reach(file);
    });
    writeFileSync(
      join(folder, 'lib/rules/one.ts'),
      "import { two } from './two';\nexport const one = (): unknown => two;\n",
    );
    writeFileSync(
      join(folder, 'lib/rules/two.ts'),
      "import { one } from './one';\nexport const two = (): unknown => one;\n",
    );
    writeFileSync(
      join(folder, 'lib/rules/three.ts'),
      "import type { Four } from './four';\nexport type Three = Four;\n",
    );
    writeFileSync(
      join(folder, 'lib/rules/four.ts'),
      "import type { Three } from './three';\nexport type Four = Three;\n",
    );
    writeFileSync(join(folder, 'lib/rules/dead.ts'), "import '../core';\n");
    for (const name of ['one', 'two', 'three', 'four']) reach(`lib/rules/${name}.ts`);
    appendFileSync(join(folder, 'lib/index.ts'), "export { look } from './rules/look';\n");
    return cruise(folder);
  }

  let found: readonly { readonly from: string; readonly to: string; readonly rule: string }[] = [];
  beforeAll(() => {
    found = plant().summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rulesFor = (file: string): string[] =>
    [...new Set(found.filter(({ from }) => from === file).map(({ rule }) => rule))].sort();

  it.each(planted.map(([what, where, , rules], index) => ({ what, file: nameOf(index, where), rules })))(
    'is reported, by its own rule alone: $what',
    ({ file, rules }) => {
      expect(rulesFor(file)).toEqual([...rules].sort());
    },
  );

  it.each(harmless.map(([what, where], index) => ({ what, file: nameOf(planted.length + index, where) })))(
    'is not seen where there is none: $what',
    ({ file }) => {
      expect(rulesFor(file)).toEqual([]);
    },
  );

  it('is reported: two files that import each other', () => {
    const circles = found.filter(({ rule }) => rule === 'no-circle').map(({ from }) => from);
    expect(circles.length).toBeGreaterThan(0);
    expect(circles.filter((file) => /one|two/.test(file)).length).toBeGreaterThan(0);
  });

  it('is reported: two files that know the types of each other', () => {
    const circles = found.filter(({ rule }) => rule === 'no-circle').map(({ from }) => from);
    expect(circles.filter((file) => /three|four/.test(file)).length).toBeGreaterThan(0);
  });

  it('is reported: a file that nothing reaches', () => {
    expect(
      found
        .filter(({ rule }) => rule === 'no-dead-file')
        .map(({ to, from }) => [from, to].find((file) => /dead/.test(file))),
    ).toEqual(['lib/rules/dead.ts']);
  });

  it('is reported: a folder that has no floor', () => {
    const into = found.filter(({ rule }) => rule === 'a-room-has-a-floor').map(({ to }) => to);
    expect(into.map((file) => file.replace(/planted-\d+/, 'planted')).sort()).toEqual([
      'constructs/helpers/planted.ts',
      'lib/helpers/planted.ts',
    ]);
  });

  it('is reported: a public name taken from behind a face', () => {
    expect(rulesFor('lib/index.ts')).toEqual(['the-package-shows-faces-only']);
  });

  it('is planted for every rule', () => {
    // a configuration of a tool, with the one part that is read here
    const { forbidden } = require(join(repository, '.dependency-cruiser.cjs')) as {
      forbidden: readonly { name: string }[];
    };
    expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});

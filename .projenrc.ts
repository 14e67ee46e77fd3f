import { readFileSync } from 'node:fs';
import { JsonFile, javascript, TextFile } from 'projen';
import { PATIENCE } from './test/patience';

/** The example's app: `npm test` runs it and checks its types, so that its dependencies are needed here, too. */
const app: Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync('examples/kitteh/app/package.json', 'utf8'),
);

const project = new javascript.NodeProject({
  name: 'compose-constructs',
  description:
    'Infrastructure as code for Docker Compose: typed constructs in, hardened compose.yaml, nginx configuration and Dockerfiles out.',
  keywords: [
    'docker',
    'compose',
    'docker-compose',
    'constructs',
    'cdk',
    'infrastructure-as-code',
    'nginx',
    'dockerfile',
  ],
  license: 'Apache-2.0',
  copyrightOwner: 'The compose-constructs authors',
  authorName: 'The compose-constructs authors',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  entrypoint: 'dist/index.js',
  bin: { synth: 'dist/synth.js' },
  peerDeps: ['constructs@^10.8.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: ['diff@^8.0.4', 'esbuild@~0.28.2', 'yaml@^2.9.0'],
  devDeps: [
    'constructs@^10.8.1',
    '@arethetypeswrong/cli@~0.18.5',
    '@biomejs/biome@~2.5.15',
    '@microsoft/api-extractor@^7.60.1',
    '@stryker-mutator/core@~9.6.1',
    '@stryker-mutator/jest-runner@~9.6.1',
    '@swc/core@1.16.18',
    '@swc/jest@~0.2.39',
    '@types/jest@^30',
    '@types/node@^20.19.0',
    'ajv@^8.20.0',
    'cron-parser@^5.10.6',
    'dependency-cruiser@^17',
    'fast-check@^4.10.0',
    'jest@^30.5.0',
    'jest-environment-node@^30.5.0',
    'jest-runner@^30.5.0',
    'projen@~0.103.0',
    'publint@~0.3.25',
    'sentence-splitter@^5.0.1',
    'ts-morph@^28.0.0',
    'tsx@^4.23.0',
    'typescript@~6.0.3',
    ...Object.entries({ ...app.dependencies, ...app.devDependencies }).map(([name, range]) => `${name}@${range}`),
  ],
  jest: false,
  prettier: false,
  github: false,
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  package: false,
  npmignoreEnabled: false,
  projenrcJs: false,
  autoDetectBin: false,
  gitignore: [
    '/dist/',
    'synth.out/',
    '/node_modules/',
    '*.log',
    '*.generated.js',
    '/examples/*/secrets/',
    '/examples/*/assets/dist/',
    '.DS_Store',
  ],
});

project.package.addField('exports', {
  '.': { types: './dist/types/index.d.ts', default: './dist/index.js' },
  './compose': { types: './dist/types/lib/languages/compose/index.d.ts', default: './dist/compose.js' },
  './package.json': './package.json',
});
project.package.addField('types', 'dist/types/index.d.ts');
// for compilers that do not read `exports`
project.package.addField('typesVersions', { '*': { compose: ['./dist/types/lib/languages/compose/index.d.ts'] } });
project.package.addField('files', ['dist', 'docs', 'CHANGELOG.md', 'LICENSE', 'README.md']);
project.package.addField('sideEffects', false);
project.package.addField('type', 'commonjs');
// the newest release lacks packages for some platforms, and npm refuses a lock file without them
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// `npx projen` reads this file with tsx: ts-node does not know TypeScript 6.
project.defaultTask?.reset('tsx .projenrc.ts');

new JsonFile(project, 'tsconfig.json', {
  marker: false,
  allowComments: false,
  obj: {
    compilerOptions: {
      target: 'ES2023',
      lib: ['ES2023'],
      module: 'node16',
      moduleResolution: 'node16',
      types: ['node', 'jest'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noFallthroughCasesInSwitch: true,
      noPropertyAccessFromIndexSignature: false,
      noUnusedLocals: true,
      noUnusedParameters: true,
      isolatedModules: true,
      esModuleInterop: true,
      skipLibCheck: true,
      resolveJsonModule: true,
      noEmit: true,
      rootDir: '.',
      paths: {
        'compose-constructs': ['./index.ts'],
        'compose-constructs/compose': ['./lib/languages/compose/index.ts'],
      },
    },
    include: ['index.ts', 'lib', 'constructs', 'examples/*/*.ts', 'test', 'bench', 'scripts', '.projenrc.ts'],
    exclude: ['node_modules', 'dist', '**/synth.out', 'test/lib/cli/commands/synth/cases'],
  },
});

new JsonFile(project, 'tsconfig.build.json', {
  marker: false,
  allowComments: false,
  obj: {
    extends: './tsconfig.json',
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      stripInternal: true,
      outDir: 'dist/types',
      paths: {},
      types: ['node'],
    },
    include: ['index.ts', 'lib', 'constructs'],
  },
});

new JsonFile(project, 'jest.config.json', {
  marker: false,
  allowComments: false,
  obj: {
    testEnvironment: 'node',
    setupFiles: ['<rootDir>/test/seed.ts'],
    roots: ['<rootDir>/test'],
    testMatch: ['**/*.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '/test/engine/', '/test/versions/', '/test/judges/', '/test/corpus/'],
    transform: {
      '\\.ts$': [
        '@swc/jest',
        {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          module: { type: 'commonjs' },
          sourceMaps: 'inline',
        },
      ],
    },
    moduleNameMapper: {
      '^compose-constructs$': '<rootDir>/index.ts',
      '^compose-constructs/compose$': '<rootDir>/lib/languages/compose/index.ts',
    },
    testTimeout: PATIENCE,
  },
});

new JsonFile(project, 'jest.engine.config.json', {
  marker: false,
  allowComments: false,
  obj: {
    testEnvironment: '<rootDir>/test/engine/support/environment.ts',
    setupFiles: ['<rootDir>/test/seed.ts'],
    roots: ['<rootDir>/test/engine'],
    testMatch: ['**/*.test.ts'],
    transform: {
      '\\.ts$': [
        '@swc/jest',
        {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          module: { type: 'commonjs' },
          sourceMaps: 'inline',
        },
      ],
    },
    moduleNameMapper: {
      '^compose-constructs$': '<rootDir>/index.ts',
      '^compose-constructs/compose$': '<rootDir>/lib/languages/compose/index.ts',
    },
    globalSetup: '<rootDir>/test/engine/support/global-setup.ts',
    globalTeardown: '<rootDir>/test/engine/support/global-teardown.ts',
    setupFilesAfterEnv: ['<rootDir>/test/engine/support/each-file.ts'],
    testTimeout: PATIENCE,
    maxWorkers: 2,
  },
});

new JsonFile(project, 'biome.json', {
  marker: false,
  allowComments: false,
  obj: {
    files: {
      includes: ['**/*.ts', 'examples/**/*.js', '!dist', '!**/synth.out', '!**/*.generated.*', '!test/**/cases'],
    },
    formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: 'single' } },
    json: { formatter: { enabled: false } },
    linter: {
      rules: {
        preset: 'recommended',
        suspicious: { noExplicitAny: 'error', noControlCharactersInRegex: 'off', noTemplateCurlyInString: 'off' },
        style: { useNodejsImportProtocol: 'error', noNonNullAssertion: 'error', useImportType: 'error' },
        complexity: { useLiteralKeys: 'off' },
        correctness: { noUnusedImports: 'error' },
      },
    },
  },
});

new TextFile(project, '.nvmrc', { lines: ['20', ''] });

const compile = project.compileTask;
compile.exec('tsx scripts/build.ts', { name: 'bundle the library and the command' });
compile.exec('tsc -p tsconfig.build.json', { name: 'write the type declarations' });
compile.exec('tsx scripts/strip-private.ts', { name: 'let the classes of two copies be alike' });

const test = project.testTask;
test.exec('biome check --error-on-warnings .', { name: 'lint and format' });
test.exec('tsc', { name: 'types' });
test.exec('depcruise --config .dependency-cruiser.cjs index.ts lib constructs', { name: 'rooms' });
test.spawn(compile);
test.exec('api-extractor run', { name: 'public API as in test/api' });
test.exec('jest --config jest.config.json', { receiveArgs: true });

const engine = project.addTask('test:engine', {
  description: 'Run the synthesized stacks on a real Docker engine (installs one on Debian if there is none)',
});
engine.exec('jest --config jest.engine.config.json', { receiveArgs: true });

const versions = project.addTask('test:versions', {
  description: 'Run the command on every supported Node, which npx fetches',
});
versions.exec('jest --config jest.config.json --testPathIgnorePatterns /node_modules/ --roots test/versions', {
  receiveArgs: true,
});

const judges = project.addTask('test:judges', {
  description: 'Let other programs judge what is generated: linters of Dockerfiles, nginx, shell and YAML, from PyPI',
});
judges.exec(
  'jest --config jest.config.json --testPathIgnorePatterns /node_modules/ --roots test/judges --globalSetup ./test/judges/support/global-setup.ts',
  { receiveArgs: true },
);

const corpus = project.addTask('test:corpus', {
  description: 'Import public Compose files and compare what Compose reads (COMPOSE_CORPUS names their folder)',
});
corpus.exec('jest --config jest.config.json --testPathIgnorePatterns /node_modules/ --roots test/corpus', {
  receiveArgs: true,
});

project.addTask('test:mutants', {
  description: 'Change the code of one room bit by bit, and see whether its tests notice: -- lib/core',
  exec: 'tsx scripts/mutants/run.ts',
  receiveArgs: true,
});

project.addTask('bench', {
  description: 'Print the ratios of docs/architecture.md, measured in one run',
  exec: 'tsx bench/bench.ts',
  receiveArgs: true,
});
project.addTask('bench:proxy', {
  description: 'Compare the proxy with a plain nginx on a real Docker engine (needs wrk)',
  exec: 'tsx bench/proxy/bench.ts',
  receiveArgs: true,
});
project.addTask('example', {
  description: 'Synthesize the example',
  exec: 'synth --app examples/kitteh/stack.ts',
});
const api = project.addTask('api', {
  description: 'Write test/api anew, the report of the public API; review its difference',
});
api.spawn(compile);
api.exec('api-extractor run --local');
project.addTask('docs', {
  description: 'Write the reference tables of the documentation',
  exec: 'tsx scripts/reference.ts',
});
project.addTask('format', { description: 'Format and fix what can be fixed', exec: 'biome check --write .' });

project.packageTask.exec('tsx scripts/pack.ts');
project.package.setScript('prepare', 'tsx scripts/prepare.ts');
project.synth();

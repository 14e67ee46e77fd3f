// The rooms of docs/architecture.md and who may enter which. A violation fails the tests, and test/rooms.test.ts plants
// one for every rule; this file is never loosened to make one pass.
const floors = [
  ['lib/words'],
  ['lib/languages', 'lib/process'],
  ['lib/core', 'lib/images'],
  ['lib/assembly', 'constructs'],
  ['lib/rules', 'lib/targets', 'lib/output', 'lib/import'],
  ['lib/synth'],
  ['lib/cli'],
];
const rooms = floors.flat();

/** What other languages are written in: the ground floor inside `lib/languages`. */
const sharedLanguages = ['lib/languages/expression', 'lib/languages/shell', 'lib/languages/yaml'];

/** The floors inside `constructs`. */
const constructFloors = [
  ['constructs/checked'],
  ['constructs/hardening', 'constructs/schedule'],
  ['constructs/web-server', 'constructs/storage', 'constructs/secrets'],
  ['constructs/image'],
  ['constructs/workload'],
  ['constructs/server'],
  ['constructs/app', 'constructs/backup', 'constructs/cache', 'constructs/database', 'constructs/object-store', 'constructs/proxy', 'constructs/queue', 'constructs/search'],
];

const inside = (paths) => `^(${paths.join('|')})/`;

/** Folders that have a face of their own: each language, target and room of constructs, and every other room. */
const FOLDER = '(lib/(?:languages|targets)/[^/]+|lib/(?!languages/|targets/)[^/]+|constructs/[^/]+(?=/))';
/** What lies behind the face of one of them. */
const BEHIND = `^${FOLDER}/(?!index\\.ts$)`;

/** Nothing imports from a floor above. */
const up = (storeys, name) =>
  storeys.slice(0, -1).map((paths, floor) => ({
    name: `${name}-${floor}-imports-down-only`,
    comment: `${paths.join(' and ')} may not import from a floor above`,
    severity: 'error',
    from: { path: inside(paths) },
    to: { path: inside(storeys.slice(floor + 1).flat()) },
  }));

/** Rooms of one floor do not know each other. */
const sideways = (storeys) =>
  storeys
    .filter((paths) => paths.length > 1)
    .flatMap((paths) =>
      paths.map((path) => ({
        name: `${path.replaceAll('/', '-')}-imports-no-neighbour`,
        comment: 'rooms of one floor do not know each other',
        severity: 'error',
        from: { path: inside([path]) },
        to: { path: inside(paths.filter((other) => other !== path)) },
      })),
    );

/** The floors inside the command: what reads the table of commands, the commands, what they share, the loader. */
const cli = [
  {
    name: 'cli-loader-imports-no-other-part',
    comment: 'the loader of TypeScript is the ground floor',
    severity: 'error',
    from: { path: '^lib/cli/loader/' },
    to: { path: '^lib/cli/', pathNot: '^lib/cli/loader/' },
  },
  {
    name: 'cli-shared-imports-no-command',
    comment: 'what commands share knows neither a command nor the table of commands',
    severity: 'error',
    from: { path: '^lib/cli/shared/' },
    to: { path: '^lib/cli/', pathNot: '^lib/cli/(shared|loader)/' },
  },
  {
    name: 'cli-commands-stand-alone',
    comment: 'a command knows neither another one nor the table of commands nor what reads the table',
    severity: 'error',
    from: { path: '^lib/cli/commands/([^/]+)/' },
    to: { path: '^lib/cli/', pathNot: '^lib/cli/(shared/|loader/|commands/$1/)' },
  },
  {
    name: 'cli-table-imports-commands-only',
    comment: 'the table of commands does not know what reads it',
    severity: 'error',
    from: { path: '^lib/cli/commands/[^/]+\\.ts$' },
    to: { path: '^lib/cli/[^/]+\\.ts$' },
  },
  {
    name: 'cli-through-the-face',
    comment: 'nothing reaches behind the index.ts of the loader, of a command or of a folder that commands share',
    severity: 'error',
    from: { path: '^(lib/cli/(?:loader|(?:commands|shared)/[^/]+|[^/]+))' },
    to: { path: '^lib/cli/(?:loader|(?:commands|shared)/[^/]+)/(?!index\\.ts$)', pathNot: '^$1/' },
  },
];

module.exports = {
  forbidden: [
    ...up(floors, 'floor'),
    ...sideways(floors),
    ...up(constructFloors, 'constructs-floor'),
    ...sideways(constructFloors),
    ...cli,
    {
      name: 'lib-knows-no-product',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^constructs/' },
    },
    {
      name: 'languages-stand-alone',
      comment: 'languages do not know each other, but for what they are written in',
      severity: 'error',
      from: { path: '^lib/languages/([^/]+)/', pathNot: inside(sharedLanguages) },
      to: { path: '^lib/languages/', pathNot: `^(lib/languages/$1|${sharedLanguages.join('|')})/` },
    },
    {
      name: 'shared-languages-know-none',
      comment: 'what languages are written in lies below them',
      severity: 'error',
      from: { path: `^(${sharedLanguages.join('|')})/` },
      to: { path: '^lib/languages/', pathNot: '^$1/' },
    },
    {
      name: 'a-room-has-a-floor',
      comment: 'a folder that no floor above names would be free of every rule',
      severity: 'error',
      from: {},
      to: { path: '^(lib|constructs)/[^/]+/', pathNot: inside([...rooms.filter((room) => room !== 'constructs'), ...constructFloors.flat()]) },
    },
    {
      name: 'through-the-face',
      comment: "nothing reaches behind another room's index.ts",
      severity: 'error',
      from: { path: `^${FOLDER}/` },
      to: { path: BEHIND, pathNot: '^$1/' },
    },
    {
      name: 'the-package-shows-faces-only',
      comment: 'the public names are those that the rooms chose to show',
      severity: 'error',
      from: { path: '^((lib|constructs)/)?index\\.ts$' },
      to: { path: BEHIND },
    },
    {
      name: 'the-package-is-for-its-users',
      comment: 'what the whole package shows includes every floor',
      severity: 'error',
      from: { path: inside(rooms) },
      to: { path: '^(index\\.ts$|(lib|constructs)/index\\.ts$|dist/|node_modules/compose-constructs/)' },
    },
    {
      name: 'no-circle',
      comment: 'circles of types count, too: files that know each other are one file',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-dead-file',
      comment: 'neither the package nor the command reaches it',
      severity: 'error',
      from: { path: '^(index|lib/cli/entry)\\.ts$' },
      to: { path: '^(lib|constructs)/', pathNot: '(\\.d\\.ts|^lib/cli/entry\\.ts)$', reachable: false },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^(lib|constructs|index)' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: ['npm-peer'],
      },
    },
    {
      name: 'only-the-cli-runs-programs',
      severity: 'error',
      from: { path: '^(lib|constructs)/', pathNot: '^lib/cli/' },
      to: { path: '^(node:)?(child_process|cluster|worker_threads)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // imports of types count, too
    tsPreCompilationDeps: true,
    // No `tsConfig`: with it, dependency-cruiser takes the package `constructs` for our folder of that name.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

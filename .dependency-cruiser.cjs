// The rooms of docs/architecture.md and who may enter which. A violation fails the tests; this file is never loosened
// to make one pass.
const floors = [
  ['lib/languages'],
  ['lib/core', 'lib/images'],
  ['lib/assembly', 'constructs'],
  ['lib/rules', 'lib/targets', 'lib/output'],
  ['lib/synth'],
  ['lib/cli'],
];

const room = (paths) => `^(${paths.join('|')})/`;

const up = floors.slice(0, -1).map((paths, floor) => ({
  name: `floor-${floor}-imports-down-only`,
  comment: `${paths.join(' and ')} may not import from a floor above`,
  severity: 'error',
  from: { path: room(paths) },
  to: { path: room(floors.slice(floor + 1).flat()) },
}));

/** Each room on a floor by itself: no imports between neighbours, except what `allowed` names. */
const allowedNeighbours = { 'lib/images': [], 'lib/core': [] };
const sideways = floors.flatMap((paths) =>
  paths.map((path) => ({
    name: `${path.replaceAll('/', '-')}-imports-no-neighbour`,
    comment: 'rooms of one floor do not know each other',
    severity: 'error',
    from: { path: room([path]) },
    to: { path: room(paths.filter((other) => other !== path && !(allowedNeighbours[path] ?? []).includes(other)).concat('none')) },
  })),
);

module.exports = {
  forbidden: [
    ...up,
    ...sideways,
    {
      name: 'lib-knows-no-product',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^constructs/' },
    },
    {
      name: 'languages-stand-alone',
      comment: 'a language imports nothing of ours but its own folder',
      severity: 'error',
      from: { path: '^lib/languages/([^/]+)/' },
      to: { path: '^(lib|constructs)/', pathNot: '^lib/languages/$1/' },
    },
    {
      name: 'through-the-face',
      comment: "nothing reaches behind another room's index.ts",
      severity: 'error',
      from: { path: '^(lib/languages/[^/]+|lib/targets/[^/]+|lib/[^/]+|constructs)/' },
      to: { path: '^(lib/(languages|targets)/[^/]+|lib/(?!languages|targets)[^/]+|constructs)/(?!index\\.ts$)', pathNot: '^$1/' },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-dead-file', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^(lib|constructs|index)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'], pathNot: '/constructs/' },
    },
    {
      name: 'only-the-cli-runs-programs',
      severity: 'error',
      from: { path: '^(lib|constructs)/', pathNot: '^lib/cli/' },
      to: { path: '^(node:)?child_process$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};

/** What the compiler says of a program that uses elements: a typo is found before anything runs. */
import { problemsIn, programOf, type Snippet } from '../../docs/program';

const HEAD = `import { Artifact, Config, Database, Extension, Include, Model, Network, Remove, Replace, Secret, Service, Stack, text, Variable, Volume } from '../../../../index';
declare const stack: Stack, web: Service, backend: Network, data: Volume, key: Secret, motd: Config, llm: Model, db: Database, made: Artifact;
`;

const COMPILES = [
  // the forms of Compose
  "new Service(stack, 'a', { image: 'a', ports: [80, '80:80', { target: 80 }], environment: ['A=b'], build: '.' })",
  "new Service(stack, 'a', { networks: [backend.name], depends_on: { [web.name]: { condition: 'service_started' } } })",
  "new Service(stack, 'a', { image: Variable.of('A'), environment: { A: text`a${Variable.of('B')}`, C: 5, D: null } })",
  "new Service(stack, 'a', { build: { dockerfile: made, 'x-a': 1 }, 'x-a': {}, deploy: { 'x-a': 1 } })",
  "new Network(stack, 'a', { 'x-a': 1, ipam: { 'x-a': 1 } }); new Volume(stack, 'a', { 'x-a': 1 })",
  "new Secret(stack, 'a', { file: 'a', 'x-a': 1 }); new Config(stack, 'a', { file: made, 'x-a': 1 })",
  "new Secret(stack, 'a', { file: 'a', generate: { length: 32 } })",
  "new Model(stack, 'a', { model: 'a', 'x-a': 1 })",
  // escape hatches
  "web.override('deploy.replicas', 2); web.override(['labels', 'a.b', 0], undefined)",
  "web.merge({ environment: { A: 'b' }, ports: ['80:80'], labels: { a: new Remove() }, image: new Remove() })",
  "web.merge({ ports: new Replace(['80:80']), deploy: { resources: { limits: new Replace({ cpus: '1' }) } }, 'x-a': 1 })",
  "web.merge({ build: { target: 'a' }, healthcheck: { interval: Variable.of('A') } })",
  "backend.merge({ internal: true, driver_opts: { a: 'b' } }); data.merge({ driver: 'local' }); llm.merge({ context_size: 1 })",
  "key.merge({ file: new Remove(), environment: 'KEY' }); motd.merge({ content: 'a' }); db.service.merge({ shm_size: '1g' })",
  "web.patch({ op: 'add', path: '/a', value: 1 }, { op: 'move', from: '/a', path: '/b' }); web.patch()",
  "web.accept('image-unpinned', 'a reason'); stack.accept('image-unpinned', 'a reason')",
  // what a client asks a provider for
  "web.connect(db, { variables: { DB_HOST: 'host', DB_PASSWORD: 'password' } }); web.connect(db, { as: 'SHOP' })",
  // what stands beside elements
  "new Extension(stack, 'x-a', { a: [1, null] }); new Include(stack, 'a', { path: ['a', 'b'], env_file: '.env' })",
];

const FAILS: readonly (readonly [string, string])[] = [
  ["new Service(stack, 'a', { imgae: 'a' })", "'imgae'"],
  ["new Service(stack, 'a', { build: { contxt: '.' } })", "'contxt'"],
  ["new Network(stack, 'a', { drivr: 'a' })", "'drivr'"],
  ["new Volume(stack, 'a', { drivr: 'a' })", "'drivr'"],
  ["new Secret(stack, 'a', { fiel: 'a' })", "'fiel'"],
  ["new Secret(stack, 'a', { file: 'a', generate: { lenght: 32 } })", "'lenght'"],
  ["new Secret(stack, 'a', { file: 'a' }, { length: 32 })", 'Expected 3 arguments'],
  ["new Service(stack, 'a', { image: 'a' }, () => ({}))", 'Expected 3 arguments'],
  ["new Config(stack, 'a', { fiel: 'a' })", "'fiel'"],
  ["new Model(stack, 'a', { modl: 'a' })", "'modl'"],
  ["new Model(stack, 'a', {})", "'model'"],
  ["web.merge({ imgae: 'a' })", "'imgae'"],
  ['web.merge({ deploy: { replcas: 2 } })', "'replcas'"],
  ['web.merge({ image: 5 })', "'number'"],
  ['web.merge({ restart: new Replace(5) })', "'number'"],
  ["web.merge({ ports: '80:80' })", "'string'"],
  ["backend.merge({ image: 'a' })", "'image'"],
  ["llm.merge({ context_size: 'a' })", "'string'"],
  ["key.merge({ content: 'a' })", "'content'"],
  ["web.patch({ op: 'delete', path: '/a' })", '\'"delete"\''],
  ["web.patch({ op: 'add', path: '/a' })", "'value'"],
  ["web.patch([{ op: 'remove', path: '/a' }])", "'PatchOperation'"],
  ["web.connect(db, { variables: { DB_HOST: 'hots' } })", '\'"hots"\''],
  ['web.connect(backend)', "'connection'"],
  ['web.join(data)', "'Network'"],
  ["web.mount(backend, { at: '/a' })", "'Network'"],
  ['web.readSecret(motd)', "'Config'"],
  ["web.readConfig(key, { at: '/a' })", "'Config'"],
  ["web.accept('image-unpinned')", 'Expected 2 arguments'],
  ["new Extension(stack, 'a', 1)", '\'"a"\''],
  ["new Include(stack, 'a', './a.yaml')", "'Include'"],
  ["new Include(stack, 'a', { paths: './a.yaml' })", "'paths'"],
];

const snippetOf = (text: string, index: number): Snippet => ({
  place: text,
  file: `types/s${index}.ts`,
  text: `${HEAD}${text};\nexport {};\n`,
  isWhole: false,
});

describe('the compiler', () => {
  const snippets = [...COMPILES, ...FAILS.map(([text]) => text)].map(snippetOf);
  const program = programOf(snippets);
  const said = snippets.map((snippet) => problemsIn(program, snippet));

  it.each(COMPILES.map((text, index) => [text, said[index]] as const))('takes %s', (_, problems) => {
    expect(problems).toEqual([]);
  });

  it.each(FAILS.map(([text, about], index) => [text, about, said[COMPILES.length + index]] as const))(
    'does not take %s',
    (_, about, problems) => {
      expect(problems).toHaveLength(1);
      expect(problems?.[0]).toContain(about);
    },
  );
});

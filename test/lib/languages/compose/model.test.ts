import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import type { Schema } from '../../../../scripts/compile-schema';
import { COMPOSE } from '../../../../scripts/engine-facts';
import { generateModel, MODEL } from '../../../../scripts/generate-model';
import { DOCUMENTED } from '../../../../scripts/model-docs';
import { interfacesOf } from '../../../../scripts/model-interfaces';

const ROOT = resolve(__dirname, '../../../..');
const SCHEMA = resolve(ROOT, 'lib/languages/compose/check/schema.json');

/** What compiles, as `type = value`. */
const COMPILES = [
  // short and long forms
  "Service = { build: '.', env_file: 'a.env', dns: '1.1.1.1', tmpfs: '/run', label_file: 'a', gpus: 'all', extends: 'a' }",
  "Service = { build: { context: '.' }, env_file: ['a.env', { path: 'b.env', required: false }], extends: { service: 'a' } }",
  "Service = { ports: [80, '80:80', { target: 80, published: '8000-8010' }], expose: [80, '81'] }",
  "Service = { volumes: ['a:/a', { type: 'volume', source: 'a', target: '/a' }], devices: ['/dev/a', { source: '/dev/a' }] }",
  "Service = { environment: ['A=b', 'C'], labels: ['a=b'], sysctls: ['a=1'], annotations: ['a=b'] }",
  'Service = { environment: { A: 1, B: true, C: null, D: 123456789012345678901n }, labels: { a: 1n } }',
  "Service = { depends_on: ['a'], networks: ['a'], models: ['a'], secrets: ['a'], configs: ['a'], extra_hosts: ['a:b'] }",
  "Service = { depends_on: { a: { condition: 'service_healthy' } }, networks: { a: null, b: { aliases: ['c'] } } }",
  "Service = { extra_hosts: { a: '10.0.0.1', b: ['10.0.0.2'] }, ulimits: { nofile: 3, nproc: { soft: 1, hard: 2 } } }",
  "Service = { command: 'a b', entrypoint: ['a', 'b'], healthcheck: { test: 'true' }, develop: null, deploy: null }",
  'Service = { command: null, entrypoint: null, pid: null }',
  "Service = { build: { args: ['A=b'], additional_contexts: ['a=b'], ssh: ['default'], ulimits: { nofile: 3 } } }",
  "Service = { provider: { type: 'a', options: { b: ['c', 1, true], d: 2n } }, storage_opt: { size: '1G' } }",
  "Project = { name: 'a', version: '3.8', include: ['a.yaml', { path: ['b.yaml'] }], models: { a: { model: 'b' } } }",
  'Project = { networks: { a: null, b: { external: { name: "c" } }, c: { external: true } }, volumes: { a: null } }',
  "LongService = { build: { context: '.' }, ports: [{ target: 80 }], environment: { A: 'b' }, image: 'a', 'x-a': 1 }",
  // extensions
  "Project = { 'x-a': 1, services: { a: { 'x-a': [] } } }",
  "Service = { build: { 'x-a': 1 }, deploy: { 'x-a': 1, resources: { 'x-a': 1, limits: { 'x-a': 1 } } } }",
  "Service = { ports: [{ 'x-a': 1 }], volumes: [{ type: 'bind', 'x-a': 1, bind: { 'x-a': 1 } }] }",
  "Service = { healthcheck: { 'x-a': 1 }, logging: { 'x-a': 1 }, develop: { 'x-a': 1, watch: [] } }",
  "Project = { networks: { a: { 'x-a': 1, ipam: { 'x-a': 1, config: [{ 'x-a': 1 }] } } }, volumes: { a: { 'x-a': 1 } } }",
  "Project = { secrets: { a: { 'x-a': 1 } }, configs: { a: { 'x-a': 1 } }, models: { a: { model: 'b', 'x-a': 1 } } }",
  // variables of the deploying host
  'Service = { image: variable, read_only: variable, scale: variable, command: [variable], environment: { A: variable } }',
  'Service = { cgroup: variable, volumes: [{ type: variable, bind: { selinux: variable } }], gpus: variable }',
  'Service = { depends_on: { a: { condition: variable } }, ports: [variable], ulimits: { nofile: variable } }',
  'Project = { name: variable, networks: { a: { external: variable } } }',
];

/** What does not, each with what the compiler points at. */
const FAILS = [
  // typos
  ['Project = { service: {} }', 'service'],
  ["Service = { imgae: 'a' }", 'imgae'],
  ["Service = { build: { contxt: '.' } }", 'contxt'],
  ['Service = { ports: [{ targt: 80 }] }', 'targt'],
  ["Service = { volumes: [{ type: 'bind', sorce: 'a' }] }", 'sorce'],
  ["Service = { env_file: [{ path: 'a', requird: true }] }", 'requird'],
  ['Service = { networks: { a: { alias: [] } } }', 'alias'],
  ['Service = { deploy: { resources: { limits: { mem: 1 } } } }', 'mem'],
  ['Service = { gpus: [{ cuont: 1 }] }', 'cuont'],
  ['Project = { networks: { a: { drivr: "b" } } }', 'drivr'],
  ["Project = { include: [{ paths: 'a' }] }", 'paths'],
  // words
  ["Service = { cgroup: 'hots' }", 'cgroup'],
  ["Service = { gpus: 'none' }", 'gpus'],
  ["Service = { volumes: [{ type: 'folder' }] }", 'type'],
  ["Service = { depends_on: { a: { condition: 'service_helthy' } } }", 'depends_on'],
  ["Service = { develop: { watch: [{ path: '.', action: 'sink' }] } }", 'action'],
  // what is missing
  ['Service = { depends_on: { a: {} } }', 'depends_on'],
  ["Service = { volumes: [{ source: 'a' }] }", "{ source: 'a' }"],
  ['Project = { models: { a: {} } }', 'a'],
  // kinds
  ['Service = { image: 1 }', 'image'],
  ['Service = { ports: "80" }', 'ports'],
  ['Project = { secrets: { a: null } }', 'a'],
  // extensions where Compose has none
  ["Service = { env_file: [{ path: 'a', 'x-a': 1 }] }", 'x-a'],
  ["Service = { extends: { service: 'a', 'x-a': 1 } }", 'x-a'],
  // texts that the schema allows, or a reader could expect, and Compose rejects
  ["Service = { volumes: [{ type: 'tmpfs', tmpfs: { mode: '0700' } }] }", 'mode'],
  ["Service = { depends_on: { a: { condition: 'service_started', required: variable } } }", 'depends_on'],
  ["Service = { networks: { a: { priority: '1' } } }", 'networks'],
  ['Service = { networks: { a: { gw_priority: variable } } }', 'networks'],
  ["Service = { build: { ulimits: { nofile: '3' } } }", 'nofile'],
  ["Service = { build: { ulimits: { nofile: { soft: '1', hard: 2 } } } }", 'soft'],
  ['Service = { build: { additional_contexts: { a: null } } }', 'additional_contexts'],
  ["Service = { blkio_config: { weight: '10' } }", 'weight'],
  ['Service = { use_api_socket: variable }', 'use_api_socket'],
  ['Service = { storage_opt: { a: true } }', 'a'],
  ["Project = { models: { a: { model: 'b', context_size: variable } } }", 'context_size'],
  // short forms where the long ones are asked for
  ["LongService = { build: '.' }", 'build'],
  ["LongService = { ports: ['80'] }", '80'],
  ["LongService = { environment: ['A=b'] }", 'environment'],
  ["LongService = { build: { args: ['A=b'] } }", 'args'],
  // everything is read-only
  ["void = (() => { const service: Service = {}; service.image = 'a'; })()", 'image'],
] as const;

const HEAD = `import type { LongService, Project, Service } from '${ROOT}/lib/languages/compose/model.generated';
import type { Variable } from '${ROOT}/lib/languages/compose/text/variable';
declare const variable: Variable;`;

/** What the compiler says of each of several programs, by where it says so; compiled as one. */
function compile(snippets: readonly string[]): (readonly string[])[] {
  const file = resolve(ROOT, 'model-snippets.ts');
  const lines = snippets.map((snippet, index) => `export const s${index}: ${snippet};`);
  const source = [...HEAD.split('\n'), ...lines].join('\n');
  const { config } = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options: read } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const options: ts.CompilerOptions = { ...read, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, rest[0]) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const places = snippets.map((): string[] => []);
  for (const { start = 0, length = 0 } of ts.getPreEmitDiagnostics(program, program.getSourceFile(file))) {
    const line = source.slice(0, start).split('\n').length - 1 - HEAD.split('\n').length;
    places[line]?.push(source.slice(start, start + length));
  }
  return places;
}

describe('the types of a Compose project', () => {
  const all = compile([...COMPILES, ...FAILS.map(([snippet]) => snippet)]);

  it.each(COMPILES.map((snippet, index) => [snippet, all[index]] as const))('allow %s', (_, places) => {
    expect(places).toEqual([]);
  });

  it.each(FAILS.map(([snippet, place], index) => [snippet, place, all[COMPILES.length + index]] as const))(
    'do not allow %s',
    (_, place, places) => {
      expect(places?.map((written) => written.replace(/^'(.*)'$/, '$1'))).toEqual([place]);
    },
  );
});

describe('the generator of the types', () => {
  // A schema that does not have this form is refused by compile-schema.ts.
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema;

  it('has made the types that are in the repository: npx tsx scripts/generate-model.ts', () => {
    expect(readFileSync(MODEL, 'utf8')).toBe(generateModel());
  });

  it('finds each place that it has words for', () => {
    const paths = interfacesOf(schema, COMPOSE).flatMap(({ path, properties }) => [
      path,
      ...properties.map((property) => property.path),
    ]);
    expect(DOCUMENTED.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('refuses two maps of one name that differ', () => {
    const map = (key: string): Schema => ({ type: 'object', properties: { [key]: { type: 'string' } } });
    const services = (properties: Readonly<Record<string, Schema>>): Schema => ({
      type: 'object',
      properties: { services: { type: 'object', patternProperties: { '.+': { type: 'object', properties } } } },
    });
    const hooks = services({
      post_start: { type: 'array', items: map('a') },
      pre_stop: { type: 'array', items: map('b') },
    });
    expect(() => interfacesOf(hooks, COMPOSE)).toThrow('services.*.pre_stop[]: another ServiceHook');
  });
});

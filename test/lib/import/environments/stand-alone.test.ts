/**
 * A second file may be an overlay or a project by itself. An import asks where it cannot know.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ImportRequest, importProject } from '../../../../lib/import';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-alone-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BASE =
  'services: { web: { build: ., ports: ["3000:3000"], environment: { DEBUG: "1" } }, db: { image: "postgres:17" } }';
const PROD = 'services: { web: { image: "registry.example/shop:1", ports: ["80:3000"] } }';

/** What an import asks, each with the places that it names. */
function asked(files: Readonly<Record<string, string>>, request: Partial<ImportRequest>): readonly string[] {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  const { diagnostics, source } = importProject({ files: [], cwd: folder, folder, ...request });
  expect(source).toBeDefined();
  return diagnostics
    .filter(({ id }) => id === 'file-stands-alone')
    .flatMap(({ remedy, related = [] }) => [remedy, ...related.map(({ message }) => message)]);
}

const production = [{ name: 'production', files: ['prod.yml'] }];
const SAY =
  'If production is run from this file alone, say --alone production=prod.yml; else look whether that may be there.';

describe('A further file that is a project by itself', () => {
  it('is asked about, with all that merging adds to it', () => {
    expect(asked({ 'compose.yaml': BASE, 'prod.yml': PROD }, { environments: production })).toEqual([
      SAY,
      'services.web.build comes from here',
      'services.web.ports.0 comes from here',
      'services.web.environment comes from here',
      'services.db comes from here',
    ]);
  });

  it.each(['ports: !override ["80:3000"]', 'build: !reset null'])('is none where it says %s of others', (change) => {
    const prod = `services: { web: { image: "registry.example/shop:1", ${change} } }`;
    expect(asked({ 'compose.yaml': BASE, 'prod.yml': prod }, { environments: production })).toEqual([]);
  });

  it('is asked about where its services are others, which then run beside those of the first file', () => {
    const prod = 'services: { shop: { image: "registry.example/shop:1" } }';
    expect(asked({ 'compose.yaml': BASE, 'prod.yml': prod }, { environments: production })).toEqual([
      SAY,
      'services.web comes from here',
      'services.db comes from here',
    ]);
  });

  it('is asked about where it takes its images from the first one by extends', () => {
    const prod = 'services: { web: { extends: { file: compose.yaml, service: web }, restart: always } }';
    expect(asked({ 'compose.yaml': BASE, 'prod.yml': prod }, { environments: production })).toEqual([
      SAY,
      'services.db comes from here',
    ]);
  });

  it('is asked about where it stands on the command line without a name', () => {
    const files = { 'compose.yaml': BASE, 'docker-compose.prod.yml': PROD };
    const [first] = asked(files, { files: ['compose.yaml', 'docker-compose.prod.yml'] });
    expect(first).toMatch(/say --alone production=docker-compose\.prod\.yml;/);
  });

  it('is not asked about where it says all that it gets', () => {
    const prod = 'services: { web: { image: "a:1" }, db: { image: "postgres:17" }, proxy: { image: "nginx:1.28" } }';
    const base = 'services: { web: { image: "a:1" }, db: { image: "postgres:17" } }';
    expect(asked({ 'compose.yaml': base, 'prod.yml': prod }, { environments: production })).toEqual([]);
  });

  it('is not asked about where the author has said it', () => {
    const environments = [{ name: 'production', files: ['prod.yml'], isAlone: true }];
    expect(asked({ 'compose.yaml': BASE, 'prod.yml': PROD }, { environments })).toEqual([]);
  });
});

describe('A further file that needs the others', () => {
  it.each([
    ['a service without an image', 'services: { web: { ports: ["80:3000"] }, proxy: { image: "nginx:1.28" } }'],
    ['a service that waits for one of theirs', 'services: { proxy: { image: "nginx:1.28", depends_on: [web] } }'],
    ['a network of theirs', 'services: { proxy: { image: "nginx:1.28", networks: [front] } }'],
    ['no service', 'volumes: { data: }'],
  ])('is not asked about: %s', (_, prod) => {
    const base = `${BASE.slice(0, -2)}, x: { image: "a:1", networks: [front] } }\nnetworks: { front: }`;
    expect(asked({ 'compose.yaml': base, 'prod.yml': prod }, { environments: production })).toEqual([]);
  });

  it('is not asked about where Compose merges it by its name', () => {
    expect(asked({ 'compose.yaml': BASE, 'compose.override.yaml': PROD }, {})).toEqual([]);
  });
});

describe('An environment that stands alone', () => {
  it('has nothing of the first file, the variables of its own folder, and the name that Compose gives it', () => {
    const files = { 'compose.yaml': `name: shop\n${BASE}`, 'deploy/prod.yml': PROD, 'deploy/.env': 'TAG=1\n' };
    const environments = [{ name: 'production', files: ['deploy/prod.yml'], isAlone: true }];
    asked(files, { environments });
    const { source = '' } = importProject({ files: [], cwd: folder, folder, environments });
    expect(source.slice(source.indexOf('new App'))).toContain("name: 'deploy'");
    expect(source.slice(source.indexOf('new App'))).toContain("envFile: 'deploy/.env'");
    expect(source).toContain("ports: new Replace(['80:3000'])");
    expect(source).toMatch(/=== 'development'\) \{\s+new Service\(this, 'db'/);
  });

  it('cannot have the name of another one', () => {
    for (const file of ['a.yml', 'b.yml']) writeFileSync(join(folder, file), PROD);
    const environments = [
      { name: 'production', files: ['a.yml'] },
      { name: 'production', files: ['b.yml'], isAlone: true },
    ];
    const { diagnostics, source } = importProject({ files: ['a.yml'], cwd: folder, folder, environments });
    expect(diagnostics.map(({ id }) => id)).toEqual(['environment-twice']);
    expect(source).toBeUndefined();
  });
});

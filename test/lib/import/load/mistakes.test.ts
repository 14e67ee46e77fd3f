/**
 * What the loader says about files that are wrong, and where it says that values are written.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoadRequest, loadProject } from '../../../../lib/import/load';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const load = (files: readonly string[] = ['compose.yaml'], more: Partial<LoadRequest> = {}) =>
  loadProject({ files, cwd: folder, ...more });

const said = (files?: readonly string[]) =>
  load(files).diagnostics.map(({ id, location }) => `${id} ${location?.line ?? '-'}:${location?.column ?? '-'}`);

describe('A mistake in the files is one diagnostic with its place', () => {
  test('a missing file, with the one that was probably meant', () => {
    write({ 'compose.yaml': 'services: {}' });
    const [diagnostic] = load(['compsoe.yaml']).diagnostics;
    expect(diagnostic?.id).toBe('file-missing');
    expect(diagnostic?.remedy).toBe('Did you mean "compose.yaml"?');
  });

  test('a folder, a link to itself, something without end', () => {
    write({ 'd/compose.yaml': 'services: {}' });
    symlinkSync('loop', join(folder, 'loop'));
    expect(said(['d'])).toEqual(['file-is-folder -:-']);
    expect(said(['loop'])).toEqual(['file-unreadable -:-']);
    expect(said(['/dev/zero'])).toEqual(['file-too-large -:-']);
  });

  test('no Compose file anywhere', () => {
    expect(said([])).toEqual(['compose-file-not-found -:-']);
  });

  test('services that extend each other in a circle, or what is not there', () => {
    write({
      'compose.yaml': [
        'services:',
        '  a: { extends: b }',
        '  b: { extends: { service: a } }',
        '  web: { extends: wib }',
        '  wob: { extends: { file: nothing.yaml, service: x } }',
        '  far: { extends: { file: "https://github.com/a/b.git", service: x } }',
        '  odd: { extends: { file: x.yaml } }',
        '  var: { extends: { file: "${FILE:?}", service: x } }',
      ].join('\n'),
    });
    expect(said()).toEqual([
      'extends-cycle 3:8',
      'extends-unknown 4:19',
      'file-missing 5:27',
      'remote-file 6:27',
      'extends-invalid 7:10',
      'name-unknown 8:27',
    ]);
  });

  test('files that include each other in a circle, or define the same', () => {
    write({
      'compose.yaml': 'include: [one.yaml, same.yaml]\nservices: { web: { image: a } }',
      'one.yaml': 'include:\n  - compose.yaml',
      'same.yaml': 'services: { web: { image: b } }',
    });
    expect(said()).toEqual(['include-cycle 2:5', 'include-conflict 2:13']);
  });

  const MAPS = ['environment', 'labels', 'extra_hosts'];
  /** What a service says of each of them. */
  const saying = (entry: string, more = '') => `{ ${more}${MAPS.map((key) => `${key}: { ${entry} }`).join(', ')} }`;
  const BASE = saying('a: 1.1.1.1, b: 2.2.2.2', 'image: x, ');

  test('a key that is taken away from what several files say, of which Compose has made a list', () => {
    write({
      'compose.yaml': `services:\n  web: ${BASE}`,
      'more.yaml': `services:\n  web: ${saying('c: 3.3.3.3')}`,
      'less.yaml': `services:\n  web: ${saying('a: !reset null')}`,
    });
    const { project, diagnostics } = load(['compose.yaml', 'more.yaml', 'less.yaml']);
    expect(diagnostics.map(({ id, location }) => `${id} ${location?.line}:${location?.column}`)).toEqual([
      'reset-without-effect 2:25',
      'reset-without-effect 2:53',
      'reset-without-effect 2:86',
    ]);
    expect(diagnostics[0]?.remedy).toBe('Put the whole map in its place with !override.');
    for (const key of MAPS) expect(project.services?.web).toMatchObject({ [key]: { a: '1.1.1.1', c: '3.3.3.3' } });
    expect(load(['compose.yaml', 'less.yaml', 'more.yaml']).diagnostics).toEqual([]);
  });

  test('the same where services extend each other, and only of those that do', () => {
    write({
      'compose.yaml': [
        'services:',
        `  one: ${BASE}`,
        `  two: ${saying('a: 1.1.1.1', 'extends: one, ')}`,
        `  three: ${saying('b: !reset null', 'extends: two, ')}`,
        `  other: ${saying('b: !reset null', 'extends: one, ')}`,
      ].join('\n'),
    });
    const { project, diagnostics } = load();
    expect(diagnostics.map(({ id, location }) => `${id} ${location?.line}`)).toEqual(
      MAPS.map(() => 'reset-without-effect 4'),
    );
    for (const key of MAPS) {
      expect(project.services?.['three']).toMatchObject({ [key]: { a: '1.1.1.1', b: '2.2.2.2' } });
      expect(project.services?.['other']).toMatchObject({ [key]: { a: '1.1.1.1' } });
      expect(project.services?.['other']).not.toMatchObject({ [key]: { b: '2.2.2.2' } });
    }
  });

  test('hundreds of them, with a count of the rest', () => {
    const services = Array.from({ length: 600 }, (_, index) => `  s${index}: { extends: nothing${index} }`);
    write({ 'compose.yaml': ['services:', ...services].join('\n') });
    const { diagnostics } = load();
    expect(diagnostics).toHaveLength(501);
    expect(diagnostics.at(-1)?.message).toBe('There are 100 more problems.');
  });

  test('a chain of thousands of services takes no time', () => {
    const services = Array.from({ length: 5000 }, (_, index) => `  s${index}: { extends: s${index + 1} }`);
    write({ 'compose.yaml': ['services:', ...services, '  s5000: { image: x }'].join('\n') });
    const { project, diagnostics } = load();
    expect(diagnostics).toEqual([]);
    expect(project.services?.s0).toEqual({ image: 'x' });
  });

  test('files that include two each, again and again, are read once each', () => {
    const levels = 30;
    for (let level = 0; level < levels; level++) {
      const include = level + 1 < levels ? `include: [a${level + 1}.yaml, b${level + 1}.yaml]\n` : '';
      for (const side of 'ab') {
        write({ [`${side}${level}.yaml`]: `${include}services: { ${side}${level}: { image: x } }` });
      }
    }
    const { project, diagnostics, read } = load(['a0.yaml']);
    expect(diagnostics).toEqual([]);
    expect(read).toHaveLength(2 * levels - 1);
    expect(Object.keys(project.services ?? {})).toHaveLength(2 * levels - 1);
  });
});

describe('What a service extends and nobody can find', () => {
  const told = (files: Readonly<Record<string, string>>) => {
    write(files);
    return load().diagnostics.map(
      ({ message, remedy, location }) =>
        `${location?.file.slice(folder.length + 1)}:${location?.line}:${location?.column} ${message} ${remedy}`,
    );
  };

  test('is told with the way around the circle, and with the files where there are several', () => {
    expect(
      told({ 'compose.yaml': 'services:\n  in: { extends: a }\n  a: { extends: b }\n  b: { extends: a }' }),
    ).toEqual([
      'compose.yaml:4:8 Services extend each other in a circle: "a" → "b" → "a". Take one of these "extends" out.',
    ]);
    const [two] = told({
      'compose.yaml': 'services:\n  a: { extends: { file: o/o.yaml, service: b } }',
      'o/o.yaml': 'services:\n  b: { extends: { file: ../compose.yaml, service: a } }',
    });
    expect(two).toContain('"b in o/o.yaml" → "a in compose.yaml" → "b in o/o.yaml".');
  });

  test('is told with the file that lacks it, and a name that is near, which is not its own', () => {
    const unknown = told({
      'compose.yaml': [
        'services:',
        '  near: { extends: { file: o/base.yaml, service: bsae } }',
        '  same: { extends: { file: o/base.yaml, service: same } }',
        '  own: { extends: owm }',
        '  none: { extends: { file: o/empty.yaml, service: base } }',
      ].join('\n'),
      'o/base.yaml': 'services: { base: { image: x }, sane: { image: x } }',
      'o/empty.yaml': '{}',
    });
    expect(unknown).toEqual([
      'compose.yaml:2:50 Service "near" extends "bsae", which "o/base.yaml" does not define. Did you mean "base"?',
      'compose.yaml:3:50 Service "same" extends "same", which "o/base.yaml" does not define. Did you mean "sane"?',
      'compose.yaml:4:19 Service "own" extends "owm", which "compose.yaml" does not define. Name a service of that file.',
      'compose.yaml:5:51 Service "none" extends "base", which "o/empty.yaml" does not define. Name a service of that file.',
    ]);
  });

  test('is not told of a file that cannot be read anyway', () => {
    write({ 'compose.yaml': 'services: { a: { extends: { file: b.yaml, service: b } } }', 'b.yaml': 'services: [' });
    expect(load().diagnostics.map(({ id }) => id)).toEqual(['yaml-unclosed']);
  });

  test.each([
    ['""', 8],
    ['{ service: "" }', 8],
    ['{ service: [b] }', 8],
    ['{ service: 3 }', 8],
    ['{ file: [c.yaml], service: b }', 25],
  ])('is nothing where it says %s', (text, column) => {
    write({ 'compose.yaml': `services:\n  a: { extends: ${text}, image: x }\n  b: { image: y }` });
    const { diagnostics, project } = load();
    expect(diagnostics).toMatchObject([{ id: 'extends-invalid', location: { line: 2, column } }]);
    expect(project.services?.['a']).toEqual({ image: 'x' });
  });

  test('is in the same file where it names no other', () => {
    write({ 'compose.yaml': 'services:\n  a: { extends: { file: null, service: b } }\n  b: { image: y }' });
    expect(load()).toMatchObject({ diagnostics: [], project: { services: { a: { image: 'y' } } } });
  });
});

describe('Every value is known by the place where it was written', () => {
  test('through other files and what they extend', () => {
    write({
      'compose.yaml':
        'services:\n  web:\n    extends: { file: base/b.yaml, service: base }\n    ports:\n      - 80:80\n',
      'base/b.yaml': 'services:\n  base:\n    image: nginx\n    volumes:\n      - ./x:/x\n',
      'over.yaml': 'services:\n  web:\n    ports:\n      - 81:80\n    environment: [A=1]\n',
    });
    const { locate, project } = load(['compose.yaml', 'over.yaml']);
    const at = (...pointer: string[]) => {
      const place = locate(pointer, 'value');
      return place && `${place.file.slice(folder.length + 1)}:${place.line}:${place.column}`;
    };
    expect(project.services?.web?.ports).toEqual(['80:80', '81:80']);
    expect(at('services', 'web', 'image')).toBe('base/b.yaml:3:12');
    expect(at('services', 'web', 'volumes', '0')).toBe('base/b.yaml:5:9');
    expect(at('services', 'web', 'ports', '0')).toBe('compose.yaml:5:9');
    expect(at('services', 'web', 'ports', '1')).toBe('over.yaml:4:9');
    expect(at('services', 'web', 'environment', '0')).toBe('over.yaml:5:19');
    expect(at('services', 'web', 'nothing')).toBe('over.yaml:3:5');
  });

  test('comments go where their value goes', () => {
    write({
      'compose.yaml':
        '# shop\nservices:\n  # the web\n  web:\n    image: a # first\n    ports:\n      - 80:80 # http\n',
      'over.yaml': 'services:\n  web:\n    ports:\n      - 443:443 # https\n',
    });
    const { notes } = load(['compose.yaml', 'over.yaml']);
    const web = notes.entries?.get('services')?.entries?.get('web');
    expect(web?.before).toBe('the web');
    expect(web?.entries?.get('image')?.beside).toBe('first');
    const ports = web?.entries?.get('ports')?.entries;
    expect([ports?.get('0')?.beside, ports?.get('1')?.beside]).toEqual(['http', 'https']);
  });
});

describe('The name of the project', () => {
  test.each([
    [{ projectName: 'given' }, 'given', 'option'],
    [{ environment: { COMPOSE_PROJECT_NAME: 'env' } }, 'env', 'environment'],
    [{ environment: { STAGE: 'Prod' } }, 'shop-prod', 'file'],
  ] as const)('%j', (more, value, from) => {
    write({ 'compose.yaml': 'name: shop-${STAGE}\nservices: { a: { image: x } }' });
    expect(load(undefined, more).name).toMatchObject({ value, from });
  });

  test('is that of the folder if nobody gives one', () => {
    write({ '_My.Shop/compose.yaml': 'services: { a: { image: x } }' });
    expect(load(['_My.Shop/compose.yaml']).name).toMatchObject({ value: 'myshop', from: 'folder' });
  });
});

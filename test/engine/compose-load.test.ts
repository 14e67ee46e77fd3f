/**
 * What the loader makes of files is what `docker compose` makes of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { type LoadRequest, loadProject } from '../../lib/import/load';
import { parseDotenv } from '../../lib/import/load/dotenv';
import { printComposeFile } from '../../lib/languages/compose';
import { argumentsOf, caseNames, requestOf } from '../lib/import/load/cases';
import { tree } from '../lib/import/load/trees';

function compose(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
) {
  const { PATH, HOME } = process.env;
  return spawnSync('docker', ['compose', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH, HOME, DOCKER_HOST: 'unix:///nonexistent', ...environment },
  });
}

const CONFIG = ['--profile', '*', 'config', '--format', 'json'];

/** Compose adds a host as often as it finds it in different spellings (`h:1.2.3.4`, `h=1.2.3.4`), to no effect. */
function read(stdout: string): unknown {
  return JSON.parse(stdout, (key, value) => (key === 'extra_hosts' ? [...new Set(value)] : value));
}

/** What Compose makes of the files themselves. */
function original(request: LoadRequest): unknown {
  const { status, stdout, stderr } = compose(request.cwd, [...argumentsOf(request), ...CONFIG], request.environment);
  return status === 0 ? read(stdout) : { refused: stderr };
}

/** What Compose makes of the one project that the loader made of the files. */
function loaded(request: LoadRequest): unknown {
  const { project, notes, directory, diagnostics } = loadProject(request);
  const refused = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (refused.length > 0) return { refused: refused.join() };
  const { envFiles } = request;
  const args = argumentsOf({ files: ['-'], cwd: '', projectDirectory: directory, ...(envFiles && { envFiles }) });
  const { status, stdout, stderr } = compose(
    request.cwd,
    [...args, ...CONFIG],
    request.environment,
    printComposeFile({ project, notes }),
  );
  return status === 0 ? read(stdout) : { refusedAsOne: stderr };
}

describe('The one project that files make is to Compose what the files are', () => {
  test.each(caseNames())('%s', (name) => {
    const request = requestOf(name);
    const expected = original(request);
    expect(expected).toHaveProperty('services');
    expect(loaded(request)).toEqual(expected);
  });

  test('where they take away what two of them say: Compose keeps it, and so do we, and say so', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'compose-load-'));
    const saying = (entry: string) =>
      ['environment', 'labels', 'sysctls', 'annotations', 'extra_hosts']
        .map((key) => `${key}: { ${entry} }`)
        .join(', ');
    const service = (entry: string) =>
      `{ image: x, build: { context: ., args: { ${entry} }, labels: { ${entry} } }, deploy: { labels: { ${entry} } }, ${saying(entry)} }`;
    try {
      const entries = { 'a.yaml': 'a: 1.1.1.1, b: 2.2.2.2', 'b.yaml': 'c: 3.3.3.3', 'c.yaml': 'a: !reset null' };
      for (const [file, entry] of Object.entries(entries)) {
        const volumes = `volumes: { v: { labels: { ${entry} } } }`;
        writeFileSync(join(cwd, file), `services: { web: ${service(entry)} }\n${volumes}\n`);
      }
      const request = { files: Object.keys(entries), cwd };
      const { project, notes, directory, diagnostics } = loadProject(request);
      expect(diagnostics.map(({ id }) => id)).toEqual(Array(9).fill('reset-without-effect'));
      const one = compose(
        cwd,
        [...argumentsOf({ files: ['-'], cwd: '', projectDirectory: directory }), ...CONFIG],
        {},
        printComposeFile({ project, notes }),
      );
      expect(read(one.stdout)).toEqual(original(request));
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  test('whatever they extend, include and override', () => {
    fc.assert(
      fc.property(tree, ({ contents, files, environment }) => {
        const cwd = mkdtempSync(join(tmpdir(), 'compose-load-'));
        try {
          for (const [path, content] of contents) {
            mkdirSync(dirname(join(cwd, path)), { recursive: true });
            writeFileSync(join(cwd, path), content);
          }
          const request = { files, cwd, environment };
          const expected = original(request);
          expect(expected).toHaveProperty('services');
          expect(loaded(request)).toEqual(expected);
        } finally {
          rmSync(cwd, { recursive: true });
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 20), endOnFailure: true },
    );
  });
});

describe('An .env file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'compose-load-'));
    writeFileSync(join(folder, 'compose.yaml'), 'services: { web: { image: nginx } }\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const outer = { OUTER: 'from the shell', EMPTY: '' };

  /** The variables as Compose has them, or undefined where it refuses the file. */
  function asCompose(text: string): ReadonlyMap<string, string> | undefined {
    writeFileSync(join(folder, 'one.env'), text);
    const { status, stdout } = compose(folder, ['--env-file', 'one.env', 'config', '--environment'], outer);
    if (status !== 0) return undefined;
    // A value may have several lines, and a line of it may look like a variable, but Compose sorts by name.
    const found = new Map<string, string>();
    let last: string | undefined;
    for (const line of stdout.slice(0, -1).split('\n')) {
      const match = /^(V\d)=(.*)$/s.exec(line) ?? /^([A-Z_]+)=/.exec(line);
      if (match) {
        last = match[1]?.startsWith('V') ? match[1] : undefined;
        if (last !== undefined) found.set(last, match[2] ?? '');
      } else if (last !== undefined) found.set(last, `${found.get(last)}\n${line}`);
    }
    return found;
  }

  function asOurs(text: string): ReadonlyMap<string, string> | undefined {
    const found = new Map<string, string>();
    const problem = parseDotenv(text, found, (name) =>
      name === 'OUTER' || name === 'EMPTY' ? outer[name] : undefined,
    );
    if (problem !== undefined) return undefined;
    return new Map([...found].filter(([name]) => /^V\d$/.test(name)));
  }

  const piece = fc.constantFrom(
    ...['a', 'b c', ' ', '  ', '\t', '#', ' #', ' # c', '"', "'", '\\', '\\n', '\\"', "\\'", '\\$', '\\0101', '\\07'],
    ...['\\c', '$OUTER', '${OUTER}', '${EMPTY:-x}', '${NONE-y}', '$$', '$', '${V1:+z}', '=', ':', 'é', '\r', ',', '{}'],
  );
  const value = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
  const quoted = value.map((text) => `"${text}"`);
  const single = value.map((text) => `'${text}'`);
  const line = fc
    .tuple(
      fc.constantFrom('', '', '', 'export ', ' ', 'export\t', '\n', '# c\n'),
      fc.constantFrom('V1', 'V2', 'V3', 'V4', 'V1', 'V 5', 'OUTER'),
      fc.constantFrom('=', '=', '=', ' = ', ': ', ':', ''),
      fc.oneof(value, value, quoted, single),
      fc.constantFrom('', '', ' # comment', ' '),
    )
    .map((parts) => parts.join(''));

  test('says what it says to Compose', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.constantFrom('\n', '\n', '\r\n'), (lines, end) => {
        const text = lines.join(end) + end;
        expect(asOurs(text)).toEqual(asCompose(text));
      }),
      { numRuns: Number(process.env.RUNS ?? 40), endOnFailure: true },
    );
  });
});

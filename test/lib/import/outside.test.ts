/**
 * A Compose file that somebody else wrote may name any file of the machine. Nothing that stands in one is ever shown.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { printDiagnostics } from '../../../lib/cli/shared/printer';
import { type ImportRequest, importProject } from '../../../lib/import';

const SECRET = 'hunter2';

let root: string;
let project: string;
let token: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outside-'));
  project = join(root, 'project');
  token = join(root, 'secrets', 'token');
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Everything that an import says and writes. */
function said(files: Readonly<Record<string, string>>, content: string, request: Partial<ImportRequest> = {}): string {
  put(token, content);
  for (const [file, text] of Object.entries(files)) put(join(project, file), text.replaceAll('TOKEN', token));
  const imported = importProject({ files: [], cwd: project, folder: project, environment: {}, ...request });
  const { diagnostics, lineAt, source, project: _, ...others } = imported;
  const told = printDiagnostics(diagnostics, { cwd: project, lineAt });
  return [told, JSON.stringify(diagnostics), source, JSON.stringify(others)].join('\n');
}

const WEB = 'services: { web: { image: "nginx:1.28" } }\n';

/** How it comes that a file is read. */
type Way = [way: string, files: Readonly<Record<string, string>>, request: Partial<ImportRequest>];

/** Files of every kind, of which something would be told. */
const CONTENTS = [
  `${SECRET}\n`,
  `user ${SECRET}: x: y\n`,
  `password: ${SECRET}\n`,
  `${SECRET}: 1\n`,
  `services: { web: { image: "a:1", ${SECRET}: 1 } }\n`,
  `services: { ${SECRET}: { image: [] } }\n`,
  `services: ${SECRET}\n`,
  `"${SECRET}\n`,
  `{ "key": "${SECRET}"\n`,
];

describe.each(CONTENTS)('A file outside of the project that holds %j', (content) => {
  it.each<Way>([
    ['is included', { 'compose.yaml': `include: ["TOKEN"]\n${WEB}` }, {}],
    ['is included by a relative path', { 'compose.yaml': `include: ["../secrets/token"]\n${WEB}` }, {}],
    ['is extended', { 'compose.yaml': 'services: { web: { extends: { file: TOKEN, service: hunter } } }\n' }, {}],
    [
      'holds the variables of an include',
      { 'compose.yaml': 'include: [{ path: a.yaml, env_file: TOKEN }]', 'a.yaml': 'x: {' },
      {},
    ],
    ['is named in .env', { '.env': 'COMPOSE_FILE=TOKEN\n' }, {}],
    ['is named in .env after another one', { '.env': 'COMPOSE_FILE=compose.yaml:TOKEN\n', 'compose.yaml': WEB }, {}],
    [
      'is the second file of the command line',
      { 'compose.yaml': WEB },
      { files: ['compose.yaml', '../secrets/token'] },
    ],
    ['is the first file of the command line', {}, { files: ['../secrets/token'] }],
  ])('is not told of where it %s', (_, files, request) => {
    expect(said(files, content, request)).not.toContain(SECRET);
  });

  it.each(['compose.yaml', 'part.yaml', 'part/part.yaml'])('is not told of where %s is a link to it', (link) => {
    put(token, content);
    put(join(project, 'compose.yaml'), `include: [part.yaml, part/part.yaml]\n${WEB}`);
    for (const part of ['part.yaml', 'part/part.yaml']) put(join(project, part), WEB);
    rmSync(join(project, link));
    symlinkSync(token, join(project, link));
    const imported = importProject({ files: [], cwd: project, folder: project });
    expect(printDiagnostics(imported.diagnostics, { cwd: project, lineAt: imported.lineAt })).not.toContain(SECRET);
  });
});

describe('What a hostile file makes an import read', () => {
  it('are variables without their values', () => {
    const files = {
      'compose.yaml': 'include: [{ path: a.yaml, env_file: TOKEN }]\n',
      'a.yaml': 'services: { web: { image: "nginx:${KEY}", environment: [KEY] } }\n',
    };
    const text = said(files, `KEY=${SECRET}\n`);
    expect(text).not.toContain(SECRET);
    expect(text).toContain("Variable.of('KEY')");
    expect(text).toContain('values-outside');
  });

  it('are paths of which variables stay variables', () => {
    for (const compose of [
      'include: ["/x/${KEY}"]\n',
      'services: { web: { extends: { file: "/x/${KEY}", service: a } } }\n',
    ]) {
      const text = said({ 'compose.yaml': compose }, '', { environment: { KEY: SECRET } });
      expect(text).not.toContain(SECRET);
      expect(text).toContain('There is no file \\"/x/${KEY}\\".');
    }
  });

  it('are no names of other files and services', () => {
    const compose = 'include: ["../secrets/tokem"]\nservices: { web: { extends: { file: TOKEN, service: hunter } } }\n';
    const text = said({ 'compose.yaml': compose }, `services: { ${SECRET}: { image: "a:1" } }\n`);
    expect(text).not.toMatch(/Did you mean/);
    expect(text).not.toContain(SECRET);
  });
});

describe('A file of the project', () => {
  it.each<[where: string, file: string, request: Partial<ImportRequest>]>([
    ['below the working directory', 'project/compose.yaml', {}],
    ['above the working directory', 'compose.yaml', {}],
    ['where the command line says', 'other/compose.yml', { files: ['../other/compose.yml'] }],
  ])('is shown: %s', (_, file, request) => {
    put(join(root, file), 'services: { web: { imag: a } }\n');
    mkdirSync(project, { recursive: true });
    const { diagnostics, lineAt } = importProject({ files: [], cwd: project, folder: project, ...request });
    expect(printDiagnostics(diagnostics, { cwd: project, lineAt })).toContain('│ services: { web: { imag: a } }');
  });
});

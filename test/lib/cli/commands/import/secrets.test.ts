import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeImport, documentImport } from '../../../../../lib/cli/commands/import/report';
import { saveSecrets } from '../../../../../lib/cli/commands/import/secrets';
import { importProject } from '../../../../../lib/import';

const FILE = 'secrets/shop/db-password';
const secret = { file: FILE, value: 's3cr3t', service: 'db' };

let folder: string;
const path = (file = FILE): string => join(folder, file);
const mode = (file?: string): number => statSync(path(file)).mode & 0o777;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a password that a Compose file had', () => {
  it('goes into a file as synth keeps those that it generates: private, and not for git', () => {
    expect(saveSecrets([secret], folder)).toEqual([]);
    expect(readFileSync(path(), 'utf8')).toBe('s3cr3t');
    expect(readFileSync(path('secrets/shop/.gitignore'), 'utf8')).toBe('*\n');
    expect([mode(), mode('secrets/shop')]).toEqual([0o444, 0o700]);
  });

  it('is never written over another one, which is told', () => {
    saveSecrets([{ ...secret, value: 'older' }], folder);
    expect(saveSecrets([secret], folder).map(({ id, severity }) => `${severity} ${id}`)).toEqual([
      'warning secret-file-differs',
    ]);
    expect(readFileSync(path(), 'utf8')).toBe('older');
  });

  it('may be there already, with or without the end of its line', () => {
    saveSecrets([{ ...secret, value: 's3cr3t\n' }], folder);
    expect(saveSecrets([secret], folder)).toEqual([]);
  });

  it('closes a folder that was open', () => {
    mkdirSync(path('secrets/shop'), { recursive: true });
    chmodSync(path('secrets/shop'), 0o755);
    expect(saveSecrets([secret], folder)).toEqual([]);
    expect(mode('secrets/shop')).toBe(0o700);
  });

  it('does not go where git sees it', () => {
    mkdirSync(path('secrets/shop'), { recursive: true });
    writeFileSync(path('secrets/shop/readme'), '');
    expect(saveSecrets([secret], folder).map(({ id }) => id)).toEqual(['secret-folder-shared']);
    expect(() => statSync(path())).toThrow('ENOENT');
  });

  it('that cannot be written is an error', () => {
    writeFileSync(path('secrets'), '');
    expect(saveSecrets([secret], folder).map(({ id }) => id)).toEqual(['secret-file-not-written']);
  });

  it('is in nothing that is printed', () => {
    const text = `services:
  db: { image: "postgres:17", environment: [POSTGRES_PASSWORD=s3cr3t], volumes: ["data:/var/lib/postgresql/data"] }
  old: { image: "postgres:9.6" }
volumes: { data: }
`;
    writeFileSync(path('compose.yaml'), text);
    const request = { files: ['compose.yaml'], cwd: folder, folder, projectName: 'shop', recognize: true };
    const imported = importProject(request);
    const report = { imported, file: 'stack.ts', needs: [] };
    const said = describeImport(report, folder);
    expect(said).toContain(`db: Its password is in ${FILE} now, which git ignores.`);
    expect(said).toContain('old: PostgreSQL 9.6 is older than what a Database runs');
    const document = documentImport(report, folder);
    expect(JSON.parse(document)).toMatchObject({
      notRecognized: [{ service: 'old' }],
      secretFiles: [{ file: FILE, service: 'db' }],
    });
    expect(`${said}${document}${imported.source ?? ''}`).not.toContain('s3cr3t');
  });
});

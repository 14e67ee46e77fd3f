import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Imported, importProject } from '../../../lib/import';

/** What an import says of one file. */
function imported(yaml: string, recognize = false): Imported {
  const folder = mkdtempSync(join(tmpdir(), 'once-'));
  try {
    writeFileSync(join(folder, 'compose.yaml'), yaml);
    return importProject({ files: [], cwd: folder, folder, recognize });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const SECRETS = `
services:
  web:
    image: acme/web:1
    environment: { DATABASE_URL: 'postgres://shop:hunter2secret@db/shop', API_TOKEN: 9f8e7d6c5b4a }
    depends_on: { db: { condition: service_healthy } }
  db:
    image: postgres:17
    environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: hunter2secret }
    volumes: [ 'data:/var/lib/postgresql/data' ]
volumes: { data: }
`;

describe('an import says each thing once', () => {
  it('warnings of one kind are one, with the place of each', () => {
    const { diagnostics } = imported(SECRETS);
    const [secrets, ...others] = diagnostics.filter(({ id }) => id === 'secret-in-clear');
    expect(others).toEqual([]);
    expect(secrets).toMatchObject({ message: 'The files have 3 secrets in clear text.', location: { line: 5 } });
    expect(secrets?.related?.map(({ location }) => location?.line)).toEqual([5, 5, 9]);
  });

  it('as many of them as somebody reads', () => {
    const variables = Array.from({ length: 14 }, (_, index) => `V${index}_TOKEN: 9f8e7d6c5b4a${index}`).join(', ');
    const { diagnostics } = imported(`services: { web: { image: "a:1", environment: { ${variables} } } }`);
    expect(diagnostics).toMatchObject([{ id: 'secret-in-clear', message: 'The files have 14 secrets in clear text.' }]);
    expect(diagnostics[0]?.related).toHaveLength(11);
    expect(diagnostics[0]?.related?.at(-1)).toEqual({ message: 'and 4 more' });
  });

  it('warnings of several kinds stay apart, and one warning stays as it was', () => {
    const { diagnostics } = imported(
      'services: { web: { image: "a:1", environment: { API_TOKEN: 9f8e7d6c5b4a } } }\nvolumes: { left: }\n',
    );
    expect(diagnostics.map(({ id, related }) => [id, related])).toEqual([
      ['secret-in-clear', undefined],
      ['unused-element', undefined],
    ]);
    expect(diagnostics[0]?.message).toBe('Service "web" has a secret in clear text: API_TOKEN.');
  });

  it('neither what a construct has mended, nor what a remark says already', () => {
    const { diagnostics, remarks } = imported(SECRETS, true);
    // the token is the only thing that nothing else tells
    expect(diagnostics.map(({ message }) => message)).toEqual(['Service "web" has a secret in clear text: API_TOKEN.']);
    expect(remarks.filter(({ what }) => what.includes('DATABASE_URL'))).toHaveLength(1);
  });

  it('a remark about several services once, for all of them', () => {
    const service = (name: string) => `  ${name}: { image: "redis:8.2", volumes: [ "${name}-kept:/data" ] }\n`;
    const { remarks } = imported(
      `services:\n${service('one')}${service('two')}volumes: { one-kept: {}, two-kept: {} }\n`,
      true,
    );
    expect(remarks.map(({ service }) => service)).toEqual(['one, two']);
  });
});

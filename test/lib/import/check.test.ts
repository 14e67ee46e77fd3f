/**
 * What an import says of a project that Compose reads, and that does not start as its author meant.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importProject } from '../../../lib/import';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `severity id line:column` of each, with the places of what takes part. */
function said(...lines: readonly string[]): string[] {
  writeFileSync(join(folder, 'compose.yaml'), ['name: shop', 'services:', ...lines].join('\n'));
  const { diagnostics } = importProject({ files: ['compose.yaml'], cwd: folder, folder });
  return diagnostics.map(({ severity, id, location, related = [] }) => {
    const places = [location, ...related.map((other) => other.location)];
    return `${severity} ${id} ${places.map((place) => `${place?.line}:${place?.column}`).join(' ')}`;
  });
}

describe('an import warns, in the line of the file, of', () => {
  test('a port of the host that two services publish', () => {
    const found = said(
      '  web: { image: "a:1", ports: ["81:81", "80:80"] }',
      '  old:',
      '    image: a:2',
      '    ports:',
      '      - 82:82',
      '      - 127.0.0.1:80:8080',
    );
    expect(found).toEqual(['warning host-port-taken 8:9 3:41']);
  });

  test('none where IPv4 and IPv6 are apart', () => {
    const found = said(
      '  four: { image: "a:1", ports: ["0.0.0.0:80:80"] }',
      '  six: { image: "a:1", ports: ["[::]:80:80"] }',
    );
    expect(found).toEqual([]);
  });

  test('a service that waits for the health of another, which reports none', () => {
    const found = said(
      '  web:',
      '    image: a:1',
      '    depends_on:',
      '      db: { condition: service_healthy }',
      '  db: { image: "db:1" }',
    );
    expect(found).toEqual(['warning health-unknown 6:11']);
  });

  test('two mounts at one place, of which Compose keeps the last', () => {
    expect(said('  web:', '    image: a:1', '    volumes:', '      - /one:/data', '      - /two:/data/')).toEqual([
      'warning mount-target-taken 7:9 6:9',
    ]);
  });
});

describe('an import is refused', () => {
  test('where Compose refuses two mounts at one place, unless the service is off', () => {
    const web = ['  web:', '    image: a:1', '    tmpfs: /data', '    volumes:', '      - /one:/data'];
    expect(said(...web)).toEqual(['error mount-target-taken 7:9 5:12']);
    expect(said(...web, '    profiles: [debug]')).toEqual(['warning mount-target-taken 7:9 5:12']);
  });
});

test('a file of another time is told at the lines that were changed', () => {
  const lines = [
    'version: "3"',
    'services:',
    '  web:',
    '    image: nginx:1.30',
    '    links:',
    '      - db',
    '  host: { image: "a:1", net: host }',
    '  db: { image: "postgres:17.6", log_driver: syslog }',
    'volumes:',
    '  data: { external: { name: photos } }',
  ];
  writeFileSync(join(folder, 'compose.yaml'), lines.join('\n'));
  const { diagnostics } = importProject({ files: ['compose.yaml'], cwd: folder, folder, modernize: true });
  const places = diagnostics.flatMap(({ id, location }) =>
    id === 'modernized' ? [`${location?.line}:${location?.column}`] : [],
  );
  expect(places).toEqual(['1:1', '5:5', '7:25', '8:33', '10:11']);
});

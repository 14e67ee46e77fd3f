/**
 * What `checkAge` says of each release is right of the one that is installed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAge } from '../../lib/languages/compose';
import { SINCE } from '../../lib/languages/compose/check/since';
import { isOlder, parseVersion } from '../../lib/languages/compose/check/version';
import { SAMPLES } from '../lib/languages/compose/age-samples';
import { composeConfig } from './compose-config';

describe('the installed Docker Compose', () => {
  const installed = spawnSync('docker', ['compose', 'version', '--short'], { encoding: 'utf8' }).stdout.trim();
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'compose-age-'));
    writeFileSync(join(folder, 'other.yaml'), 'services: {}\n');
    writeFileSync(join(folder, 'other.labels'), 'a=b\n');
    writeFileSync(join(folder, 'key'), 'k');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('has a version that we can read', () => {
    expect(parseVersion(installed)).not.toBeUndefined();
  });

  it.each(Object.entries(SAMPLES))('takes %s, or is older than that', (row, project) => {
    // JSON is YAML
    const { status, stderr } = composeConfig(folder, JSON.stringify(project), { B: 'c' }, '--quiet');
    expect({ isTaken: status === 0, stderr: status === 0 ? '' : stderr }).toEqual({
      isTaken: !isOlder(parseVersion(installed), SINCE[row]),
      stderr: status === 0 ? '' : expect.stringMatching(/./),
    });
    expect(checkAge(project, installed).length === 0).toBe(status === 0);
  });
});

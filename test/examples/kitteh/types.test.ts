import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const APP = path.join(ROOT, 'examples/kitteh/app');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}
const lockOf = (folder: string): Lock => JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));

describe('the application', () => {
  it('is free of type errors, although it is plain JavaScript', () => {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', path.join(APP, 'jsconfig.json')], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });

  it('is tested here with the versions that its image has', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(APP, 'package.json'), 'utf8'));
    const versions = (lock: Lock) =>
      Object.keys(dependencies).map((name) => `${name} ${lock.packages[`node_modules/${name}`]?.version}`);
    expect(versions(lockOf(ROOT))).toEqual(versions(lockOf(APP)));
  });

  it('comes from whatever registry npm is told to use: its lock names none', () => {
    expect(Object.values(lockOf(APP).packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const EXAMPLE = path.join(ROOT, 'examples/kitteh');

describe('the application', () => {
  it('is free of type errors, although it is plain JavaScript', () => {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', path.join(EXAMPLE, 'app/jsconfig.json')], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });

  it.each(['app', 'assets'])('needs no package: %s builds where no registry can be reached', (folder) => {
    const read = (file: string) => JSON.parse(readFileSync(path.join(EXAMPLE, folder, file), 'utf8'));
    const { dependencies, devDependencies, name, version, private: isPrivate } = read('package.json');
    expect([dependencies, devDependencies, isPrivate]).toEqual([undefined, undefined, true]);
    const lock = read('package-lock.json');
    expect([lock.name, lock.version, Object.keys(lock.packages)]).toEqual([name, version, ['']]);
  });
});

/**
 * The library with twenty more constructs on board: copies of real rooms, which the stacks that are measured do not use.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleLibrary } from '../scripts/bundles';
import { REPOSITORY } from './project';

/** Rooms that are planted in turn, and a name that each exports. */
const ROOMS = [
  ['database', 'Database'],
  ['proxy', 'ReverseProxy'],
] as const;

export interface Planted {
  /** Bundles of the library; those of the command are as they were. */
  readonly dist: string;
  remove(): void;
}

export async function plant(count: number): Promise<Planted> {
  const root = mkdtempSync(join(tmpdir(), 'planted-rooms-'));
  for (const part of ['lib', 'constructs', 'index.ts', 'package.json', 'tsconfig.json'])
    cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  const lines = Array.from({ length: count }, (_, index) => {
    const [room, name] = ROOMS[index % 2 === 0 ? 0 : 1];
    cpSync(join(REPOSITORY, 'constructs', room), join(root, 'constructs', `planted-${index}`), { recursive: true });
    return `export { ${name} as ${name}${index} } from './planted-${index}';\n`;
  });
  const index = join(root, 'constructs/index.ts');
  writeFileSync(index, `${readFileSync(index, 'utf8')}${lines.join('')}`);
  for (const { path, contents } of await bundleLibrary(root)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  return { dist: join(root, 'dist'), remove: () => rmSync(root, { recursive: true, force: true }) };
}

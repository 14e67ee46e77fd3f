/**
 * What biome makes of source files, formatted as the code that we print is: one run for all.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SETTINGS = {
  root: true,
  formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 100 },
  javascript: { formatter: { quoteStyle: 'single' } },
};

/** The sources as biome would have written them. @throws Error if one of them does not parse */
export function formatted(sources: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'formatted-'));
  try {
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(SETTINGS));
    const files = sources.map((_, index) => join(folder, `${index}.ts`));
    files.forEach((file, index) => {
      writeFileSync(file, sources[index] ?? '');
    });
    const biome = resolve(__dirname, '../../../../node_modules/@biomejs/biome/bin/biome');
    execFileSync(process.execPath, [biome, 'format', '--write', `--config-path=${folder}`, folder], { stdio: 'pipe' });
    return files.map((file) => readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Where esbuild's native binary is. Calling it directly saves loading esbuild's JavaScript.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Absolute path of the binary; undefined if esbuild's package for this platform lacks it. Then only esbuild's own
 * JavaScript can help; it may use WebAssembly.
 *
 * @see https://github.com/evanw/esbuild/blob/main/lib/npm/node-platform.ts
 */
export function esbuildBinary(): string | undefined {
  const chosen = process.env['ESBUILD_BINARY_PATH'];
  if (chosen !== undefined && chosen !== '' && existsSync(chosen)) return chosen;
  const path = process.platform === 'win32' ? 'esbuild.exe' : 'bin/esbuild';
  try {
    // It is a dependency of esbuild, not of this package, and strict package managers keep the two apart.
    const esbuild = createRequire(require.resolve('esbuild/package.json'));
    return esbuild.resolve(`@esbuild/${process.platform}-${process.arch}/${path}`);
  } catch {
    return undefined;
  }
}

/**
 * Packs what npm gets, from what is compiled: `tsx scripts/pack.ts [FOLDER]`. Prints the path of the package.
 *
 * Its `package.json` has no scripts and nothing else that only this repository needs. npm warns of a script such as `prepare`
 * in a package that it installs: https://docs.npmjs.com/cli/commands/npm-approve-scripts.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const OURS = ['scripts', 'devDependencies', 'devEngines', 'overrides', '//'];

const [destination = ROOT] = process.argv.slice(2);
const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { files } = manifest as { readonly files: readonly string[] }; // .projenrc.ts lists them
const stage = mkdtempSync(join(tmpdir(), 'pack-'));
try {
  for (const file of files) cpSync(join(ROOT, file), join(stage, file), { recursive: true });
  const packed = Object.fromEntries(Object.entries(manifest).filter(([key]) => !OURS.includes(key)));
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(packed, null, 2)}\n`);
  const options = ['--json', '--pack-destination', resolve(destination)];
  // npm is a script on Windows, which only a shell starts
  const shell = process.platform === 'win32';
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', ...options], { cwd: stage, encoding: 'utf8', shell }));
  console.log(join(resolve(destination), filename));
} finally {
  rmSync(stage, { recursive: true, force: true });
}

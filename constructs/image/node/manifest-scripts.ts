/**
 * Scripts of the project itself, which package managers run by themselves when they install.
 *
 * @see https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts
 * @module
 */
import { command, type ShellCommand } from '../../../lib/languages/dockerfile';

/** Scripts that package managers run when they install the project, or remove a package. */
export const LIFECYCLE_SCRIPTS = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
] as const;

/** Takes scripts, or all of them, out of every `package.json` below the folder. A file that is no JSON stays as it is. */
export function withoutScripts(names?: readonly string[]): ShellCommand {
  const remove =
    names === undefined ? 'delete m.scripts' : `for (const s of ${JSON.stringify(names)}) delete m.scripts?.[s]`;
  const script = `for (const f of process.argv.slice(1)) try { const m = JSON.parse(fs.readFileSync(f)); ${remove}; fs.writeFileSync(f, JSON.stringify(m, null, 2)) } catch { continue }`;
  const own = ['.', '-name', 'package.json', '!', '-path', '*/node_modules/*'] as const;
  return command('find', ...own, '-exec', 'node', '--eval', script, '{}', '+');
}

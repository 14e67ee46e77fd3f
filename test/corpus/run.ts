import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PATIENCE } from '../patience';
import type { Case } from './cases';
import { difference } from './difference';

export interface Verdict {
  readonly name: string;
  /** What was wrong; missing where the project came back equal. */
  readonly why?: string;
  /** The stack file, if one was written. */
  readonly source?: string;
  /** How long the import took, as a whole process. */
  readonly milliseconds: number;
}

const SYNTH = resolve(__dirname, '../../dist/synth.js');

/** How cases are imported. */
export interface Way {
  /** Further options of `synth import`. */
  readonly options: readonly string[];
  /** The parts of a project in which the result is to be the same. */
  readonly part: (project: Compared, source: string) => Compared;
}

/** A project as Compose prints it. */
export type Compared = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const PLAIN: Way = { options: [], part: (project) => project };

/** Imports every case with the command itself and compares what Compose reads before and after. */
export async function runAll(
  folder: string,
  cases: readonly Case[],
  parallel: number,
  way: Way = PLAIN,
): Promise<readonly Verdict[]> {
  const work = mkdtempSync(join(tmpdir(), 'corpus-'));
  const verdicts: Verdict[] = [];
  try {
    cpSync(join(folder, 'files'), join(work, 'files'), { recursive: true });
    await run('chmod', ['-R', 'u+w', work], work, {});
    writeFileSync(join(work, 'empty.env'), '');
    const waiting = cases.map((one, index) => ({ one, index }));
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        verdicts[next.index] = await judge(work, next.one, next.index, way);
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
    return verdicts;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function judge(work: string, one: Case, index: number, { options, part }: Way): Promise<Verdict> {
  const name = one.case;
  const files = one.files.map((file) => join(work, 'files', file));
  const envFile = one.env_file === null ? join(work, 'empty.env') : join(work, 'files', one.env_file);
  const home = dirname(files[0] ?? work);
  // beside the Compose files, as a person would have it; every case has a file and a folder of its own
  const stack = join(home, `stack-${index}.ts`);
  const out = join(home, `out-${index}`);
  const began = performance.now();
  const imported = await synth(
    ['import', ...options, ...files, '--env-file', envFile, '--out', stack, '--json'],
    home,
    one.env,
  );
  const milliseconds = performance.now() - began;
  const fail = (why: string): Verdict => ({ name, why, milliseconds, ...sourceOf(stack) });
  if (imported.status !== 0) return fail(`import: ${firstLines(imported.stderr)}`);
  withoutMarks(stack);
  const made = await synth(['--app', stack, '--out', out, '--json'], home, one.env);
  if (made.status !== 0) return fail(`synth: ${firstLines(made.stderr)}`);
  const [folder] = (JSON.parse(made.stdout) as { stacks: { folder: string }[] }).stacks; // the document of --json
  const original = await config(files, envFile, one.env, home);
  const result = await config([resolve(home, folder?.folder ?? '', 'compose.yaml')], envFile, one.env, home);
  if (original.status !== 0) return fail(`Compose does not read the original: ${firstLines(original.stderr)}`);
  if (result.status !== 0) return fail(`Compose does not read the result: ${firstLines(result.stderr)}`);
  const source = sourceOf(stack);
  const [before, after] = [original, result].map(({ stdout }) => part(JSON.parse(stdout), source.source ?? ''));
  const why = difference(before as never, after as never, home); // data that came out of JSON
  return why === undefined ? { name, milliseconds, ...source } : fail(why);
}

/** Constructs notice files that change, by marks that no original has. */
function withoutMarks(stack: string): void {
  const text = readFileSync(stack, 'utf8');
  if (text.includes('noticesChanges')) return;
  writeFileSync(stack, text.replaceAll(/(new \w+\(app, '[^']*', \{)/g, '$1 noticesChanges: false,'));
}

function sourceOf(stack: string): { source?: string } {
  try {
    return { source: readFileSync(stack, 'utf8') };
  } catch {
    return {};
  }
}

interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function synth(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Answer> {
  return run(process.execPath, [SYNTH, ...args], cwd, env);
}

/** As the public README of such files has it: nothing of the caller's environment but PATH and HOME. */
function config(
  files: readonly string[],
  envFile: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Answer> {
  const which = files.flatMap((file) => ['-f', file]);
  const args = ['compose', '--profile', '*', '--env-file', envFile, ...which, 'config', '--format', 'json'];
  return run('docker', args, cwd, { ...env, DOCKER_HOST: 'unix:///nonexistent' });
}

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { PATH, HOME } = process.env;
  return new Promise((settle) => {
    const options = {
      cwd,
      env: { PATH, HOME, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: PATIENCE,
    } as const;
    execFile(program, [...args], options, (error, stdout, stderr) => {
      settle({ status: error ? (typeof error.code === 'number' ? error.code : 1) : 0, stdout, stderr });
    });
  });
}

function firstLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/level=warning/.test(line) && line.trim() !== '')
    .slice(0, 4)
    .join(' ')
    .slice(0, 400);
}

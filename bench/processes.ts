/**
 * Whole processes against bare Node: they take turns, so that a machine that slows down slows all of them.
 *
 * Each is run twice a turn: once for the clock, and once with a question in it that the process answers when it ends,
 * for the time that processors spent on it and its memory. Other programs disturb the clock more.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One row of the table. */
export interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly args: readonly [string, ...string[]];
  /** Before each run. */
  readonly before?: () => void;
  /** Of the ratio to bare Node, and of memory in MiB. */
  readonly limit?: { readonly ratio: number; readonly memory: number };
}

export interface ProcessFigure {
  readonly subject: Subject;
  readonly milliseconds: number;
  /** Medians of the ratios to the first subject in the same turn: by the clock, and by processor time. */
  readonly clock: number;
  readonly processor: number;
  readonly mebibytes: number;
}

interface Run {
  readonly clock: number;
  readonly processor: number;
  readonly memory: number;
}

/** @param subjects the first is what the others are compared with; they are run in this order */
export function measureProcesses(subjects: readonly Subject[], turns: number): ProcessFigure[] {
  const runs = subjects.map((): Run[] => []);
  for (let turn = -1; turn < turns; turn += 1) {
    subjects.forEach((subject, index) => {
      const run = { ...clocked(subject), ...asked(subject) };
      // the first turn only warms the machine
      if (turn >= 0) runs[index]?.push(run);
    });
  }
  const bare = runs[0] ?? [];
  return subjects.map((subject, index) => {
    const own = runs[index] ?? [];
    const ratio = (of: keyof Run): number => median(own.map((run, turn) => run[of] / (bare[turn]?.[of] ?? Number.NaN)));
    return {
      subject,
      milliseconds: median(own.map(({ clock }) => clock)),
      clock: ratio('clock'),
      processor: ratio('processor'),
      mebibytes: median(own.map(({ memory }) => memory)),
    };
  });
}

function clocked(subject: Subject): Pick<Run, 'clock'> {
  subject.before?.();
  const start = process.hrtime.bigint();
  run(subject, process.env);
  return { clock: Number(process.hrtime.bigint() - start) / 1e6 };
}

const ANSWER = join(tmpdir(), `synth-bench-${process.pid}`);
const QUESTION = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeFileSync(${JSON.stringify(ANSWER)}, JSON.stringify({ processor: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }));
});`;

function asked(subject: Subject): Omit<Run, 'clock'> {
  subject.before?.();
  writeFileSync(`${ANSWER}.cjs`, QUESTION);
  try {
    run(subject, { ...process.env, NODE_OPTIONS: `--require ${ANSWER}.cjs` });
    // what QUESTION writes
    return JSON.parse(readFileSync(ANSWER, 'utf8')) as Omit<Run, 'clock'>;
  } finally {
    for (const file of [ANSWER, `${ANSWER}.cjs`]) rmSync(file, { force: true });
  }
}

function run({ folder, args: [file, ...args] }: Subject, env: NodeJS.ProcessEnv): void {
  const { status, stderr } = spawnSync(file, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed:\n${stderr}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

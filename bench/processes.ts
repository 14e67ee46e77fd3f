/**
 * Whole processes against bare Node: they take turns, so that a machine that slows down slows all of them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchProject } from './project';

export interface ProcessFigure {
  readonly name: string;
  readonly milliseconds: number;
  /** Median of the ratios to bare Node in the same turn. */
  readonly ratio: number;
  readonly limit?: number;
  readonly mebibytes: number;
}

interface Subject {
  readonly name: string;
  readonly limit?: number;
  readonly args: readonly [string, ...string[]];
  readonly before?: () => void;
}

const BARE = 'node -e 0';

export function measureProcesses(project: BenchProject, turns: number): ProcessFigure[] {
  const { command, cache } = project;
  const empty = (): void => rmSync(cache, { recursive: true, force: true });
  // The order matters: the run with an empty cache fills it for those that follow.
  const subjects: readonly Subject[] = [
    { name: BARE, args: [process.execPath, '-e', '0'] },
    { name: 'synth --version', limit: 1.15, args: [command, '--version'] },
    { name: 'synth, very first run', limit: 2, args: [command], before: empty },
    { name: 'synth', limit: 1.5, args: [command] },
  ];
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let turn = -1; turn < turns; turn += 1) {
    for (const { name, args, before } of subjects) {
      before?.();
      const time = run(project, args);
      // the first turn only warms the machine
      if (turn >= 0) times.get(name)?.push(time);
    }
  }
  const bare = times.get(BARE) ?? [];
  return subjects.map(({ name, args, before, limit }) => {
    const own = times.get(name) ?? [];
    before?.();
    return {
      name,
      milliseconds: median(own),
      ratio: median(own.map((time, turn) => time / (bare[turn] ?? Number.NaN))),
      mebibytes: peakMemory(project, args),
      ...(limit !== undefined && { limit }),
    };
  });
}

function run({ folder }: BenchProject, [file, ...args]: readonly [string, ...string[]], env = process.env): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(file, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed:\n${stderr}`);
  return time;
}

/** Peak resident memory, in a run of its own: the process itself asks the system when it ends. */
function peakMemory(project: BenchProject, args: readonly [string, ...string[]]): number {
  const [preload, result] = [join(project.folder, 'peak.cjs'), join(project.folder, 'peak')];
  const code = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(result)}, String(process.resourceUsage().maxRSS)));`;
  writeFileSync(preload, code);
  const peaks = [1, 2, 3].map(() => {
    run(project, args, { ...process.env, NODE_OPTIONS: `--require ${preload}` });
    return Number(readFileSync(result, 'utf8')) / 1024;
  });
  return median(peaks);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Prints how fast synth is: `npx tsx bench/bench.ts`, after `npm run compile`. With `--gate`, it ends with status 1 where a
 * limit is exceeded by more than noise.
 *
 * Ratios hold on any machine, milliseconds only on this one. Other programs that run at the same time disturb both.
 */
import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureGrowth, SIZES } from './growth';
import { EXPONENT_LIMIT, exceeded, limitOf, MORE_ROOMS } from './limits';
import { plant } from './planted';
import { measureProcesses, type ProcessFigure, type Subject } from './processes';
import { type BenchProject, installProject, projects } from './project';

const TURNS = 15;
const ROUNDS = 5;

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

/** Bare Node, and for each project the very first run and those that follow. */
function subjectsOf(installed: readonly BenchProject[]): Subject[] {
  const [first] = installed;
  if (!first) return [];
  const { folder } = first;
  const subject = (name: string, rest: Omit<Subject, 'name' | 'limit'>): Subject => {
    const limit = limitOf(name);
    return { name, ...rest, ...(limit && { limit }) };
  };
  return [
    subject('node -e 0', { folder, args: [process.execPath, '-e', '0'] }),
    subject('synth --version', { folder, args: [first.command, '--version'] }),
    ...installed.flatMap((project) => {
      const run = { folder: project.folder, args: [project.command] as const };
      const before = (): void => rmSync(project.cache, { recursive: true, force: true });
      // the run with an empty cache fills it for the one that follows
      return [subject(`${project.name}, very first run`, { ...run, before }), subject(project.name, run)];
    }),
  ];
}

function processRow({ subject: { name, limit }, milliseconds, clock, processor, mebibytes }: ProcessFigure): string[] {
  const ratios = [`${milliseconds.toFixed(0)} ms`, `${clock.toFixed(2)} ×`, `${processor.toFixed(2)} ×`];
  const memory = `${mebibytes.toFixed(0)} MiB`;
  return [name, ...ratios, limit?.ratio.toFixed(2) ?? '', memory, limit?.memory.toFixed(0) ?? ''];
}

async function main(): Promise<void> {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  const planted = await plant(MORE_ROOMS);
  const all = projects();
  const ten = all['ten services'];
  const installed = Object.entries(all).map(([name, fill]) => installProject(name, fill));
  if (ten) installed.push(installProject(`ten services, ${MORE_ROOMS} more constructs on board`, ten, planted.dist));
  const over: string[] = [];
  try {
    const figures = measureProcesses(subjectsOf(installed), TURNS);
    console.log(`Whole processes, medians of ${TURNS} turns; ratios to bare Node`);
    const head = ['', 'clock', 'ratio', 'processor', 'limit', 'memory', 'limit'];
    console.log(`${table([head, ...figures.map(processRow)])}\n`);
    over.push(...exceeded(figures));
  } finally {
    for (const project of [...installed, planted]) project.remove();
  }
  const growth = measureGrowth(ROUNDS);
  console.log(`generate() in memory, medians of ${ROUNDS} rounds; limit of the exponent ${EXPONENT_LIMIT}`);
  const rows = growth.map(({ name, times, exponent }) => {
    return [name, ...times.map((time) => `${time.toFixed(1)} ms`), exponent.toFixed(2)];
  });
  console.log(table([['', ...SIZES.map((size) => size.toLocaleString('en')), 'exponent'], ...rows]));
  for (const { name, exponent } of growth)
    if (exponent > EXPONENT_LIMIT) over.push(`${name}: exponent ${exponent.toFixed(2)}`);

  for (const line of over) console.log(`OVER  ${line}`);
  if (process.argv.includes('--gate') && over.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

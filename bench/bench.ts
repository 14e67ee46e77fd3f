/**
 * Prints how fast synth is: `npx tsx bench/bench.ts`, after `npm run compile`.
 *
 * Ratios hold on any machine, milliseconds only on this one. Other programs that run at the same time disturb both.
 */
import { cpus } from 'node:os';
import { measureGrowth, SIZES } from './growth';
import { measureProcesses } from './processes';
import { installProject } from './project';

const TURNS = 15;
const ROUNDS = 5;
const MEMORY_LIMIT = 50;
const EXPONENT_LIMIT = 1.1;

const verdict = (value: number, limit: number | undefined): string =>
  limit === undefined ? '' : `${value <= limit ? 'within' : 'OVER'} ${limit}`;

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

function main(): void {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  const project = installProject();
  try {
    const figures = measureProcesses(project, TURNS);
    const rows = figures.map(({ name, milliseconds, ratio, limit, mebibytes }) => {
      const time = [`${milliseconds.toFixed(0)} ms`, `${ratio.toFixed(2)} ×`, verdict(ratio, limit)];
      return [name, ...time, `${mebibytes.toFixed(0)} MiB`, verdict(mebibytes, MEMORY_LIMIT)];
    });
    console.log(`Ten services, medians of ${TURNS} turns`);
    console.log(`${table([['', 'time', 'to bare Node', 'limit', 'memory', 'limit'], ...rows])}\n`);
  } finally {
    project.remove();
  }
  const rows = measureGrowth(ROUNDS).map(({ name, times, exponent }) => {
    return [
      name,
      ...times.map((time) => `${time.toFixed(1)} ms`),
      exponent.toFixed(2),
      verdict(exponent, EXPONENT_LIMIT),
    ];
  });
  console.log(`generate() in memory, medians of ${ROUNDS} rounds`);
  console.log(table([['', ...SIZES.map((size) => size.toLocaleString('en')), 'exponent', 'limit'], ...rows]));
}

main();

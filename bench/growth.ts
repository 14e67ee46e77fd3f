/**
 * How the time to generate grows with what there is to generate: exponent 1 is linear.
 */
import { join } from 'node:path';
import { median } from './processes';
import { REPOSITORY } from './project';

// The bundle that users run; its type is that of the sources.
const { App, Artifact, Environment, Service, Stack, generate } = require(
  join(REPOSITORY, 'dist/index.js'),
) as typeof import('../index');

type AppOf = InstanceType<typeof App>;
type StackOf = InstanceType<typeof Stack>;

export interface Growth {
  readonly name: string;
  /** Median milliseconds for each size. */
  readonly times: readonly number[];
  readonly exponent: number;
}

export const SIZES: readonly number[] = [100, 1_000, 10_000];

const environment = Environment.development();
const image = 'nginx:1.27';

const inOneStack = (fill: (stack: StackOf, size: number) => void) => (app: AppOf, size: number) =>
  fill(new Stack(app, 'stack', { environment }), size);

const service = (stack: StackOf, index: number) =>
  new Service(stack, `service-${index}`, { image, environment: { INDEX: String(index), NAME: 'a name' } });

const LAYERS = 30;

/** What grows: as many services as the size says, or stacks, or files. */
const SHAPES: Readonly<Record<string, (app: AppOf, size: number) => void>> = {
  services: inOneStack((stack, size) => {
    for (let i = 0; i < size; i += 1) service(stack, i);
  }),
  stacks: (app, size) => {
    for (let i = 0; i < size; i += 1) service(new Stack(app, `stack-${i}`, { environment }), 0);
  },
  files: inOneStack((stack, size) => {
    service(stack, 0);
    for (let i = 0; i < size; i += 1) {
      new Artifact(stack, `file-${i}`, { file: `files/${i}.conf`, render: () => `line ${i}\n` });
    }
  }),
  'edges, chain': inOneStack((stack, size) => {
    let last = service(stack, 0);
    for (let i = 1; i < size; i += 1) {
      const next = service(stack, i);
      next.startAfter(last, 'service_started');
      last = next;
    }
  }),
  'edges, star': inOneStack((stack, size) => {
    const hub = service(stack, 0);
    for (let i = 1; i < size; i += 1) service(stack, i).startAfter(hub, 'service_started');
  }),
  // Two ways down from each service: 2^30 paths from the top to the bottom.
  'edges, diamond': inOneStack((stack, size) => {
    const width = Math.max(2, Math.round(size / LAYERS));
    let above: InstanceType<typeof Service>[] = [];
    for (let layer = 0; layer < LAYERS; layer += 1) {
      const row = Array.from({ length: width }, (_, column) => service(stack, layer * width + column));
      row.forEach((each, column) => {
        for (const other of new Set([above[column], above[(column + 1) % width]])) {
          if (other) each.startAfter(other, 'service_started');
        }
      });
      above = row;
    }
  }),
};

export function measureGrowth(rounds: number): Growth[] {
  const shapes = Object.entries(SHAPES).map(([name, build]) => ({ name, build, times: SIZES.map((): number[] => []) }));
  for (let round = -1; round < rounds; round += 1) {
    for (const { build, times } of shapes) {
      SIZES.forEach((size, index) => {
        // Small sizes are over before a clock can tell; repeating them also lets the compiler warm up.
        const repeats = Math.max(1, 2_000 / size);
        const start = performance.now();
        for (let i = 0; i < repeats; i += 1) once(build, size);
        if (round >= 0) times[index]?.push((performance.now() - start) / repeats);
      });
    }
  }
  return shapes.map(({ name, times }) => {
    const medians = times.map(median);
    return { name, times: medians, exponent: slope(SIZES.map(Math.log), medians.map(Math.log)) };
  });
}

/** From `new App()` to every file in memory. */
function once(build: (app: AppOf, size: number) => void, size: number): void {
  const app = new App({ root: REPOSITORY });
  build(app, size);
  const { stacks, diagnostics } = generate(app);
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem || stacks.every(({ files }) => files.size === 0))
    throw new Error(`Nothing generated: ${problem?.message}`);
}

/** Of the line that fits best, by least squares. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0);
  return covariance / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

/**
 * What `npm run bench -- --gate` lets pass: the figures of docs/decisions/020-rooms-on-demand.md, and room for noise.
 */
import type { ProcessFigure, Subject } from './processes';

/** How many rooms are planted to see that a stack does not pay for them. */
export const MORE_ROOMS = 20;

export const EXPONENT_LIMIT = 1.1;

/** Of what one measurement differs from the next on a machine that does other things, too. */
const NOISE = 1.1;

type Limit = NonNullable<Subject['limit']>;

const LIMITS: Readonly<Record<string, Limit>> = {
  'synth --version': { ratio: 1.15, memory: 42 },
  'ten services, very first run': { ratio: 2.8, memory: 58 },
  'ten services': { ratio: 1.9, memory: 53 },
  'examples/kitteh, very first run': { ratio: 3, memory: 60 },
  'examples/kitteh': { ratio: 2.1, memory: 58 },
  // 35 services where the other one has 10, and more products
  'examples/oms, very first run': { ratio: 4.3, memory: 72 },
  'examples/oms': { ratio: 3.1, memory: 70 },
};

/** Further examples have the limits of the largest; the same stack with more on board has its own. */
export function limitOf(name: string): Limit | undefined {
  const [project = ''] = name.split(', ');
  const first = name.endsWith(', very first run') ? ', very first run' : '';
  if (project.startsWith('examples/')) return LIMITS[name] ?? LIMITS[`examples/kitteh${first}`];
  return LIMITS[`${project}${first}`];
}

/** A sentence for each figure beyond its limit. The clock and the processor both have to say so: noise moves one of them. */
export function exceeded(figures: readonly ProcessFigure[]): string[] {
  const beyond = figures.flatMap(({ subject: { name, limit }, clock, processor, mebibytes }) => {
    const ratio = Math.min(clock, processor);
    return [
      ...(limit && ratio > limit.ratio * NOISE ? [`${name}: ${ratio.toFixed(2)} × bare Node, not ${limit.ratio}`] : []),
      ...(limit && mebibytes > limit.memory * 1.02
        ? [`${name}: ${mebibytes.toFixed(0)} MiB, not ${limit.memory.toFixed(0)}`]
        : []),
    ];
  });
  const named = (name: string): ProcessFigure | undefined => figures.find(({ subject }) => subject.name === name);
  const [plain, more] = [named('ten services'), named(`ten services, ${MORE_ROOMS} more constructs on board`)];
  if (!plain || !more) throw new Error('the stack of ten services was not measured');
  const rise = Math.min(more.clock / plain.clock, more.processor / plain.processor);
  return rise > NOISE ? [...beyond, `${MORE_ROOMS} more constructs on board: ${rise.toFixed(2)} × the time`] : beyond;
}

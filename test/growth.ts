/**
 * How fast work grows with its size, whatever the machine and its load: by processor time of this process, and as a ratio.
 */

/** Less processor time than this, in milliseconds, says nothing about growth. */
const TOO_LITTLE = 100;
const FACTOR = 8;

/**
 * The exponent with which the work grows: 1 is in proportion to the size, 2 is its square.
 *
 * @param work one run of a size
 * @param size the larger of the two sizes that are compared
 * @returns 0 where the larger size takes next to no time
 */
export function growthOf(work: (size: number) => void, size: number): number {
  const most = leastTime(() => work(size));
  if (most < TOO_LITTLE) return 0;
  const least = Math.max(
    leastTime(() => work(Math.ceil(size / FACTOR))),
    1,
  );
  return Math.log(most / least) / Math.log(FACTOR);
}

/** Between proportional and square, with room for what a busy machine adds. */
export const PROPORTIONAL = 1.6;

/** Of three runs, unless the first one is quick enough. */
function leastTime(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && least >= TOO_LITTLE / FACTOR; run += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/**
 * Waiting for what takes its time, with an end.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE } from '../../patience';

export interface Patience {
  /** Milliseconds until it is an error. @default PATIENCE */
  readonly timeout?: number;
  /** Milliseconds between two looks. @default PATIENCE */
  readonly every?: number;
}

/**
 * Looks again and again until the probe gives something other than `false` or `undefined`, and gives that. An error of
 * the probe is a `no` that is reported if it stays.
 *
 * @throws Error that names what was waited for, with the probe's last error
 * @example
 * await until('the proxy answers', async () => (await request(port, '/')).status === 200);
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T> | T,
  { timeout = PATIENCE, every = 200 }: Patience = {},
): Promise<Exclude<T, false | undefined>> {
  const end = Date.now() + timeout;
  let last: unknown = 'the probe gave nothing';
  do {
    try {
      const value = await probe();
      // `Exclude` is what these two comparisons say, but they do not narrow a T
      if (value !== false && value !== undefined) return value as Exclude<T, false | undefined>;
    } catch (error) {
      last = error;
    }
    await sleep(every);
  } while (Date.now() < end);
  throw new Error(`waited ${timeout} ms for: ${what}\n${String(last)}`);
}

/**
 * When something runs: at times of a clock, or in intervals.
 *
 * @module
 */
import { secondsOf } from '../checked';
import { type Cron, readCron, type Unreadable } from './cron';

/** When something runs. */
export type Schedule =
  /** Times of a clock. */
  | { readonly kind: 'cron'; readonly times: Cron }
  /** Seconds between the beginnings of two runs. */
  | { readonly kind: 'every'; readonly seconds: number };

/** Reads times of cron such as `0 3 * * *`, and intervals such as `15m`. */
export function readSchedule(text: string): Schedule | Unreadable {
  const seconds = secondsOf(text);
  if (seconds !== undefined) return { kind: 'every', seconds };
  const times = readCron(text);
  return 'why' in times ? times : { kind: 'cron', times };
}

/** Takes the place of a schedule that is none. */
export const NEVER_READ: Schedule = { kind: 'every', seconds: 86_400 };

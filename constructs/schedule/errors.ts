/**
 * The catalogue of what schedules can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const scheduleInvalid = (text: string, why: string): DiagnosticProps => ({
  id: 'schedule-invalid',
  message: `${quoted(text)} is no schedule: ${why}.`,
  remedy: 'Write times of cron such as "0 3 * * *", or an interval such as "15m".',
});

export const scheduleWithoutShell = (image: string): DiagnosticProps => ({
  id: 'schedule-without-shell',
  message: `The image ${quoted(image)} has no shell, which waits for the times of the schedule.`,
  remedy: 'Use an image with "/bin/sh", such as the "slim" or "alpine" one of the same product.',
});

export const scheduleStopSignal = (signal: string): DiagnosticProps => ({
  id: 'schedule-stop-signal',
  message: `A shell starts the runs of a schedule, and what it starts ignores ${quoted(signal)}.`,
  remedy: 'Leave `stopSignal` out: the run gets SIGTERM. Or use another signal, such as "SIGUSR1".',
});

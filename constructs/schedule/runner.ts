/**
 * The script that starts a program on a schedule, as a construct.
 *
 * @module
 */
import { basename } from 'node:path';
import { Construct } from 'constructs';
import { Artifact, Config, type DiagnosticProps, type Started, type Starter } from '../../lib/core';
import { isTimeZone } from '../checked';
import { scheduleInvalid, scheduleStopSignal } from './errors';
import { NEVER_READ, readSchedule } from './schedule';
import { SCRIPT, scheduleScript } from './script';

/** How a program is run on a schedule. */
export interface RunnerProps {
  /** The service, whose name is the folder of the script in the output. */
  readonly service: string;
  /** Times of cron, or an interval. */
  readonly schedule: string;
  /** Time zone of the times. @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** How often a run that failed is tried again. @default 0 */
  readonly retries?: number | undefined;
  /** The signal that asks a run to end, such as `SIGINT`. @default 'SIGTERM' */
  readonly stopSignal?: string | undefined;
}

/** The command that asks a container with a schedule whether its runs are well. */
export const HEALTHY: readonly string[] = ['/bin/sh', SCRIPT, 'healthy'];

/** The command in such a container that runs the program at once. */
export const NOW: readonly string[] = [basename(SCRIPT), 'now'];

/** A script that waits for the times of a schedule, and then starts a program. */
export class Runner extends Construct implements Starter {
  readonly entrypoint: readonly string[] = ['/bin/sh', SCRIPT, 'run'];
  readonly isForProgramAlone = true;
  readonly #config: Config;

  constructor(scope: Construct, id: string, props: RunnerProps) {
    super(scope, id);
    const { service, schedule: text, timeZone = 'UTC', retries = 0 } = props;
    const read = readSchedule(text);
    const file = new Artifact(this, 'file', {
      file: `${service}/on-schedule.sh`,
      render: () =>
        scheduleScript({
          text,
          schedule: 'why' in read ? NEVER_READ : read,
          // one that is none is reported
          timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
          retries,
          signal: nameOf(props),
        }),
    });
    this.#config = new Config(this, 'Default', { file });
  }

  giveTo(service: Started): void {
    service.readConfig(this.#config, { at: SCRIPT });
  }
}

/** The mistakes in how a program is run on a schedule. */
export function runnerProblems(props: Pick<RunnerProps, 'schedule' | 'stopSignal'>): readonly DiagnosticProps[] {
  const read = readSchedule(props.schedule);
  // a shell lets what it starts in the background ignore them, https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_12
  const isIgnored = ['INT', 'QUIT', '2', '3'].includes(nameOf(props));
  return [
    ...('why' in read ? [scheduleInvalid(props.schedule, read.why)] : []),
    ...(isIgnored ? [scheduleStopSignal(String(props.stopSignal))] : []),
  ];
}

/** The name of the signal as `kill` takes it. */
function nameOf({ stopSignal }: Pick<RunnerProps, 'stopSignal'>): string {
  const name = String(stopSignal ?? 'TERM')
    .replace(/^SIG/i, '')
    .toUpperCase();
  return /^[A-Z0-9+-]{1,9}$/.test(name) ? name : 'TERM';
}

/**
 * A job with a schedule: its container waits for the times, and its health tells about the runs.
 *
 * @module
 */
import { intend } from '../../lib/core';
import { numberInvalid } from '../checked';
import { HealthCheck, type Workload, type WorkloadProps, type WorkloadTraits } from '../workload';

// the type of the module that is loaded here, and only here
const schedules = () => require('../schedule') as typeof import('../schedule');

/** The properties of a job that a schedule takes part in. */
interface Scheduled {
  readonly schedule: string;
  readonly retries?: number;
  readonly timeZone?: string;
  readonly stopSignal?: string;
}

/** The additions of a schedule to a job. */
interface Times extends Pick<WorkloadTraits, 'starter' | 'healthCheck'> {
  /** The properties of its workload. */
  propsOf(props: WorkloadProps): WorkloadProps;
  /** Reports what is wrong, and records the schedule. */
  tell(job: Workload): void;
}

export function scheduled({ schedule, retries, stopSignal }: Scheduled): Times {
  const { HEALTHY, NOW, Runner, runnerProblems, readSchedule, shellProblems, STATE } = schedules();
  return {
    starter: (job) => {
      const { timeZone } = job.props;
      return new Runner(job, 'schedule', { service: job.service.name, schedule, timeZone, retries, stopSignal });
    },
    healthCheck: HealthCheck.command(HEALTHY),
    // the shell is asked to end, and asks the run
    propsOf: (props) => ({ ...props, stopSignal: 'SIGTERM', tmpfs: [...(props.tmpfs ?? []), STATE] }),
    tell: (job) => {
      const { timeZone = 'UTC', image } = job.props;
      for (const problem of [...runnerProblems({ schedule, stopSignal }), ...shellProblems(image)]) job.report(problem);
      if (retries !== undefined && !(Number.isInteger(retries) && retries >= 0)) {
        job.report(numberInvalid('The number of retries', retries, 'Use a whole number, 0 or more.'));
      }
      const read = readSchedule(schedule);
      const isClock = 'kind' in read && read.kind === 'cron';
      intend(job, {
        kind: 'schedule',
        service: job.service.name,
        times: schedule,
        now: NOW,
        ...(isClock && { timeZone }),
      });
    },
  };
}

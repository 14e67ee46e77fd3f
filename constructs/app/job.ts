/**
 * @module
 */
import { Construct } from 'constructs';
import { type Forms, form, type Inspected, inspect, isThere, number, string } from '../../lib/core';
import { PROPERTIES, STAND_INS, Workload, type WorkloadProps } from '../workload';
import { scheduled } from './scheduled';

/** The properties of a {@link Job}: with an image of its own, or like another workload. */
export type JobProps = OwnJobProps | LikeJobProps;

/** The settings of a {@link Job} that no other workload has. */
export interface JobSettings {
  /**
   * How often it is started again after a failure, for work that waits for something outside the stack. The pause grows each
   * time.
   *
   * @default 0
   */
  readonly retries?: number;
  /**
   * Times at which it runs, again and again: as cron writes them, such as `0 3 * * *`, in `timeZone`, else in UTC. Or the time
   * between the beginnings of two runs, such as `15m`.
   *
   * @default at each `up`
   */
  readonly schedule?: string;
}

/** A job with an image of its own. */
export interface OwnJobProps extends WorkloadProps, JobSettings {
  /** A job with an image of its own is like no other workload. */
  readonly like?: never;
}

/** A job that another workload's program does. */
export interface LikeJobProps extends Partial<Omit<WorkloadProps, 'image'>>, JobSettings {
  /** The workload whose image, environment, connections, secrets and mounts the job has. */
  readonly like: Workload;
  /** The command that runs instead of the other workload's. */
  readonly command: readonly string[];
}

const LIKE = form('a workload, such as a WebApp', isWorkload);
const OWN_JOB: Forms<OwnJobProps> = { ...PROPERTIES, like: LIKE, retries: number, schedule: string };
const { image: _image, ...SHARED } = PROPERTIES;
const LIKE_JOB: Forms<LikeJobProps> = { ...SHARED, like: LIKE, retries: number, schedule: string };

/**
 * A program that ends: it runs at each `up`. Services with `startAfter(job)` start after it has succeeded. So it must
 * be able to run many times. With a `schedule` it runs at its times instead. For a command that a person runs there is
 * `task`.
 *
 * @example
 * ```ts
 * const bootstrap = new Job(this, 'bootstrap', { like: web, command: ['node', 'bootstrap.js'] });
 * web.startAfter(bootstrap);
 * ```
 *
 * @example Every night
 * ```ts
 * new Job(this, 'tidy', { like: web, command: ['node', 'tidy.js'], schedule: '0 3 * * *', timeZone: 'Europe/Berlin' });
 * ```
 */
export class Job extends Workload {
  constructor(scope: Construct, id: string, props: JobProps) {
    const { props: sound, problems } = inspectJob(props);
    const { like, retries, schedule } = sound;
    const ending = { ends: retries === undefined ? {} : { retries } };
    const times = schedule === undefined ? undefined : scheduled({ ...sound, schedule });
    super(scope, id, times?.propsOf(wholeOf(sound)) ?? wholeOf(sound), { ...(times ?? ending), ...(like && { like }) });
    for (const problem of problems) this.report(problem);
    if (like) isThere(this, 'Job', like);
    times?.tell(this);
    this.open();
  }
}

/** The properties of a job, completed with the image and settings of the workload in `like`. */
function wholeOf(props: JobProps): WorkloadProps {
  if (!props.like) return props;
  const { like, ...own } = props;
  const { profiles: _, labels: __, publish: ___, stopSignal: ____, stopGracePeriod: _____, ...shared } = like.props;
  const { renamedFrom: ______, enabled: _______, ...settings } = shared;
  return { ...settings, ...own, image: like.image, environment: { ...shared.environment, ...own.environment } };
}

function inspectJob(props: JobProps): Inspected<JobProps> {
  // a program without types can pass anything
  const like: unknown = props?.like;
  if (!isWorkload(like)) return inspect<OwnJobProps>('Job', props as OwnJobProps, OWN_JOB, STAND_INS);
  return inspect<LikeJobProps>('Job', props as LikeJobProps, LIKE_JOB, { like, command: ['none'] });
}

/** Whether something is a workload, of whichever copy of this library. */
function isWorkload(candidate: unknown): candidate is Workload {
  return Construct.isConstruct(candidate) && 'leads' in candidate;
}

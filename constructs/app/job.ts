/**
 * @module
 */
import type { Construct } from 'constructs';
import type { Names } from '../../lib/core';
import { PROPERTIES, Workload, type WorkloadProps } from '../workload';

export type JobProps = OwnJobProps | LikeJobProps;

/** What only a job can be given. */
interface Retrying {
  /**
   * How often it is started again after it has failed, each time after a longer pause, which begins at a tenth of a second:
   * for work that waits for something outside of the stack.
   *
   * @default 0
   */
  readonly retries?: number;
}

/** A job with an image of its own. */
export interface OwnJobProps extends WorkloadProps, Retrying {
  /** A job with an image of its own is like no other workload. */
  readonly like?: never;
}

/** A job that another workload's program does. */
export interface LikeJobProps extends Partial<Omit<WorkloadProps, 'image'>>, Retrying {
  /** The workload whose image, environment, connections, secrets and mounts the job has. */
  readonly like: Workload;
  /** The command that runs instead of the other workload's. */
  readonly command: readonly string[];
}

const JOB: Names<WorkloadProps & LikeJobProps> = { ...PROPERTIES, like: true, retries: true };

/**
 * A program that ends: it runs at each `up`, and whoever says `startAfter(job)` starts when it has ended well. So it must
 * be able to run many times. For a command that a person runs there is `task`.
 *
 * @example
 * ```ts
 * const bootstrap = new Job(this, 'bootstrap', { like: web, command: ['node', 'bootstrap.js'] });
 * web.startAfter(bootstrap);
 * ```
 */
export class Job extends Workload {
  constructor(scope: Construct, id: string, props: JobProps) {
    const { like, retries } = props;
    super(scope, id, wholeOf(props), { ends: retries === undefined ? {} : { retries }, ...(like && { like }) });
    this.checkProperties('Job', props, JOB);
    this.open();
  }
}

/** The properties of a job with those of the workload that it is like, but for how that one is started and reached. */
function wholeOf(props: JobProps): WorkloadProps {
  if (!props.like) return props;
  const { like, ...own } = props;
  const { profiles: _, labels: __, publish: ___, stopSignal: ____, stopGracePeriod: _____, ...shared } = like.props;
  return { ...shared, ...own, image: like.image, environment: { ...shared.environment, ...own.environment } };
}

/**
 * @module
 */
import type { Construct } from 'constructs';
import { type Forms, inspect } from '../../lib/core';
import {
  type CommandHealthCheck,
  healthCheckForm,
  type NoHealthCheck,
  PROPERTIES,
  STAND_INS,
  Workload,
  type WorkloadProps,
} from '../workload';

/** The properties of a {@link Worker}: a workload's, and a health check by command. */
export interface WorkerProps extends WorkloadProps {
  /** How the worker is asked whether it works. @default not at all: it works while it runs */
  readonly healthCheck?: CommandHealthCheck | NoHealthCheck;
}

const WORKER: Forms<WorkerProps> = { ...PROPERTIES, healthCheck: healthCheckForm };

/**
 * A program that always runs and listens on no port: it consumes a queue, or polls something.
 *
 * @example
 * ```ts
 * const queue = new Worker(this, 'queue', { image: web.image, command: ['node', 'queue.js'] });
 * queue.connect(db);
 * ```
 */
export class Worker extends Workload {
  constructor(scope: Construct, id: string, props: WorkerProps) {
    const { props: sound, problems } = inspect<WorkerProps>('Worker', props, WORKER, STAND_INS);
    const { healthCheck } = sound;
    super(scope, id, sound, healthCheck ? { healthCheck } : {});
    for (const problem of problems) this.report(problem);
    this.open();
  }
}

/**
 * @module
 */
import type { Construct } from 'constructs';
import type { PropertyNames } from '../../lib/core';
import { type CommandHealthCheck, type NoHealthCheck, PROPERTIES, Workload, type WorkloadProps } from '../workload';

/** The properties of a {@link Worker}: a workload's, and a health check by command. */
export interface WorkerProps extends WorkloadProps {
  /** How the worker is asked whether it works. @default not at all: it works while it runs */
  readonly healthCheck?: CommandHealthCheck | NoHealthCheck;
}

const WORKER: PropertyNames<WorkerProps> = { ...PROPERTIES, healthCheck: true };

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
    super(scope, id, props, props.healthCheck ? { healthCheck: props.healthCheck } : {});
    this.checkProperties('Worker', props, WORKER);
    this.open();
  }
}

/**
 * Message brokers.
 *
 * @module
 */
export { Queue, type QueueDetail, type QueueProps } from './queue';

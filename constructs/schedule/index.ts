/**
 * Times at which something runs, and what waits for them.
 *
 * @module
 */
export { clockScript } from './clock';
export { scheduleInvalid } from './errors';
export { HEALTHY, NOW, Runner, type RunnerProps, runnerProblems } from './runner';
export { NEVER_READ, readSchedule, type Schedule } from './schedule';
export { STATE } from './script';
export { shellProblems } from './shell';

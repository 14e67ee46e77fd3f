/**
 * Says what synth is doing once that has taken a second.
 *
 * @module
 */
import type { Worker } from 'node:worker_threads';
import { printError } from '../terminal';

/** The phases of synth, in order. */
export const PHASES = [
  'loading',
  'running the stack file',
  'waiting for what the stack file started',
  'synthesizing',
  'writing',
] as const;
export type Phase = (typeof PHASES)[number];

const PATIENCE = 1_000;

/**
 * The user's code may block the main thread for any time, so another thread prints the progress. It reads the phase
 * from shared memory. It prints it after a second, at each change, and every ten seconds. It writes to the descriptor:
 * `process.stderr` of a worker needs the main thread.
 */
const TALKER = `
const { workerData: { cells, phases, started, patience } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let told = -1, at = 0;
Atomics.wait(cells, 1, 0, Math.max(0, started + patience - Date.now()));
while (Atomics.load(cells, 1) === 0) {
  const phase = Atomics.load(cells, 0), now = Date.now();
  if (phase !== told || now - at >= 10000) {
    try { writeSync(2, 'synth: ' + phases[phase] + ' (' + Math.round((now - started) / 1000) + ' s)\\n'); } catch {}
    told = phase; at = now;
  }
  Atomics.wait(cells, 1, 0, 200);
}`;

export class Progress {
  private readonly cells = new Int32Array(new SharedArrayBuffer(8));
  private readonly started = Date.now();
  private talker: Worker | undefined;
  private told: Phase | undefined;

  /** @param quiet whether to say nothing at all */
  constructor(private readonly quiet: boolean) {}

  /** Whether the run is slow enough to talk about. */
  get slow(): boolean {
    return Date.now() - this.started >= PATIENCE;
  }

  /** Begins the next phase. Without that thread, this code reports a slow run. */
  enter(phase: Phase): void {
    Atomics.store(this.cells, 0, PHASES.indexOf(phase));
    if (!this.talker) this.tell(phase);
  }

  /** Prints the phase, once, if the run is slow. */
  tell(phase: Phase): void {
    if (this.quiet || this.told === phase || !this.slow) return;
    this.told = phase;
    printError(`synth: ${phase} (${Math.round((Date.now() - this.started) / 1000)} s)\n`);
  }

  /** Starts the thread: some milliseconds of work and some MiB of memory. */
  startTalking(): void {
    const { Worker: Thread } = require('node:worker_threads') as typeof import('node:worker_threads');
    const workerData = { cells: this.cells, phases: PHASES, started: this.started, patience: PATIENCE };
    this.talker = new Thread(TALKER, { eval: true, workerData, execArgv: [], trackUnmanagedFds: false });
    this.talker.unref();
    // Progress is a courtesy: where no thread can be had, there is none.
    this.talker.on('error', () => {});
  }

  /** Nothing is printed after this. */
  stop(): void {
    Atomics.store(this.cells, 1, 1);
    Atomics.notify(this.cells, 1);
  }
}

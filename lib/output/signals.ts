/**
 * Keeps Ctrl-C and its kin from ending the process half way through a commit.
 *
 * @module
 */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Holds these signals back until the returned function is called. Then one that came is sent again, so the process ends
 * with the right exit status. A signal that the program handles itself is left to it.
 *
 * Node delivers a signal in its event loop, which cannot turn while a commit runs. So the listeners stay for one turn
 * of the loop. Two immediates are needed: the first may come before the loop has polled for signals.
 */
export function holdSignals(): () => void {
  const held = SIGNALS.filter((signal) => process.listenerCount(signal) === 0);
  const again = (signal: NodeJS.Signals): void => {
    stop();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stop = (): void => {
    for (const signal of held) process.removeListener(signal, again);
  };
  for (const signal of held) process.on(signal, again);
  return () => {
    setImmediate(() => setImmediate(stop));
  };
}

/**
 * Load from wrk, and what it leaves behind.
 */
import { execFileSync } from 'node:child_process';

export interface Target {
  readonly port: number;
  readonly host: string;
  readonly path: string;
}

/** Requests a second that were answered as they should be. @throws Error for any other answer */
export function requestsPerSecond({ port, host, path }: Target, connections: number, seconds: number): number {
  const output = execFileSync(
    'wrk',
    [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-H',
      `Host: ${host}`,
      `http://127.0.0.1:${port}${path}`,
    ],
    { encoding: 'utf8' },
  );
  const [, rate] = /^Requests\/sec:\s+([\d.]+)/m.exec(output) ?? [];
  if (rate === undefined || /Non-2xx|Socket errors/.test(output)) throw new Error(`wrk was not answered:\n${output}`);
  return Number(rate);
}

/** Connections of a container that wait in TIME_WAIT: each holds a port. */
export function waiting(container: string): number {
  // 06 is TIME_WAIT: https://docs.kernel.org/networking/proc_net_tcp.html
  const count = "cat /proc/net/tcp /proc/net/tcp6 | grep -c ' 06 ' || true";
  return Number(execFileSync('docker', ['exec', container, 'sh', '-c', count], { encoding: 'utf8' }));
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

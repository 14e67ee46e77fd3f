/**
 * Runs programs without a shell: arguments arrive as they are.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { PATIENCE } from '../../patience';

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to this process' environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the program reads from its standard input; nothing by default. */
  readonly input?: string;
  /** Milliseconds until it is stopped. @default PATIENCE */
  readonly timeout?: number;
}

export interface CommandResult {
  /** The exit code; 127 if there is no such program, 124 if it was stopped after its timeout. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Thrown by {@link run}: the command line, how it ended, and the end of what it printed. */
export class CommandFailed extends Error {
  constructor(
    readonly command: string,
    readonly result: CommandResult,
  ) {
    super(`${command}\nended with ${result.code}\n${tail(result.stdout)}${tail(result.stderr)}`);
    this.name = 'CommandFailed';
  }
}

/**
 * Runs a program and gives its result, also when it fails.
 *
 * @example
 * const { code } = await attempt('docker', ['image', 'inspect', 'nginx:1.28']);
 */
export function attempt(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { timeout = PATIENCE, input = '' } = options;
  return new Promise((resolve) => {
    const settings = {
      timeout,
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    };
    const child = execFile(file, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (error.killed) resolve({ code: 124, stdout, stderr: `${stderr}\nstopped after ${timeout} ms` });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else resolve({ code: 127, stdout, stderr: `${stderr}${error.message}` });
    });
    // a program that does not read its input closes the pipe: its exit code says what happened
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * Runs a program that must succeed and gives what it printed.
 *
 * @throws CommandFailed
 * @example
 * const version = (await run('docker', ['compose', 'version', '--short'])).stdout.trim();
 */
export async function run(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const result = await attempt(file, args, options);
  if (result.code !== 0) throw new CommandFailed([file, ...args].join(' '), result);
  return result;
}

function tail(text: string): string {
  return text === '' ? '' : `${text.trimEnd().split('\n').slice(-60).join('\n')}\n`;
}

/**
 * Single containers and volumes, removed like projects are.
 *
 * @module
 */
import { attempt, type CommandResult, run } from './command';
import { removeProjects, runPrefix } from './leftovers';

let count = 0;

/** Containers and volumes that share a name of their own; made with {@link sandbox}. */
export class Sandbox {
  readonly name = `${runPrefix()}-s${process.env['JEST_WORKER_ID'] ?? '0'}-${++count}`;
  private readonly label = `com.docker.compose.project=${this.name}`;
  private parts = 0;

  /** Runs a container to its end; the exit code is for the caller. */
  run(options: readonly string[], image: string, ...command: readonly string[]): Promise<CommandResult> {
    return attempt('docker', ['run', '--rm', '--label', this.label, ...options, image, ...command]);
  }

  /** Starts a container in the background and gives its id. */
  async start(options: readonly string[], image: string, ...command: readonly string[]): Promise<string> {
    const args = ['run', '--detach', '--label', this.label, ...options, image, ...command];
    return (await run('docker', args)).stdout.trim();
  }

  /** Makes an empty volume and gives its name. */
  async volume(): Promise<string> {
    const name = `${this.name}-v${++this.parts}`;
    await run('docker', ['volume', 'create', '--label', this.label, name]);
    return name;
  }

  /** Runs a command in a running container; the exit code is for the caller. */
  exec(id: string, command: readonly string[], options: readonly string[] = []): Promise<CommandResult> {
    return attempt('docker', ['exec', ...options, id, ...command]);
  }

  /** What a container printed, on both its outputs. */
  async logs(id: string): Promise<string> {
    const { stdout, stderr } = await run('docker', ['logs', id]);
    return stdout + stderr;
  }

  /** Removes the containers and volumes. */
  remove(): Promise<void> {
    return removeProjects((project) => project === this.name);
  }
}

/**
 * A sandbox for the `describe` or file that calls it.
 *
 * @example
 * const box = sandbox();
 * it('starts', async () => { await box.start(['--read-only'], 'nginx:1.28'); });
 */
export function sandbox(): Sandbox {
  const box = new Sandbox();
  afterAll(() => box.remove(), 120_000);
  return box;
}

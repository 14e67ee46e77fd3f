/**
 * Single containers and volumes, removed like projects are.
 *
 * @module
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt, type CommandResult, run } from './command';
import { removeProjects, runPrefix } from './leftovers';

let count = 0;

/** Options for a container that has nothing but what the options after them give back. */
export const locked = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'] as const;

/** Containers and volumes that share a name of their own; made with {@link sandbox}. */
export class Sandbox {
  readonly name = `${runPrefix()}-s${process.env['JEST_WORKER_ID'] ?? '0'}-${++count}`;
  private readonly label = `com.docker.compose.project=${this.name}`;
  private readonly folder = mkdtempSync(join(tmpdir(), `${this.name}-`));
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

  /** Options that mount a new file, read-only. */
  file(content: string, mode: number, at: string): readonly string[] {
    const path = join(this.folder, String(++this.parts));
    writeFileSync(path, content);
    chmodSync(path, mode);
    return ['--volume', `${path}:${at}:ro`];
  }

  /** Which of these commands an image has. */
  async commandsOf(image: string, candidates: readonly string[]): Promise<readonly string[]> {
    const script = 'for c; do if command -v "$c" >/dev/null; then echo "$c"; fi; done';
    const { stdout } = await this.run(['--entrypoint', 'sh'], image, '-c', script, 'sh', ...candidates);
    return stdout.split('\n').filter((line) => line !== '');
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

  /** Removes the containers, volumes and files. */
  async remove(): Promise<void> {
    await removeProjects((project) => project === this.name);
    rmSync(this.folder, { recursive: true });
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
  afterAll(() => box.remove());
  return box;
}

/** The configuration of an image: user, ports, volumes, stop signal. */
export async function imageConfig(image: string): Promise<unknown> {
  return JSON.parse((await run('docker', ['image', 'inspect', '--format', '{{json .Config}}', image])).stdout);
}

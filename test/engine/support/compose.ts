/**
 * Compose projects on the real engine, under names of their own, removed in the end.
 *
 * @module
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PATIENCE } from '../../patience';
import { attempt, CommandFailed, type CommandOptions, type CommandResult, run } from './command';
import type { ContainerDetails, ServiceState } from './containers';
import { removeProjects, runPrefix } from './leftovers';

/** In seconds; less than the program has, so that it can say which container is not ready. */
const HALF_OF_PATIENCE = String(PATIENCE / 2_000);

export interface ProjectOptions {
  /** The exact project name; what it has is removed in the end, so it must be nobody's. @default one that no other test has */
  readonly name?: string;
  /** Variables for interpolation and for secrets from the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

const projects = new Set<ComposeProject>();
let count = 0;

/**
 * A project from a compose file, or from a folder with one. Nothing is started yet. When the test file is done it is
 * removed with its volumes, also after a failure, and on a failure its logs are printed.
 *
 * @throws Error if there is no such file
 * @example
 * const stack = compose('synth.out/kitteh');
 * beforeAll(() => stack.up());
 */
export function compose(path: string, options: ProjectOptions = {}): ComposeProject {
  const project = new ComposeProject(composeFile(path), options);
  projects.add(project);
  return project;
}

/** Removes every project of this test file. */
export async function removeAll(): Promise<void> {
  for (const project of projects) await project.remove();
  projects.clear();
}

/** State and last lines of every project of this test file. */
export async function describeAll(): Promise<string> {
  const parts = await Promise.all([...projects].map((project) => project.describe()));
  return parts.join('\n');
}

/** One Compose project; every method is one call of `docker compose`. */
export class ComposeProject {
  readonly name: string;

  constructor(
    readonly file: string,
    private readonly options: ProjectOptions,
  ) {
    count += 1;
    this.name = options.name ?? `${runPrefix()}-${process.env['JEST_WORKER_ID'] ?? '0'}-${count}`;
  }

  /** `docker compose ARGS`, which must succeed. */
  compose(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    return run('docker', this.command(args), this.with(options));
  }

  /** Starts services and waits until they are healthy. @throws Error with the logs of the project */
  async up(...args: readonly string[]): Promise<void> {
    const started = ['up', '--detach', '--wait', '--wait-timeout', HALF_OF_PATIENCE, '--quiet-pull', ...args];
    const result = await attempt('docker', this.command(started), this.with());
    if (result.code === 0) return;
    throw new Error(`${new CommandFailed(this.command(started).join(' '), result).message}\n${await this.describe()}`);
  }

  /** Stops and removes containers and networks; volumes stay. */
  async down(...args: readonly string[]): Promise<void> {
    await this.compose(['down', '--remove-orphans', '--timeout', '10', ...args]);
  }

  /** Runs a command in a running container; its exit code is for the caller. */
  exec(service: string, command: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    return attempt('docker', this.command(['exec', '-T', service, ...command]), this.with(options));
  }

  /** Runs a one-off container of a service; its exit code is for the caller. */
  run(service: string, command: readonly string[] = [], options: CommandOptions = {}): Promise<CommandResult> {
    return attempt('docker', this.command(['run', '--rm', '-T', service, ...command]), this.with(options));
  }

  /** The containers of the project, also those that have ended. */
  async ps(): Promise<readonly ServiceState[]> {
    const { stdout } = await this.compose(['ps', '--all', '--format', 'json']);
    // one JSON object a line: https://docs.docker.com/reference/cli/docker/compose/ps/#format
    return lines(stdout).map((line) => JSON.parse(line) as ServiceState);
  }

  /** `docker inspect` of a service's containers. */
  async inspect(service: string): Promise<readonly ContainerDetails[]> {
    const ids = lines((await this.compose(['ps', '--all', '--quiet', service])).stdout);
    if (ids.length === 0) throw new Error(`${service} has no container in ${this.name}`);
    // the shape is the engine's: https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Container
    return JSON.parse((await run('docker', ['inspect', ...ids])).stdout) as ContainerDetails[];
  }

  /** What a service, or all of them, printed. */
  async logs(...services: readonly string[]): Promise<string> {
    return (await this.compose(['logs', '--no-color', ...services])).stdout;
  }

  /** The port of the host that a service's port is published on. */
  async port(service: string, containerPort: number): Promise<number> {
    const { stdout } = await this.compose(['port', service, String(containerPort)]);
    return Number(stdout.trim().split(':').pop());
  }

  /** The project as Compose understands it, after interpolation. */
  async config(): Promise<unknown> {
    return JSON.parse((await this.compose(['config', '--format', 'json'])).stdout);
  }

  /** State and last lines of the project, for an error message. */
  async describe(): Promise<string> {
    const state = await attempt('docker', this.command(['ps', '--all']), this.with());
    const logs = await attempt('docker', this.command(['logs', '--no-color', '--tail', '60']), this.with());
    return `--- ${this.name} (${this.file})\n${state.stdout}${state.stderr}${logs.stdout}${logs.stderr}---`;
  }

  /** Removes everything of the project, volumes and built images too, even if the file has become invalid. */
  async remove(): Promise<void> {
    const down = ['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '3'];
    await attempt('docker', this.command(down), this.with());
    await removeProjects((project) => project === this.name);
  }

  private command(args: readonly string[]): string[] {
    return ['compose', '--project-name', this.name, '--file', this.file, ...args];
  }

  private with(options: CommandOptions = {}): CommandOptions {
    return { ...options, env: { ...this.options.env, ...options.env } };
  }
}

function composeFile(path: string): string {
  if (existsSync(path) && statSync(path).isFile()) return path;
  const file = ['compose.yaml', 'compose.yml'].map((name) => join(path, name)).find((name) => existsSync(name));
  if (file === undefined) throw new Error(`${path} is not a compose file, and has none`);
  return file;
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

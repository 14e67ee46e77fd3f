/**
 * The commands that run a stack with Docker Compose.
 *
 * @see https://docs.docker.com/reference/cli/docker/compose/
 * @module
 */
import { join } from 'node:path';
import { type Assembly, type CommandWord, onDemand, type StackCommands } from '../../assembly';

/** Name of the file that `docker compose` reads. */
export const COMPOSE_FILE = 'compose.yaml';

export function commands(assembly: Assembly): StackCommands {
  const { envFiles, paths, project, isFragment } = assembly;
  const files: readonly CommandWord[] = [
    ...envFiles.flatMap((path) => ['--env-file', { path }]),
    '-f',
    { path: join(paths.folder, COMPOSE_FILE) },
  ];
  const builds = Object.values(project.services ?? {}).some(({ build }) => build !== undefined);
  const isPart = isFragment && project.include === undefined;
  return {
    start: isPart ? [] : [compose(files, 'up', ...(builds ? ['--build'] : []), '--wait')],
    stop: isPart ? [] : [compose(files, 'down')],
    onDemand: new Map(onDemand(assembly).map((service) => [service, [runCommand(files, service)]])),
  };
}

/** Runs one service in a container that goes away with it. @param files options that name the files of the project */
export function runCommand<W extends CommandWord>(files: readonly W[], service: string): readonly (W | string)[] {
  return compose(files, 'run', '--rm', service);
}

function compose<W extends CommandWord>(files: readonly W[], ...rest: readonly string[]): readonly (W | string)[] {
  return ['docker', 'compose', ...files, ...rest];
}

/**
 * What `docker compose config` makes of a project: the judge of everything that this library says about Compose.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { checkCompose, type Project, printCompose } from '../../lib/languages/compose';

export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `docker compose config` reads and interpolates without an engine. */
export function composeConfig(
  folder: string,
  yaml: string,
  variables: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Answer {
  const { PATH, HOME, DOCKER_CONFIG } = process.env;
  const answer = spawnSync('docker', ['compose', '-p', 'kitteh', '-f', '-', 'config', ...args], {
    cwd: folder,
    input: yaml,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH, HOME, ...(DOCKER_CONFIG === undefined ? {} : { DOCKER_CONFIG }), ...variables },
  });
  if (answer.error !== undefined) throw new Error(`docker compose is needed here: ${answer.error.message}`);
  return answer;
}

export interface ReadProject {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly configs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The project as Compose understood it. Compose doubles each `$` in what it prints. */
export function readProject(
  folder: string,
  project: Project,
  variables: Readonly<Record<string, string>> = {},
): ReadProject {
  expect(checkCompose(project)).toEqual([]);
  const { status, stdout, stderr } = composeConfig(folder, printCompose(project), variables, '--format', 'json');
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.replaceAll('$$', '$')) as ReadProject;
}

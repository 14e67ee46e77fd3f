/**
 * Finds and removes what Compose projects of these tests leave in an engine.
 *
 * @module
 */
import { attempt } from './command';

const label = 'com.docker.compose.project';
const listings = [
  { list: ['ps', '--all'], id: '{{.ID}}', remove: ['rm', '--force', '--volumes'] },
  { list: ['network', 'ls'], id: '{{.ID}}', remove: ['network', 'rm'] },
  { list: ['volume', 'ls'], id: '{{.Name}}', remove: ['volume', 'rm', '--force'] },
] as const;

/** Names of projects of this run start with it; the seconds of its start tell the age of what is left behind. */
export function runPrefix(): string {
  process.env['ENGINE_TEST_RUN'] ??= `cct-${Math.floor(Date.now() / 1000).toString(36)}${process.pid}`;
  return process.env['ENGINE_TEST_RUN'];
}

/** Whether a project is of a run of these tests that began more than two hours ago, and was cut off. */
export function isStale(project: string): boolean {
  const seconds = /^cct-([0-9a-z]{6})\d+-/.exec(project)?.[1];
  return seconds !== undefined && Date.now() / 1000 - Number.parseInt(seconds, 36) > 7200;
}

/** Removes containers, networks and volumes of the projects that the filter picks, by their labels. */
export async function removeProjects(pick: (project: string) => boolean): Promise<void> {
  for (const { list, id, remove } of listings) {
    const format = `${id}\t{{.Label "${label}"}}`;
    const { stdout } = await attempt('docker', [...list, '--filter', `label=${label}`, '--format', format]);
    const ids = stdout
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, project]) => project !== undefined && pick(project))
      .map(([found = '']) => found);
    if (ids.length > 0) await attempt('docker', [...remove, ...ids]);
  }
}

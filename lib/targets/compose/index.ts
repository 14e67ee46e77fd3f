/**
 * Assembly → the files of a Docker Compose project.
 *
 * @module
 */
import type { Assembly, AssemblyFile } from '../../assembly';
import { printCompose } from '../../languages/compose';

/** Name of the file that `docker compose` reads. */
export const COMPOSE_FILE = 'compose.yaml';

/** The files of a stack, by path in its folder: the Compose file first. */
export function composeTarget(assembly: Assembly): Map<string, AssemblyFile> {
  const content = `${header(assembly)}${printCompose(assembly.project)}`;
  return new Map([[COMPOSE_FILE, { content, construct: assembly.origins.stack.path }], ...assembly.files]);
}

function header({ environment }: Assembly): string {
  const environmentName = environment.name.replace(/[^\x20-\x7e]/g, '?');
  return `# Written by compose-constructs for the environment "${environmentName}": change stack.ts and run synth, not this file.\n\n`;
}

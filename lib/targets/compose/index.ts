/**
 * Assembly → the files of a Docker Compose project.
 *
 * @module
 */
import { type Assembly, type AssemblyFile, onDemand } from '../../assembly';
import { printCompose } from '../../languages/compose';
import { awaited } from './awaited-jobs';

/** Name of the file that `docker compose` reads. */
export const COMPOSE_FILE = 'compose.yaml';

/** The files of a stack, by path in its folder: the Compose file first. */
export function composeTarget(assembly: Assembly): Map<string, AssemblyFile> {
  const { project, waiting } = awaited(assembly);
  const comments = [
    ...onDemand(assembly).map((name) => ({
      pointer: ['services', name],
      comment: `Not started by \`up\`; run it with: docker compose -f ${COMPOSE_FILE} run --rm ${name}`,
    })),
    ...waiting.map((name) => ({
      pointer: ['services', name],
      comment:
        'Never has a container. `up --wait` takes a job that has ended for a failure unless a service waits for it.',
    })),
  ];
  const content = printCompose(project, { header: header(assembly), comments });
  return new Map([[COMPOSE_FILE, { content, construct: assembly.origins.stack.path }], ...assembly.files]);
}

function header({ environment }: Assembly): string {
  return `Written by compose-constructs for the environment "${environment.name}": change stack.ts and run synth, not this file.`;
}

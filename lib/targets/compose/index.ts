/**
 * Docker Compose: a `compose.yaml` with the generated files beside it.
 *
 * @module
 */
import { type Assembly, diagnoseFinding, type GeneratedFile, onDemand, type Target } from '../../assembly';
import { type Diagnostic, MARK } from '../../core';
import { checkAge, printCompose, withLongBinds } from '../../languages/compose';
import { awaited } from './awaited-jobs';
import { COMPOSE_FILE, commands, onDemandCommand } from './commands';
import { withDigest } from './digest-label';
import { seenFromFolder } from './host-paths';
import { machineFiles, withNoticed } from './noticed';
import { REFUSED, vanished } from './vanished';

export const composeTarget: Target = {
  name: 'compose',
  reserved: [COMPOSE_FILE],
  reading: withDigest,
  check,
  files,
  vanished,
  acceptable: REFUSED,
  machineFiles,
  commands,
};

/** Properties that the oldest supported Docker Compose would reject. */
function check({ project, oldestCompose, origins }: Assembly): readonly Diagnostic[] {
  if (oldestCompose === undefined) return [];
  return checkAge(project, oldestCompose).map((finding) => diagnoseFinding(finding, origins));
}

/** The Compose file first. */
function files(assembly: Assembly): Map<string, GeneratedFile> {
  const { project, waiting } = awaited(assembly);
  const described = new Map(assembly.intents.tasks.map(({ service, description }) => [service, description]));
  const comments = [
    ...onDemand(assembly).map((name) => {
      const command = onDemandCommand(['-f', COMPOSE_FILE], assembly, name).join(' ');
      const how = `Not started by \`up\`; ${command.includes(' run ') ? 'run' : 'start'} it with: ${command}`;
      const what = described.get(name);
      return { pointer: ['services', name], comment: what === undefined ? how : `${what} ${how}` };
    }),
    ...waiting.map((name) => ({
      pointer: ['services', name],
      comment:
        'Never has a container. `up --wait` takes a job that has ended for a failure unless a service waits for it.',
    })),
  ];
  const content = printCompose(withNoticed(withLongBinds(seenFromFolder(project, assembly.paths)), assembly), {
    header: header(assembly),
    comments,
  });
  return new Map([[COMPOSE_FILE, { content, construct: assembly.origins.stack.path }], ...assembly.files]);
}

function header({ environment }: Assembly): string {
  const copy = environment.instance === undefined ? '' : ` and the instance "${environment.instance}"`;
  return `${MARK} for the environment "${environment.name}"${copy}: change stack.ts and run synth, not this file.`;
}
